import type { Instant } from '../time/instant.ts';
import { type ParsedTime, parseTime } from '../time/parse-time.ts';
import { parseBigInteger, parseNumber } from './numbers.ts';
import { isIntegerType, type KeywordStructure, type KeywordType } from './series-structure.ts';

/** A column of an answer, with what a reader has to know about its values. */
export interface ColumnDescription {
  name: string;
  type: KeywordType;
  /** Empty if there is none. */
  unit: string;
  note: string;
  /** With times: the zone or `ISO` the server writes them in. Otherwise null. */
  scale: string | null;
}

/** Why a cell has no value, each meaning something else to a researcher. */
export type EmptyState =
  /** The record has no value. */
  | 'missing'
  /** The value is "not a number", the result of a computation. */
  | 'not-a-number'
  /** The keyword does not exist, or its link leads nowhere. */
  | 'invalid-keyword'
  /** The link is unknown or not set, or a linked file is broken. */
  | 'invalid-link'
  /** The segment does not exist. */
  | 'invalid-segment'
  /** The file is not on disk; an export can bring it back from tape. */
  | 'offline'
  /** The server wrote something that does not fit the type. */
  | 'unreadable';

export type Cell =
  | { state: 'value'; text: string; value: string | number | bigint }
  | { state: 'value'; text: string; value: ParsedTime }
  | { state: EmptyState; text: string };

/** Stored for a value that is missing; `rs_list` prints MISSING instead, `defval` these. */
export const storedMissing = {
  char: -128n,
  short: -32_768n,
  int: -2_147_483_648n,
  longlong: -9_223_372_036_854_775_808n,
} as const;

const sentinels: ReadonlyMap<string, EmptyState> = new Map([
  ['MISSING', 'missing'],
  ['Invalid KeyLink', 'invalid-keyword'],
  ['Invalid_Link', 'invalid-link'],
  ['BadSegLink', 'invalid-link'],
  ['InvalidSegName', 'invalid-segment'],
  ['NoDataDirectory', 'offline'],
]);

/** Column of a keyword. */
export function describeColumn(keyword: KeywordStructure): ColumnDescription {
  const unit = keyword.units.trim();
  return {
    name: keyword.name,
    type: keyword.type,
    unit: keyword.type === 'time' || unit.toLowerCase() === 'none' ? '' : unit,
    note: keyword.note,
    scale: keyword.type === 'time' ? unit : null,
  };
}

const specialColumns: Readonly<Record<string, Omit<ColumnDescription, 'name' | 'scale'>>> = {
  '*recnum*': { type: 'longlong', unit: '', note: 'Record number' },
  '*sunum*': { type: 'longlong', unit: '', note: 'Storage unit' },
  '*size*': { type: 'longlong', unit: 'byte', note: 'Size of the files, one byte less than true' },
  '*online*': { type: 'string', unit: '', note: 'Whether the files are on disk' },
  '*retain*': { type: 'string', unit: '', note: 'Until when the files stay on disk' },
  '*archive*': { type: 'string', unit: '', note: 'Whether the files are on tape' },
  '*recdir*': { type: 'string', unit: '', note: 'Folder of the record' },
  '*dirmtime*': { type: 'string', unit: '', note: 'When the folder changed' },
  '*logdir*': { type: 'string', unit: '', note: 'Folder of the log' },
  '*spec*': { type: 'string', unit: '', note: 'Name of the record' },
};

/**
 * Column of any name that can be asked for.
 *
 * @param keywords Of the series. A name they lack is matched by letter case as the server echoes it; unknown names are
 *   text, their cells will say that the keyword is invalid.
 */
export function describeColumnByName(name: string, keywords: readonly KeywordStructure[]): ColumnDescription {
  const keyword = keywords.find((candidate) => candidate.name === name);
  if (keyword) return describeColumn(keyword);
  const special = specialColumns[name];
  return special ? { name, ...special, scale: null } : { name, type: 'string', unit: '', note: '', scale: null };
}

/**
 * What a text in an answer means, by the type of its keyword.
 *
 * Values of `longlong` are bigints, so that none is rounded; other integers and reals are numbers, `char` and `string`
 * stay text, times carry their instant. Hexadecimal integers are unsigned.
 */
export function readCell(text: string, type: KeywordType): Cell {
  const sentinel = sentinels.get(text);
  if (sentinel) return { state: sentinel, text };
  switch (type) {
    case 'char':
    case 'string':
    case 'link':
      return text === '' ? { state: 'missing', text } : { state: 'value', text, value: text };
    case 'time':
      return readTimeCell(text);
    case 'longlong':
      return readBigIntegerCell(text);
    case 'short':
    case 'int':
    case 'float':
    case 'double':
      return readNumberCell(text, isIntegerType(type));
    default:
      return type satisfies never;
  }
}

function readTimeCell(text: string): Cell {
  const reading = parseTime(text);
  if (reading.kind === 'time') return { state: 'value', text, value: reading };
  return { state: reading.kind === 'missing' ? 'missing' : 'unreadable', text };
}

function readBigIntegerCell(text: string): Cell {
  if (text.trim() === '') return { state: 'missing', text };
  const value = parseBigInteger(text);
  return value === undefined ? { state: 'unreadable', text } : { state: 'value', text, value };
}

function readNumberCell(text: string, isHexAllowed: boolean): Cell {
  if (text.trim() === '') return { state: 'missing', text };
  const value = parseNumber(text, { isHexAllowed });
  if (value === undefined) return { state: 'unreadable', text };
  return Number.isNaN(value) ? { state: 'not-a-number', text } : { state: 'value', text, value };
}

/** Whether the default value of a keyword, as the structure prints it, stands for "missing". */
export function isMissingDefault(defval: string, type: KeywordType): boolean {
  switch (type) {
    case 'char':
    case 'short':
    case 'int':
    case 'longlong':
      return parseBigInteger(defval) === storedMissing[type];
    case 'float':
    case 'double':
      return Number.isNaN(parseNumber(defval) ?? 0);
    case 'time':
      return parseTime(defval).kind === 'missing';
    case 'string':
    case 'link':
      return defval === '';
    default:
      return type satisfies never;
  }
}

/** The instant in a cell of a time column, if it has one. */
export function instantOfCell(cell: Cell): Instant | null {
  return cell.state === 'value' && typeof cell.value === 'object' ? cell.value.instant : null;
}

const stateWords: Readonly<Record<EmptyState, string>> = {
  missing: 'missing',
  'not-a-number': 'not a number',
  'invalid-keyword': 'no such keyword',
  'invalid-link': 'broken link',
  'invalid-segment': 'no such segment',
  offline: 'not on disk',
  unreadable: 'unreadable',
};

/** For tables and screen readers. */
export function wordsOfState(state: EmptyState): string {
  return stateWords[state];
}
