import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const kept = 3;

/** Moves a database away, with all files that belong to it, for a later look. Keeps the newest three. */
export function setAside(path: string, suffixes: readonly string[]): void {
  const present = ['', ...suffixes].filter((suffix) => existsSync(path + suffix));
  if (present.length === 0) return;
  const folder = join(dirname(path), 'quarantine');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = nextStamp(folder);
  for (const suffix of present) renameSync(path + suffix, join(folder, `${stamp}-${basename(path)}${suffix}`));
  for (const old of stampsIn(folder).slice(0, -kept)) {
    for (const name of readdirSync(folder)) if (name.startsWith(old)) rmSync(join(folder, name), { recursive: true });
  }
}

/** Sorts by time, and two within the same millisecond stay two. */
function nextStamp(folder: string): string {
  const present = new Set(stampsIn(folder));
  for (let atMs = Date.now(); ; atMs++) {
    const stamp = new Date(atMs).toISOString().replaceAll(':', '-');
    if (!present.has(stamp)) return stamp;
  }
}

function stampsIn(folder: string): string[] {
  const length = new Date(0).toISOString().length;
  return [...new Set(readdirSync(folder).map((name) => name.slice(0, length)))].toSorted();
}
