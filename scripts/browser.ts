import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { root } from './root.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable'];
const macPaths = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const downloadTimeoutMs = 180_000;

/**
 * The browser for the tests: what QUARRY_CHROMIUM names, an installed one, Playwright's own, or, as root on Debian, the
 * system's package. Says what it did.
 * @throws Error if there is none and none can be had.
 */
export function findOrInstallBrowser(say: (line: string) => void): string {
  const steps: (() => string | undefined)[] = [
    () => process.env.QUARRY_CHROMIUM || undefined,
    findInstalled,
    findOfPlaywright,
    () => downloadByPlaywright(say),
    () => installByApt(say),
  ];
  for (const step of steps) {
    const path = step();
    if (path !== undefined && existsSync(path)) {
      say(`Browser for the tests: ${path}`);
      return path;
    }
  }
  throw new Error(
    'There is no Chromium for the tests and none could be installed. Install one, or name it in QUARRY_CHROMIUM.',
  );
}

function findInstalled(): string | undefined {
  if (process.platform === 'darwin') return macPaths.find((path) => existsSync(path));
  const folders = (process.env.PATH ?? '').split(':');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

function findOfPlaywright(): string | undefined {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function downloadByPlaywright(say: (line: string) => void): string | undefined {
  say("No Chromium is installed; trying Playwright's download …");
  const cli = join(root, 'node_modules/playwright/cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: downloadTimeoutMs });
  return findOfPlaywright();
}

function installByApt(say: (line: string) => void): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  say('Installing Chromium with apt-get …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: 'ignore', env });
  return findInstalled();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(findOrInstallBrowser((line) => console.error(line)));
}
