import type { FileEntry } from '../../../clients/http/download/api.ts';
import type { JsonValue } from '../../../contract/app-error.ts';
import type { RequestState } from './state.ts';

/** What a batch came to; scripts rely on these names. */
export function batchResult(
  requests: readonly RequestState[],
  entriesOf: (key: string) => FileEntry[],
  pathOf: (file: string) => string,
): Record<string, JsonValue> {
  return {
    requests: requests.map(({ id, status, records, recordSet, error, warnings }) => ({
      ...{ id, status, records, recordSet, warnings },
      message: error === null ? null : [error.message, error.remedy].filter((text) => text !== undefined).join(' '),
    })),
    files: requests
      .flatMap(({ key }) => entriesOf(key).toSorted(byRecord))
      .map(({ record, segment, file, bytes, sha256, state, message }) => ({
        ...{ record, segment, path: file === null ? null : pathOf(file), bytes, sha256, state, message },
      })),
  };
}

/** Files come as they were finished; times within the names of records make this the order of time. */
function byRecord(a: FileEntry, b: FileEntry): number {
  const [left, right] = [a, b].map(({ record, segment, file }) => `${record ?? ''}\n${segment ?? ''}\n${file ?? ''}`);
  return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1;
}
