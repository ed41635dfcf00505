import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { signFeed } from './feed/sign-feed.ts';

/**
 * Writes the signed feed of new versions to stdout: `--version 1.2.0 --page https://… --key FILE`.
 * `--new-key FILE` makes a key instead: its private half goes into the file, the public half to stdout, which belongs in
 * app/updates/release-key.ts or in QUARRY_RELEASE_KEY.
 */
const { values } = parseArgs({
  options: {
    version: { type: 'string' },
    page: { type: 'string' },
    key: { type: 'string' },
    'new-key': { type: 'string' },
  },
});

if (values['new-key'] !== undefined) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  // `wx`: a key that is there is never written over.
  writeFileSync(values['new-key'], privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  process.stdout.write(`${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}\n`);
} else if (values.version !== undefined && values.page !== undefined && values.key !== undefined) {
  const { version, page } = values;
  const release = { version, page, releasedUtc: new Date().toISOString() };
  process.stdout.write(`${signFeed(release, readFileSync(values.key, 'utf8'))}\n`);
} else {
  process.stderr.write('Give --version, --page and --key, or --new-key FILE.\n');
  process.exitCode = 2;
}
