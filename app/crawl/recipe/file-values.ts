import type { CrawlFile } from '../draft.ts';
import type { ColumnSummary, TableSummary } from '../reading/table-summary.ts';
import { splitPath } from '../tracking/file-record.ts';
import type { ValueLookup } from './template.ts';

const columnParts = ['name', 'unit', 'count', 'first', 'last', 'min', 'max', 'mean'] as const;

/** The values that the templates of a crawler may name. `groups`: named parts of the path. */
export function fileValues(
  file: CrawlFile,
  table: TableSummary | null,
  groups: Readonly<Record<string, string>>,
): ValueLookup {
  const { folder, name } = splitPath(file.path);
  const plain: Readonly<Record<string, string>> = {
    path: file.path,
    file: name,
    stem: name.replace(/\.[^.]+$/, ''),
    folder: folder.slice(folder.lastIndexOf('/') + 1),
    folders: folder,
    modified: file.modifiedUtc,
    sha256: file.sha256,
    bytes: String(file.bytes),
    ...(table === null ? {} : { rows: String(table.rows) }),
  };
  const header = new Map(table?.header);
  return (wanted) => {
    const [, area, rest] = /^(match|header|column)\.(.+)$/s.exec(wanted) ?? [];
    if (area === 'match' && rest !== undefined) return Object.hasOwn(groups, rest) ? groups[rest] : undefined;
    if (area === 'header' && rest !== undefined) return header.get(rest.toLowerCase());
    if (area === 'column' && rest !== undefined) return columnValue(table?.columns ?? [], rest);
    return Object.hasOwn(plain, wanted) ? plain[wanted] : undefined;
  };
}

export function findColumn(columns: readonly ColumnSummary[], name: string): number {
  const exact = columns.findIndex((column) => column.name === name);
  return exact >= 0 ? exact : columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());
}

/** `sigma.last`; a column may have dots in its name. */
function columnValue(columns: readonly ColumnSummary[], wanted: string): string | undefined {
  const at = wanted.lastIndexOf('.');
  const part = columnParts.find((one) => one === wanted.slice(at + 1));
  const column = columns[findColumn(columns, wanted.slice(0, Math.max(0, at)))];
  if (part === undefined || column === undefined) return undefined;
  const value = column[part];
  if (value === null) return undefined;
  if (typeof value === 'string') return value;
  return Number.isFinite(value) ? shortNumber(value) : undefined;
}

/** Seven digits are more than instruments have, and sums do not show their rounding. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(7)));
}
