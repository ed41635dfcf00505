import type { DownloadFolder } from '../../../clients/http/download/api.ts';
import { type DrmsExportQuery, keyOf, type RequestState } from './state.ts';

/** For a day an identical request gives the same export again; after that, missing files are asked for once more. */
const dayMs = 86_400_000;

export function splitNote(key: string): string {
  return `split ${key}`;
}

/** Name and value of the note about a finished export. */
export function exportNote(request: RequestState, server: string, asOf: string): [name: string, value: unknown] {
  const { key, id, status, records, recordSet, warnings } = request;
  return [`export ${key}`, { server, recordSet, id, status, records, warnings, asOf }];
}

/** The query, or the parts into which an earlier run has split it, these again as far as they were split. */
export function plannedQueries(
  folder: DownloadFolder,
  server: string,
  query: DrmsExportQuery,
  firstParts: (recordSet: string) => string[],
): string[] {
  const parts = (recordSet: string): string[] => {
    const note = folder.note(splitNote(keyOf(server, query, recordSet)));
    const isList = Array.isArray(note) && note.every((one) => typeof one === 'string' && one !== recordSet);
    return isList ? note.flatMap(parts) : [recordSet];
  };
  return firstParts(query.recordSet).flatMap(parts);
}

/** The request as done if an earlier run has brought everything of it and it is still there; else as it is. */
export async function finishedRequest(
  folder: DownloadFolder,
  request: RequestState,
  nowMs: number,
): Promise<RequestState> {
  const note = folder.note(`export ${request.key}`);
  if (typeof note !== 'object' || note === null) return request;
  const entries = folder.entries(request.key);
  for (const entry of entries) {
    const isKnownMissing = entry.state === 'missing' && nowMs - Date.parse(entry.asOf) < dayMs;
    if (!isKnownMissing && !(await folder.isPresent(entry))) return request;
  }
  // Written by `exportNote`; people may have changed it, so each field is looked at.
  const { id, records, warnings } = note as Record<string, unknown>;
  return {
    ...request,
    ...{ stage: 'done', status: 0 },
    id: typeof id === 'string' ? id : null,
    records: typeof records === 'number' ? records : null,
    files: entries.length,
    tally: folder.tally(request.key),
    warnings: Array.isArray(warnings) ? warnings.filter((one) => typeof one === 'string') : [],
  };
}
