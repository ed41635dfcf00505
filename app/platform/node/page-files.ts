import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { AppError } from '../../contract/app-error.ts';

export interface PageFile {
  path: string;
  contentType: string;
  /** Encodings that the build has made beside the file, best first. */
  encodings: readonly Encoding[];
  /** The name holds a digest of the content, so it may be kept for ever. */
  immutable: boolean;
}

export interface PageFiles {
  index: string;
  /** By path of the address. Only what was listed at the start is ever served, so no path can lead outside. */
  files: ReadonlyMap<string, PageFile>;
}

type Encoding = 'br' | 'gzip';
const suffixes: readonly (readonly [Encoding, string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

const contentTypes: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.map': 'application/json; charset=utf-8',
};

/** @throws AppError `storage` if the page has not been built. */
export function listPageFiles(folder: string): PageFiles {
  try {
    const index = readFileSync(join(folder, 'index.html'), 'utf8');
    const names = namesBelow(folder, '');
    const present = new Set(names);
    const files = new Map<string, PageFile>();
    for (const name of names) {
      if (name === 'index.html' || suffixes.some(([, suffix]) => name.endsWith(suffix))) continue;
      files.set(`/${name}`, {
        path: join(folder, name),
        contentType: contentTypes[extname(name)] ?? 'application/octet-stream',
        encodings: suffixes.filter(([, suffix]) => present.has(name + suffix)).map(([encoding]) => encoding),
        immutable: name.startsWith('assets/'),
      });
    }
    return { index, files };
  } catch (error) {
    throw new AppError('storage', `The page is not in ${folder}.`, {
      remedy: 'Build it with `npm run build`.',
      cause: error,
    });
  }
}

/** With `/` between. By hand, as the shell's file system inside its archive lists one folder at a time. */
function namesBelow(folder: string, prefix: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? namesBelow(join(folder, entry.name), `${prefix}${entry.name}/`) : [prefix + entry.name],
  );
}

/** The smallest form of the file that the browser takes. */
export function chooseEncoding(
  file: PageFile,
  acceptEncoding: string | undefined,
): { path: string; encoding: Encoding | undefined } {
  const accepted = new Set(
    (acceptEncoding ?? '')
      .split(',')
      .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
      .map((part) => part.split(';')[0]?.trim().toLowerCase()),
  );
  for (const [encoding, suffix] of suffixes) {
    if (accepted.has(encoding) && file.encodings.includes(encoding)) return { path: file.path + suffix, encoding };
  }
  return { path: file.path, encoding: undefined };
}
