import type { FitsOrigin } from '../../app/contract/fits.ts';

/** Where a file stands in a row of others, for the way to the next one. */
export type FitsList =
  /** Files that an export has fetched. */
  | { kind: 'export'; id: string }
  /** Records of a table: the column with the paths, and the row. */
  | { kind: 'table'; tableId: string; column: number; row: number }
  /** A file of a dataset, which lies here under a name of its own. `path`: as the server lists it. */
  | { kind: 'data-set'; permId: string; path: string };

export interface FitsParams {
  origin: FitsOrigin;
  list: FitsList | null;
}

/** The parts of the address of a FITS panel behind its kind. */
export function fitsAddressParts({ origin, list }: FitsParams): string[] {
  const place = list === null ? [] : listParts(list);
  if (origin.kind === 'file') return ['file', origin.path, ...place];
  return ['segment', origin.serverId, origin.record, origin.segment, origin.path, ...place];
}

function listParts(list: FitsList): string[] {
  switch (list.kind) {
    case 'export':
      return [`export:${list.id}`];
    case 'table':
      return [`table:${list.tableId}:${list.column}:${list.row}`];
    case 'data-set':
      return [list.kind, list.permId, list.path];
    default:
      return list satisfies never;
  }
}

/** The other way round; undefined if it is no such address. */
export function parseFitsAddress([kind, ...parts]: readonly string[]): FitsParams | undefined {
  if (kind === 'file') {
    const [path, ...list] = parts;
    return path ? { origin: { kind, path }, list: parseList(list) } : undefined;
  }
  const [serverId, record, segment, path, ...list] = parts;
  if (kind !== 'segment' || !serverId || record === undefined || segment === undefined || !path) return undefined;
  return { origin: { kind, serverId, record, segment, path }, list: parseList(list) };
}

function parseList([text = '', permId, filePath]: readonly string[]): FitsList | null {
  if (text === 'data-set') return permId && filePath ? { kind: text, permId, path: filePath } : null;
  const [kind, id = '', column = '', row = ''] = text.split(':');
  if (kind === 'export' && id !== '') return { kind, id };
  if (kind !== 'table' || !/^\d+$/.test(column) || !/^\d+$/.test(row)) return null;
  return { kind, tableId: id, column: Number(column), row: Number(row) };
}

/** Name of the file for people, before it is open. */
export function fitsTitle({ origin, list }: FitsParams): string {
  if (list?.kind === 'data-set') return list.path.split('/').at(-1) ?? list.path;
  const name = origin.path.split(/[\\/]/).at(-1) ?? origin.path;
  return origin.kind === 'segment' ? `${origin.record} ${origin.segment}`.trim() : name;
}
