import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { signFeed } from '../../scripts/feed/sign-feed.ts';
import { expect, test } from '../fixtures/test.ts';

const makers = generateKeyPairSync('ed25519');
const strangers = generateKeyPairSync('ed25519');
// Hosts that are started from here trust these makers.
process.env.QUARRY_RELEASE_KEY = makers.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

let server: Server;
let feed: string;
let signedBy = makers;

test.beforeAll(async () => {
  server = createServer((_request, response) => {
    const release = { version: '9.8.7', page: 'https://quarry.example/9.8.7', releasedUtc: '2026-11-01T00:00:00.000Z' };
    response.end(signFeed(release, signedBy.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  feed = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.json`;
});

test.afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

test('A10: failures are a sentence with its remedy, and what is sent in for help holds no secret @smoke', async ({
  page,
  demo,
}) => {
  const [user] = demo.juliabase.users;
  const password = 'Hush-0815-hush';
  await page.getByRole('button', { name: 'Add JuliaBase connection' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a connection' });
  await dialog.getByRole('textbox', { name: /^Address of the JuliaBase server/ }).fill(demo.juliabase.url);
  await dialog.getByRole('textbox', { name: /^User name/ }).fill(user?.user ?? '');
  await dialog.getByLabel(/^Password/).fill(password);
  await dialog.getByRole('button', { name: 'Test' }).click();
  await expect(dialog.getByText(/does not accept this password.*Check user name and password/)).toBeVisible({
    timeout: 30_000,
  });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.keyboard.press('Control+,');
  const search = page.getByRole('textbox', { name: 'Search settings' });
  await search.fill('diagnostics');
  await expect(page.getByText(/^1 of \d+ settings$/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save diagnostics…' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Appearance' })).toBeHidden();
  const bundle = await page.evaluate(async () => [
    ...new Uint8Array(await (await fetch('bytes/diagnostics?q={}')).arrayBuffer()),
  ]);
  const text = gunzipSync(Buffer.from(bundle)).toString('utf8');
  expect(text).toContain('"quarry"');
  for (const secret of [password, user?.password ?? password]) expect(text).not.toContain(secret);
  await search.press('Escape');
  await expect(page.getByRole('region', { name: 'Appearance' })).toBeVisible();
});

test('A11: a newer version is one quiet line, and a list that others have signed is refused @smoke', async ({
  page,
}) => {
  signedBy = makers;
  await expect(page.getByRole('button', { name: 'Start the demo' })).toBeVisible();
  await page.keyboard.press('Control+,');
  const versions = page.getByRole('region', { name: 'New versions' });
  await expect(versions.getByRole('switch')).not.toBeChecked();
  await versions.getByRole('textbox').fill(feed);
  await page.keyboard.press('Enter');
  await versions.getByRole('button', { name: 'Look now' }).click();
  await expect(versions.getByText(/^Quarry 9\.8\.7 is there/)).toBeVisible();
  await expect(page.getByRole('contentinfo').getByRole('button', { name: 'Quarry 9.8.7 is there' })).toBeVisible();
  signedBy = strangers;
  await versions.getByRole('button', { name: 'Look now' }).click();
  await expect(versions.getByText(/is not signed by the makers of Quarry\.$/)).toBeVisible();
  await expect(versions.getByText(/Install nothing that it names/)).toBeVisible();
});
