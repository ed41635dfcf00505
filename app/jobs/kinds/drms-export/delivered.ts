import type { DrmsClient } from '../../../clients/drms/api.ts';
import type { CellColumn } from '../../../clients/drms/cell-column.ts';
import type { ExportRequest } from '../../../clients/drms/export-request.ts';
import type { ExportProblem, ExportRow, FileTable } from '../../../clients/drms/file-table.ts';
import { parseRecordSet } from '../../../domain/record-set/parse.ts';
import { texts } from './split.ts';

/** What a server gives for one request. */
export interface Delivered {
  /** @throws AppError if nothing of it can be fetched */
  files(): FileTable;
  /** Files have the names that they have in the store of the server, which are alike for all records. */
  isQuick: boolean;
  /** Names of records, as far as it told them. */
  records: readonly string[];
}

export function deliveredBy(exported: ExportRequest): Delivered {
  const { method, data } = exported.answer;
  return {
    files: () => exported.files(),
    isQuick: method === 'url_quick',
    records: data.flatMap(({ record }) => record ?? []),
  };
}

const offline = 'The file is not on the disks of the server. An export brings it back from tape.';

/**
 * Files as they lie on the disks of the server, found by a query: without export, queue and address (protocol 4.4).
 * They lack the keywords in their headers.
 * @throws AppError if the server does not answer, or its files cannot be reached
 */
export async function deliveredDirectly(
  client: DrmsClient,
  recordSet: string,
  signal: AbortSignal,
): Promise<Delivered> {
  const seg = await segmentsOf(client, recordSet, signal);
  const answer = await client.query(recordSet, { seg, recinfo: true }, { signal });
  const names = answer.recordNames === null ? [] : texts(answer.recordNames);
  const rows: ExportRow[] = [];
  const problems: ExportProblem[] = [];
  const paths = answer.segments.map(({ name, path }) => ({ name, paths: pathsOf(path) }));
  for (const [row, name] of names.entries())
    for (const segment of paths) {
      const record = `${name}{${segment.name}}`;
      const path = segment.paths[row] ?? '';
      if (path.startsWith('/'))
        rows.push({ record, fileName: path.slice(path.lastIndexOf('/') + 1), url: client.fileUrl(path) });
      else problems.push({ record, fileName: null, message: offline });
    }
  return { files: () => ({ rows, packed: [], problems, warnings: [] }), isQuick: true, records: names };
}

/** Those in braces, else all of the series. */
async function segmentsOf(client: DrmsClient, recordSet: string, signal: AbortSignal): Promise<string[]> {
  const parsed = parseRecordSet(recordSet);
  const named = parsed.ok ? (parsed.sets[0]?.segments ?? null) : null;
  if (named !== null) return named.map(({ text }) => text);
  return (await client.info(recordSet, { signal })).segments.map(({ name }) => name);
}

/** Cells that are no path say so in their state, not in their text. */
function pathsOf(column: CellColumn): string[] {
  const all = texts(column);
  return column.states === null ? all : all.map((text, row) => (column.states?.[row] === 0 ? text : ''));
}
