import type { DrmsClient, QueryAnswer } from '../clients/drms/api.ts';
import { type CellColumn, stateAt, textAt } from '../clients/drms/cell-column.ts';
import type { SeriesInfo } from '../clients/drms/series-info.ts';
import type { ExportPlan } from '../contract/drms.ts';
import { parseRecordSet } from '../domain/record-set/parse.ts';
import { type TimeFormat, taiFormat, timeFormatOfUnit } from '../domain/time/format-time.ts';
import { readableQueries, usualMostRecords } from '../jobs/kinds/drms-export/split.ts';
import { cellOf } from './record-cells.ts';

export interface ExportPlanWish {
  recordSet: string;
  keys: readonly string[];
  sample: number;
}

/** What one export of a server holds at most (protocol 6.3). */
const mostBytes = 100e9;

/** Counts and looks at the first records, so that an export holds no surprise. */
export async function planExport(client: DrmsClient, wish: ExportPlanWish, signal: AbortSignal): Promise<ExportPlan> {
  const { recordSet, sample } = wish;
  const info = await client.info(recordSet, { signal });
  const count = await client.count(recordSet, { signal });
  const filtered = withImageOnly(recordSet, info);
  const withImage = filtered === null || count === 0 ? null : await client.count(filtered, { signal });
  const looks = sample > 0 && count > 0;
  const first = looks ? await readSample(client, wish, info, signal) : { bytesPerRecord: null, sample: [] };
  const pieces = readableQueries(recordSet).length;
  const byBytes = Math.ceil((count * (first.bytesPerRecord ?? 0)) / mostBytes);
  return { count, withImage, requests: Math.max(pieces, Math.ceil(count / usualMostRecords), byBytes), ...first };
}

/** The record set as the server rewrites it for an export (protocol 2.7); null if it leaves it as it is. */
function withImageOnly(recordSet: string, info: SeriesInfo): string | null {
  const parsed = parseRecordSet(recordSet);
  if (!parsed.ok || !info.keywords.some(({ name }) => name === 'QUALITY')) return null;
  const asks = parsed.sets.some(({ filters }) =>
    filters.some((filter) => filter.kind === 'sql' && !filter.allVersions && /quality/i.test(filter.query.text)),
  );
  if (asks) return null;
  return parsed.sets
    .map(({ from, segments, to }) => {
      const end = segments === null ? to : recordSet.lastIndexOf('{', to);
      return `${recordSet.slice(from, end).trimEnd()}[? QUALITY >= 0 ?]`;
    })
    .join(',');
}

async function readSample(
  client: DrmsClient,
  { recordSet, keys, sample }: ExportPlanWish,
  info: SeriesInfo,
  signal: AbortSignal,
): Promise<Pick<ExportPlan, 'bytesPerRecord' | 'sample'>> {
  const key = ['*recnum*', '*size*', ...keys];
  // Sizes are those of the segments that are asked for; braces do not count in queries.
  const seg = segmentsOf(recordSet);
  const answer = await client.query(recordSet, { key, seg, recinfo: true, n: sample }, { signal });
  const sizes = rowsOf(answer).flatMap((row) => {
    const bytes = Number(cellText(columnOf(answer, '*size*'), row) ?? Number.NaN);
    // The server counts one byte too few.
    return bytes > 0 ? [bytes + 1] : [];
  });
  return {
    bytesPerRecord: sizes.length === 0 ? null : sizes.reduce((sum, bytes) => sum + bytes, 0) / sizes.length,
    sample: rowsOf(answer).map((row) => ({
      record: cellText(answer.recordNames ?? undefined, row) ?? '',
      recnum: cellText(columnOf(answer, '*recnum*'), row),
      values: Object.fromEntries(
        keys.flatMap((name) => {
          const text = cellText(columnOf(answer, name), row, formatOf(info, name));
          return text === null ? [] : [[name, text]];
        }),
      ),
    })),
  };
}

function segmentsOf(recordSet: string): string[] {
  const parsed = parseRecordSet(recordSet);
  return (parsed.ok ? (parsed.sets[0]?.segments ?? []) : []).map(({ text }) => text);
}

function rowsOf({ count, recordNames }: QueryAnswer): number[] {
  return Array.from({ length: Math.min(count, recordNames?.length ?? 0) }, (_, row) => row);
}

function columnOf({ keywords }: QueryAnswer, name: string): CellColumn | undefined {
  return keywords.find((column) => column.name === name);
}

function formatOf(info: SeriesInfo, name: string): TimeFormat {
  const keyword = info.keywords.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return keyword?.isTime === true ? timeFormatOfUnit(keyword.units) : taiFormat;
}

/** As the server prints it; null for a name that is no keyword. */
function cellText(column: CellColumn | undefined, row: number, format = taiFormat): string | null {
  if (column === undefined) return null;
  const state = stateAt(column, row);
  if (state === 'missing') return 'MISSING';
  if (state === 'invalid-key' || state === 'absent') return null;
  if (column.kind === 'text' && state === 'ok') return textAt(column, row);
  const cell = cellOf(column, row, format);
  return cell === null ? null : String(cell);
}
