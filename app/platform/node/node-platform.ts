import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError } from '../../contract/app-error.ts';
import { type Log, noPowerEvents, type Platform, type PlatformPaths } from '../platform.ts';
import { nodeClock } from './node-clock.ts';
import { openLog } from './node-log.ts';
import { openSecrets } from './secrets.ts';

export interface NodePlatformOptions {
  /** Data folder; default: QUARRY_HOME, else the folder that the system keeps for such data. */
  home?: string;
}

/** Fails early and readably where the database engine would crash. */
export function requireCapableNode(versions: { node?: string; napi?: string } = process.versions): void {
  if (Number(versions.napi ?? 0) >= 10) return;
  throw new AppError('unsupported', `Node ${versions.node ?? ''} is too old for Quarry.`, {
    remedy: 'Run `npm ci` and start Quarry by its npm scripts, or use Node 22.14 or newer.',
  });
}

export async function createNodePlatform(options: NodePlatformOptions = {}): Promise<Platform> {
  requireCapableNode();
  // An empty variable is one that somebody has not set.
  const home = resolve(options.home || process.env.QUARRY_HOME || defaultHome());
  const paths = { home, cache: join(home, 'cache'), logs: join(home, 'logs') };
  return {
    paths,
    log: openFolders(paths),
    secrets: await openSecrets(process.env.QUARRY_SECRETS),
    clock: nodeClock,
    openUrl: openInBrowser,
    power: noPowerEvents,
    version: ownVersion(),
  };
}

function openFolders(paths: PlatformPaths): Log {
  try {
    for (const folder of Object.values(paths)) mkdirSync(folder, { recursive: true, mode: 0o700 });
    return openLog(paths.logs).log;
  } catch (cause) {
    throw new AppError('storage', `The data folder ${paths.home} cannot be made or written.`, {
      remedy: 'Choose another one with --home or QUARRY_HOME.',
      cause,
    });
  }
}

function defaultHome(): string {
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Quarry');
    case 'win32':
      return join(process.env.APPDATA || join(homedir(), 'AppData', 'Roaming'), 'Quarry');
    default:
      return join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'quarry');
  }
}

/** Only addresses that a person would open by hand: https anywhere, http on this computer. */
export function isOpenableUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

async function openInBrowser(url: string): Promise<void> {
  if (!isOpenableUrl(url)) throw new AppError('forbidden', `${url} is not opened: only https addresses are.`);
  const [program, ...before] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler']
        : ['xdg-open'];
  await new Promise<void>((resolveDone, reject) => {
    execFile(program ?? 'xdg-open', [...before, url], (cause) => {
      if (cause === null) resolveDone();
      else
        reject(new AppError('unsupported', 'No browser could be opened.', { remedy: `Open ${url} yourself.`, cause }));
    });
  });
}

function ownVersion(): string {
  // Above the sources, and above the built files in dist/node.
  for (const place of ['../../../package.json', '../../../../../package.json']) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8'));
      if (
        typeof manifest === 'object' &&
        manifest !== null &&
        'name' in manifest &&
        manifest.name === 'quarry' &&
        'version' in manifest
      ) {
        return String(manifest.version);
      }
    } catch {
      // Looked for at the next place.
    }
  }
  return '0.0.0';
}
