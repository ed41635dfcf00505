import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** How other programs of the same user find the host of a data folder. Readable by the owner only. */
export const RuntimeFile = z.object({
  /** Address of the host, without the token. */
  address: z.url(),
  token: z.string().min(1),
  pid: z.number().int(),
});
export type RuntimeFile = z.infer<typeof RuntimeFile>;

export function runtimeFilePath(home: string): string {
  return join(home, 'host.json');
}

export function writeRuntimeFile(home: string, content: RuntimeFile): void {
  const part = join(home, `host-${randomUUID()}.part`);
  writeFileSync(part, JSON.stringify(content), { mode: 0o600 });
  renameSync(part, runtimeFilePath(home));
}

/** Undefined if there is none, or one that cannot be understood. */
export function readRuntimeFile(home: string): RuntimeFile | undefined {
  try {
    return RuntimeFile.parse(JSON.parse(readFileSync(runtimeFilePath(home), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Removes the file if it still speaks of this process. */
export function removeRuntimeFile(home: string, pid: number): void {
  if (readRuntimeFile(home)?.pid === pid) rmSync(runtimeFilePath(home), { force: true });
}
