import type { FitsOrigin } from '../../app/contract/fits.ts';

/** Where a file stands in a row of others, for the way to the next one. */
export type FitsList =
  /** Files that an export has fetched. */
  | { kind: 'export'; id: string }
  /** Records of a table: the column with the paths, and the row. */
  | { kind: 'table'; tableId: string; column: number; row: number };

export interface FitsParams {
  origin: FitsOrigin;
  list: FitsList | null;
}

/** The parts of the address of a FITS panel behind its kind. */
export function fitsAddressParts({ origin, list }: FitsParams): string[] {
  const place = list === null ? [] : [listText(list)];
  if (origin.kind === 'file') return ['file', origin.path, ...place];
  return ['segment', origin.serverId, origin.record, origin.segment, origin.path, ...place];
}

function listText(list: FitsList): string {
  return list.kind === 'export' ? `export:${list.id}` : `table:${list.tableId}:${list.column}:${list.row}`;
}

/** The other way round; undefined if it is no such address. */
export function parseFitsAddress([kind, ...parts]: readonly string[]): FitsParams | undefined {
  if (kind === 'file') {
    const [path, list] = parts;
    return path ? { origin: { kind, path }, list: parseList(list) } : undefined;
  }
  const [serverId, record, segment, path, list] = parts;
  if (kind !== 'segment' || !serverId || record === undefined || segment === undefined || !path) return undefined;
  return { origin: { kind, serverId, record, segment, path }, list: parseList(list) };
}

function parseList(text = ''): FitsList | null {
  const [kind, id = '', column = '', row = ''] = text.split(':');
  if (kind === 'export' && id !== '') return { kind, id };
  if (kind !== 'table' || !/^\d+$/.test(column) || !/^\d+$/.test(row)) return null;
  return { kind, tableId: id, column: Number(column), row: Number(row) };
}

/** Name of the file for people, before it is open. */
export function fitsTitle({ origin }: FitsParams): string {
  const name = origin.path.split(/[\\/]/).at(-1) ?? origin.path;
  return origin.kind === 'segment' ? `${origin.record} ${origin.segment}`.trim() : name;
}
