import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { nonceMark, pagePolicy } from '../app/contract/page-policy.ts';

const off = 'off';
const on = 'on';
const wantedFuses: readonly (readonly [FuseV1Options, 'on' | 'off'])[] = [
  [FuseV1Options.RunAsNode, off],
  [FuseV1Options.EnableCookieEncryption, on],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, off],
  [FuseV1Options.EnableNodeCliInspectArguments, off],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, on],
  [FuseV1Options.OnlyLoadAppFromAsar, on],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, off],
];

const neededFiles = [
  '/package.json',
  '/LICENSE',
  '/dist/main/index.cjs',
  '/dist/preload/index.cjs',
  '/dist/renderer/index.html',
  '/dist/node/main/core/core-entry.js',
  '/dist/node/app/app.js',
  '/node_modules/better-sqlite3/package.json',
];
const strangers: readonly RegExp[] = [
  /\.tsx?$/,
  /^\/(app|main|preload|renderer|e2e|scripts|bench|docs)\//,
  /\.test\.[cm]?js$/,
  /(^|\/)\.(env|git|npmrc)/,
  /^\/node_modules\/(electron|vite|vitest|typescript|@playwright|@biomejs|node)\//,
];
/** Generous against what was measured; a sudden growth is to be noticed. */
const limitsMb = { archive: 120, unpacked: 80 };

/** Reads fuses, policy, list of files and sizes back from the unpacked app; answers with what deviates. */
export async function checkPackage(releaseFolder: string, say: (line: string) => void): Promise<string[]> {
  const app = findUnpacked(releaseFolder);
  if (app === undefined) return [`There is no unpacked app in ${releaseFolder}.`];
  const archive = join(app.resources, 'app.asar');
  const files = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  return [
    ...checkFuses(await getCurrentFuseWire(app.executable), say),
    ...checkFiles(files),
    ...checkPage(
      extractFile(archive, 'dist/main/index.cjs').toString('utf8'),
      extractFile(archive, 'dist/renderer/index.html').toString('utf8'),
    ),
    ...checkSizes(app.resources, say),
  ];
}

function findUnpacked(releaseFolder: string): { executable: string; resources: string } | undefined {
  const mac = ['mac', 'mac-arm64', 'mac-universal'].map((name) => join(releaseFolder, name, 'Quarry.app/Contents'));
  const places = [
    ...['linux-unpacked', 'linux-arm64-unpacked'].map((name) => ({
      executable: join(releaseFolder, name, 'quarry'),
      resources: join(releaseFolder, name, 'resources'),
    })),
    ...['win-unpacked', 'win-arm64-unpacked'].map((name) => ({
      executable: join(releaseFolder, name, 'Quarry.exe'),
      resources: join(releaseFolder, name, 'resources'),
    })),
    ...mac.map((contents) => ({ executable: join(contents, 'MacOS/Quarry'), resources: join(contents, 'Resources') })),
  ];
  return places.find((place) => existsSync(place.executable) && existsSync(join(place.resources, 'app.asar')));
}

/** A fuse that this Electron does not have is reported, not complained of: it cannot be set. */
export function checkFuses(wire: Partial<Record<FuseV1Options, FuseState>>, say: (line: string) => void): string[] {
  return wantedFuses.flatMap(([fuse, wanted]) => {
    const state = wire[fuse];
    if (state === undefined) {
      say(`Fuse ${FuseV1Options[fuse]}: does not exist in this Electron.`);
      return [];
    }
    const found = state === FuseState.ENABLE ? on : off;
    say(`Fuse ${FuseV1Options[fuse]}: ${found}`);
    return found === wanted ? [] : [`Fuse ${FuseV1Options[fuse]} is ${found}, must be ${wanted}.`];
  });
}

export function checkFiles(files: readonly string[]): string[] {
  const present = new Set(files);
  return [
    ...neededFiles.filter((path) => !present.has(path)).map((path) => `${path} is missing.`),
    ...files
      .filter((path) => strangers.some((pattern) => pattern.test(path)))
      .map((path) => `${path} does not belong in.`),
  ];
}

/** The policy lies in the shell's code, which sends it with the page; the page must be able to live under it. */
export function checkPage(shell: string, page: string): string[] {
  const parts = pagePolicy({ nonce: 'x' })
    .split('; ')
    .filter((part) => !part.startsWith('style-src ') && !part.startsWith('connect-src'));
  return [
    ...parts.filter((part) => !shell.includes(part)).map((part) => `The shell does not send the policy “${part}”.`),
    ...(shell.includes("'unsafe-eval'") ? ['The shell speaks of unsafe-eval.'] : []),
    ...(page.includes(nonceMark) ? [] : ['The page holds no place for the nonce.']),
    ...(/<script(?![^>]*\ssrc=)[^>]*>/i.test(page) ? ['The page holds a script of its own.'] : []),
    ...(/(src|href)="(https?:)?\/\//i.test(page) ? ['The page loads something from elsewhere.'] : []),
  ];
}

function checkSizes(resources: string, say: (line: string) => void): string[] {
  const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;
  const sizes = {
    archive: megabytes(statSync(join(resources, 'app.asar')).size),
    unpacked: megabytes(sizeOf(join(resources, 'app.asar.unpacked'))),
  };
  say(`Sizes: archive ${sizes.archive} MB, native parts ${sizes.unpacked} MB`);
  return (['archive', 'unpacked'] as const)
    .filter((name) => sizes[name] > limitsMb[name])
    .map((name) => `The ${name} part has ${sizes[name]} MB, more than ${limitsMb[name]} MB.`);
}

function sizeOf(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
