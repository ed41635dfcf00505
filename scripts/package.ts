import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'electron-builder';
import { buildTargets } from './build/targets.ts';
import { checkPackage } from './check-package.ts';
import { type FoundElectron, findElectron } from './find-electron.ts';
import { root } from './root.ts';

/** The unpacked app for this system in `release/`, and the check that reads it back. */
const say = (line: string): void => console.error(line);
/** Since when Electron has the last of the fuses that electron-builder.yml sets. */
const firstMajorWithAllFuses = 29;

await buildTargets(root, ['renderer', 'node', 'main', 'preload'], { say });

const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
const electron = given ? findElectron({ mayDownload: false, say }) : undefined;
const config = electron === undefined ? 'electron-builder.yml' : configForGivenElectron(electron);
if (await packed(config)) {
  const complaints = await checkPackage(join(root, 'release'), say);
  for (const complaint of complaints) say(`Package: ${complaint}`);
  say(complaints.length === 0 ? 'The package is as it must be: release/' : `${complaints.length} deviations.`);
  if (complaints.length > 0) process.exitCode = 1;
} else process.exitCode = 1;

async function packed(config: string): Promise<boolean> {
  try {
    await build({ projectDir: root, dir: true, publish: 'never', config });
    return true;
  } catch (error) {
    if (!/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(String(error))) throw error;
    say('Electron could not be downloaded. Connect to the network, or name its folder in ELECTRON_OVERRIDE_DIST_PATH.');
    return false;
  }
}

/** A file of its own, since a fuse that this Electron does not have cannot be unset from outside. */
function configForGivenElectron({ version, major }: FoundElectron): string {
  say(`Packing with the Electron ${version} of ELECTRON_OVERRIDE_DIST_PATH: for tests only.`);
  const lines = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
    .split('\n')
    .filter((line) => major >= firstMajorWithAllFuses || !line.includes('grantFileProtocolExtraPrivileges'));
  const file = 'dist/electron-builder.given.yml';
  const added = [`electronDist: ${JSON.stringify(given)}`, `electronVersion: ${version}`];
  writeFileSync(join(root, file), [...lines, ...added, ''].join('\n'));
  return file;
}
