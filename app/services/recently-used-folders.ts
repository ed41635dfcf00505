import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Notes that a folder of fetched files is used now. Of the folders beside it, those that were used longest ago go, until
 * all together hold no more than `mostBytes`.
 */
export async function noteUse(folder: string, nowMs: number, mostBytes: number): Promise<void> {
  const now = new Date(nowMs);
  await utimes(folder, now, now);
  const above = dirname(folder);
  const looked = await Promise.all((await readdir(above)).map((name) => look(join(above, name))));
  const found = looked.filter((one) => one !== undefined);
  let bytes = found.reduce((sum, one) => sum + one.bytes, 0);
  for (const one of found.toSorted((a, b) => a.usedMs - b.usedMs)) {
    if (bytes <= mostBytes) return;
    if (one.path === folder) continue;
    await rm(one.path, { recursive: true, force: true });
    bytes -= one.bytes;
  }
}

/** Undefined if another look at the same time has removed it. */
async function look(path: string): Promise<{ path: string; usedMs: number; bytes: number } | undefined> {
  try {
    return { path, usedMs: (await stat(path)).mtimeMs, bytes: await bytesIn(path) };
  } catch {
    return undefined;
  }
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
