import { isMissing, isNumber, NumberScanner } from './numbers.ts';
import { type EncodedText, openText, type TextEncodingName } from './text-encoding.ts';
import { isKnownUnit, splitUnit } from './units.ts';

export interface RawColumn {
  /** As the header names it, or "column 2". */
  name: string;
  unit: string | null;
  /** NaN where a value is missing. */
  values: Float64Array;
  missing: number;
}

export interface RawTable {
  ok: true;
  columns: RawColumn[];
  rows: number;
  /** Lines before the first row of numbers, without comment marks. */
  header: string[];
  /** "key: value" and "key = value" of the header; keys in lower case. */
  headerFields: ReadonlyMap<string, string>;
  delimiter: '\t' | ';' | ',' | '|' | ' ';
  decimalComma: boolean;
  encoding: TextEncodingName;
  /** First line among the numbers that could not be read; null if there is none. */
  firstBad: { line: number; text: string; reason: string } | null;
  badLines: number;
}

export interface RawProblem {
  ok: false;
  code: 'empty' | 'binary' | 'no-table';
  /** One sentence. */
  message: string;
  remedy: string;
  line?: number;
}

/** Rows needed before a block of numbers is taken for a table. */
const fewestRows = 3;
const commentMarks = /^\s*(#+|%+|;+|\/\/|!|\*|")\s?/;

/** Reads delimited text of any sane kind. Bad lines are skipped and counted, never guessed. */
export function readDelimited(raw: Uint8Array): RawTable | RawProblem {
  if (raw.length === 0)
    return { ok: false, code: 'empty', message: 'The file is empty.', remedy: 'Copy it again from the instrument.' };
  const text = openText(raw);
  if (text === undefined)
    return {
      ok: false,
      code: 'binary',
      message: 'The file is not text.',
      remedy: 'Export it as text from the program of the instrument.',
    };
  const layout = findLayout(text);
  if (layout === undefined) {
    return {
      ok: false,
      code: 'no-table',
      message: 'The file holds no table of numbers.',
      remedy: 'Look into it: it may have been cut off before the first row.',
    };
  }
  return readRows(text, layout);
}

interface Layout {
  delimiter: RawTable['delimiter'];
  decimalComma: boolean;
  columnCount: number;
  /** Byte of the first row and its line, from 1. */
  start: number;
  line: number;
  header: string[];
}

const candidates: readonly Pick<Layout, 'delimiter' | 'decimalComma'>[] = [
  { delimiter: '\t', decimalComma: false },
  { delimiter: '\t', decimalComma: true },
  { delimiter: ';', decimalComma: false },
  { delimiter: ';', decimalComma: true },
  { delimiter: '|', decimalComma: false },
  { delimiter: '|', decimalComma: true },
  { delimiter: ',', decimalComma: false },
  { delimiter: ' ', decimalComma: false },
  { delimiter: ' ', decimalComma: true },
];

/** The kind of table that reads most of the first lines as rows of one width. */
function findLayout(text: EncodedText): Layout | undefined {
  const lines = firstLines(text.bytes, 400);
  let best: { layout: Layout; score: number } | undefined;
  for (const candidate of candidates) {
    const widths = lines.map(({ start, end }) => countNumbers(text.bytes, start, end, candidate));
    const first = firstRun(widths);
    if (first === undefined) continue;
    const columnCount = widths[first] ?? 0;
    const rows = widths.filter((width, index) => index >= first && width === columnCount).length;
    const score = rows * (columnCount > 1 ? 1 : 0.1);
    if (best !== undefined && score <= best.score) continue;
    const header = lines
      .slice(0, first)
      .map(({ start, end }) => text.decode(start, end).replace(commentMarks, '').trimEnd());
    best = { score, layout: { ...candidate, columnCount, start: lines[first]?.start ?? 0, line: first + 1, header } };
  }
  return best?.layout;
}

/** Index of the first of several following lines of one width; shorter tables need all their lines. */
function firstRun(widths: readonly number[]): number | undefined {
  const filled = widths.findLastIndex((width) => width > 0);
  const needed = Math.min(fewestRows, Math.max(2, filled + 1));
  for (let index = 0; index <= widths.length - needed; index++) {
    const width = widths[index] ?? 0;
    if (width > 0 && widths.slice(index, index + needed).every((other) => other === width)) return index;
  }
  return undefined;
}

function firstLines(bytes: Uint8Array, count: number): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  for (let start = 0; start < bytes.length && lines.length < count; ) {
    const end = lineEnd(bytes, start);
    lines.push({ start, end });
    start = nextLine(bytes, end);
  }
  return lines;
}

function lineEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
  return at;
}

function nextLine(bytes: Uint8Array, end: number): number {
  return bytes[end] === 13 && bytes[end + 1] === 10 ? end + 2 : end + 1;
}

/** How many cells a line has if all of them are numbers or missing and one is a number; else 0. */
function countNumbers(
  bytes: Uint8Array,
  start: number,
  end: number,
  { delimiter, decimalComma }: Pick<Layout, 'delimiter' | 'decimalComma'>,
): number {
  const scanner = new NumberScanner(bytes, decimalComma ? 44 : 46);
  let numbers = 0;
  let cells = 0;
  for (let at = start; at <= end; ) {
    const cell = nextCell(bytes, at, end, delimiter);
    if (cell === undefined) break;
    const kind = scanner.read(cell.start, cell.end);
    if (kind === isNumber) numbers += 1;
    else if (kind !== isMissing) return 0;
    cells += 1;
    at = cell.next;
  }
  return numbers > 0 ? cells : 0;
}

function nextCell(
  bytes: Uint8Array,
  from: number,
  end: number,
  delimiter: Layout['delimiter'],
): { start: number; end: number; next: number } | undefined {
  let start = from;
  if (delimiter === ' ') {
    while (start < end && (bytes[start] === 32 || bytes[start] === 9)) start += 1;
    if (start >= end) return undefined;
    let at = start;
    while (at < end && bytes[at] !== 32 && bytes[at] !== 9) at += 1;
    return { start, end: at, next: at };
  }
  if (start > end) return undefined;
  const mark = delimiter.charCodeAt(0);
  let at = start;
  while (at < end && bytes[at] !== mark) at += 1;
  return { start, end: at, next: at + 1 };
}

function readRows(text: EncodedText, layout: Layout): RawTable | RawProblem {
  const { bytes } = text;
  const { columnCount, delimiter } = layout;
  const scanner = new NumberScanner(bytes, layout.decimalComma ? 44 : 46);
  // No row is shorter than two bytes per cell.
  const roughRows = Math.max(16, Math.ceil((bytes.length - layout.start) / Math.max(2, columnCount * 6)));
  let capacity = roughRows;
  let values = Array.from({ length: columnCount }, () => new Float64Array(capacity));
  const missing = new Array<number>(columnCount).fill(0);
  const mark = delimiter.charCodeAt(0);
  const blanks = delimiter === ' ';
  let rows = 0;
  let badLines = 0;
  let firstBad: RawTable['firstBad'] = null;
  let line = layout.line - 1;
  for (let start = layout.start; start < bytes.length; ) {
    line += 1;
    if (rows === capacity) {
      capacity *= 2;
      values = values.map((column) => {
        const larger = new Float64Array(capacity);
        larger.set(column);
        return larger;
      });
    }
    let at = start;
    let cells = 0;
    let numbers = 0;
    let bad = false;
    for (;;) {
      if (blanks) while (bytes[at] === 32 || bytes[at] === 9) at += 1;
      const cellStart = at;
      let byte = bytes[at] ?? 10;
      while (byte !== 10 && byte !== 13 && byte !== mark && !(blanks && byte === 9)) {
        at += 1;
        byte = bytes[at] ?? 10;
      }
      const lineDone = byte === 10 || byte === 13;
      if (!(blanks && lineDone && at === cellStart)) {
        if (cells < columnCount) {
          const kind = scanner.read(cellStart, at);
          const column = values[cells];
          if (column !== undefined) column[rows] = kind === isNumber ? scanner.value : Number.NaN;
          if (kind === isNumber) numbers += 1;
          else if (kind !== isMissing) bad = true;
        }
        cells += 1;
      }
      if (lineDone) break;
      at += 1;
    }
    const end = at;
    if (!bad && numbers > 0 && (cells === columnCount || isOnlyTrailing(cells, columnCount))) {
      for (let column = 0; column < columnCount; column++)
        if (Number.isNaN(values[column]?.[rows])) missing[column] = (missing[column] ?? 0) + 1;
      rows += 1;
    } else if (bad || (numbers > 0 && cells !== columnCount)) {
      const shown = text.decode(start, Math.min(end, start + 60));
      if (!commentMarks.test(shown)) {
        badLines += 1;
        firstBad ??= {
          line,
          text: printable(shown),
          reason: bad ? 'is not a row of numbers' : `has ${cells} instead of ${columnCount} columns`,
        };
      }
    }
    start = nextLine(bytes, end);
  }
  if (rows < 2)
    return {
      ok: false,
      code: 'no-table',
      message: 'The file holds fewer than two rows of numbers.',
      remedy: 'Look into it: it may have been cut off.',
      line: layout.line,
    };
  const names = columnNames(layout.header, columnCount, delimiter);
  return {
    ok: true,
    columns: values.map((column, index) => ({
      name: names[index]?.name ?? `column ${index + 1}`,
      unit: names[index]?.unit ?? null,
      values: column.subarray(0, rows),
      missing: missing[index] ?? 0,
    })),
    rows,
    header: layout.header,
    headerFields: readFields(layout.header),
    delimiter,
    decimalComma: layout.decimalComma,
    encoding: text.encoding,
    firstBad,
    badLines,
  };
}

/** A delimiter at the end of each line makes one empty cell more. */
function isOnlyTrailing(cells: number, columnCount: number): boolean {
  return cells === columnCount + 1;
}

function printable(text: string): string {
  return [...text]
    .map((character) => (character < ' ' || character === '\u007f' ? '·' : character))
    .join('')
    .trim()
    .slice(0, 40);
}

function splitLine(line: string, delimiter: RawTable['delimiter']): string[] {
  const cells = delimiter === ' ' ? line.trim().split(/\s{2,}|\t/) : line.split(delimiter);
  return cells.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

/** Names and units from the last header lines of the right width; a line of units may stand below the names. */
function columnNames(
  header: readonly string[],
  columnCount: number,
  delimiter: RawTable['delimiter'],
): { name: string; unit: string | null }[] {
  const wide = (line: string | undefined): string[] | undefined => {
    if (line === undefined) return undefined;
    for (const mark of [delimiter, '\t', ';', ',', '|', ' '] as const) {
      const cells = splitLine(line, mark).filter((cell, index, list) => cell !== '' || index < list.length - 1);
      if (cells.length === columnCount) return cells;
    }
    const words = line.trim().split(/\s+/);
    return words.length === columnCount ? words : undefined;
  };
  const lines = header.filter((line) => line.trim() !== '');
  const last = wide(lines.at(-1));
  const before = wide(lines.at(-2));
  if (last === undefined) return [];
  const units = last.map((cell) => cell.replace(/^[([]|[)\]]$/g, ''));
  // A unit like S/cm would else be taken for a name with a unit.
  if (before !== undefined && units.every((unit) => unit === '' || unit === '-' || isKnownUnit(unit))) {
    return before.map((name, index) => ({ name: splitUnit(name).name, unit: units[index] || null }));
  }
  return last.map(splitUnit);
}

function readFields(header: readonly string[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of header) {
    const [, key, value] = /^\s*([^:=;\t]{1,60}?)\s*[:=;\t]\s*(.+)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) fields.set(key.toLowerCase(), value.trim());
  }
  return fields;
}
