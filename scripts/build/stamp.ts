import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const stampFolder = 'dist/.stamps';

/** Digest of names and contents of all files at or below `inputs`, tests left out; paths relative to `root`. */
export function contentStamp(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const path of filesBelow(root, input)) hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

export function isUpToDate(root: string, name: string, stamp: string, outputs: readonly string[]): boolean {
  const file = join(root, stampFolder, name);
  return (
    outputs.every((output) => existsSync(join(root, output))) &&
    existsSync(file) &&
    readFileSync(file, 'utf8') === stamp
  );
}

export function keepStamp(root: string, name: string, stamp: string): void {
  const file = join(root, stampFolder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stamp);
}

/** Paths relative to `root`, sorted. */
export function filesBelow(root: string, input: string, { withTests = false } = {}): string[] {
  const path = join(root, input);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [input];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && (withTests || !/\.test\.tsx?$/.test(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
