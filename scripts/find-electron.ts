import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

export interface FoundElectron {
  path: string;
  major: number;
  version: string;
}

/** The core's databases need Node-API 10, which Electron brings from this version on. */
export const firstMajorWithCore = 36;

const downloadTimeoutMs = 120_000;
const executable = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** A binary that starts: the one that ELECTRON_OVERRIDE_DIST_PATH names, or that of the electron package. */
export function findElectron(options: {
  mayDownload: boolean;
  say: (line: string) => void;
}): FoundElectron | undefined {
  const name = executable[process.platform as keyof typeof executable] ?? 'electron';
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const path = given ? join(given, name) : join(root, 'node_modules/electron/dist', name);
  if (!existsSync(path) && !given && options.mayDownload) download(options.say);
  if (!existsSync(path)) return undefined;
  try {
    const version = execFileSync(path, ['-p', 'process.versions.electron'], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      encoding: 'utf8',
      timeout: 20_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return { path, version, major: Number(version.split('.')[0]) };
  } catch (error) {
    options.say(`Electron at ${path} does not start: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function download(say: (line: string) => void): void {
  say('Fetching the Electron binary (once) …');
  const installer = join(root, 'node_modules/electron/install.js');
  spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: downloadTimeoutMs });
}

/** Chromium's sandbox refuses to start for root. */
export function sandboxArguments(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
