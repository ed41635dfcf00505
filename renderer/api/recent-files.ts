import type { KeptFile } from '../../app/contract/recent-files.ts';
import { getClient } from './client.ts';

/** Remembers a file that was opened or saved. Nothing depends on it, so that a failure is not worth a word. */
export function noteFile(file: Pick<KeptFile, 'name' | 'path' | 'address' | 'how'>): void {
  getClient()
    .call('recent-files.note', file)
    .catch(() => undefined);
}

/** The last part of a path of any system. */
export function fileNameOf(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
