import { AppError } from '../contract/app-error.ts';
import type { BytesAnswer } from '../contract/bytes.ts';
import type { WorkspaceRow } from '../store/rows.ts';

/** Raised when an older Quarry could not read the file. */
const fileVersion = 1;

/** A workspace as a file: addresses of panels and their places, no data. */
export function workspaceFile(rows: readonly WorkspaceRow[], id: string): BytesAnswer {
  const row = rows.find((one) => one.id === id);
  if (row === undefined)
    throw new AppError('not-found', 'The workspace is not there any more.', { remedy: 'Look at the list again.' });
  const { name, layout } = row;
  const file = { format: 'quarry workspace', version: fileVersion, name, layout };
  return {
    contentType: 'application/json',
    fileName: `${name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '_')}.quarry-workspace.json`,
    bytes: new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`),
  };
}
