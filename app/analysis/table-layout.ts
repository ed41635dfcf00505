import { isMissing, isNumber, NumberScanner } from './numbers.ts';
import type { EncodedText } from './text-encoding.ts';

export type Delimiter = '\t' | ';' | ',' | '|' | ' ';

export interface TableLayout {
  delimiter: Delimiter;
  decimalComma: boolean;
  columnCount: number;
  /** Columns of dates and other words, from 0. */
  textColumns: ReadonlySet<number>;
  /** Byte of the first row and its line, from 1. */
  start: number;
  line: number;
  /** Lines before the first row, without comment marks. */
  header: string[];
}

type Style = Pick<TableLayout, 'delimiter' | 'decimalComma'>;

const styles: readonly Style[] = [
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

/** Rows needed before a block of numbers is taken for a table. */
const fewestRows = 3;
/** A header is not longer than this. */
const linesLookedAt = 400;

export const commentMarks = /^\s*(#+|%+|;+|\/\/|!|\*|")\s?/;

/** The style that reads most of the first lines as rows of one width; columns of words only where none does without. */
export function findLayout(text: EncodedText): TableLayout | undefined {
  const lines = firstLines(text.bytes, linesLookedAt);
  const shapes = styles.map((style) => lines.map(({ start, end }) => lineShape(text.bytes, start, end, style)));
  const strict = bestLayout(text, lines, shapes, false);
  if (strict !== undefined && strict.columnCount > 1) return strict;
  return bestLayout(text, lines, shapes, true) ?? strict;
}

interface Line {
  start: number;
  end: number;
}

function bestLayout(
  text: EncodedText,
  lines: readonly Line[],
  shapes: readonly (readonly string[])[],
  withWords: boolean,
): TableLayout | undefined {
  let best: { layout: TableLayout; score: number } | undefined;
  for (const [index, style] of styles.entries()) {
    const own = shapes[index] ?? [];
    const run = firstRun(own, withWords);
    if (run === undefined) continue;
    const columnCount = own[run.first]?.length ?? 0;
    const rows = own.slice(run.first).filter((shape) => isRow(shape, columnCount, run.textColumns)).length;
    const score = rows * (columnCount > 1 ? 1 : 0.1);
    if (best !== undefined && score <= best.score) continue;
    const header = lines
      .slice(0, run.first)
      .map(({ start, end }) => text.decode(start, end).replace(commentMarks, '').trimEnd());
    const start = lines[run.first]?.start ?? 0;
    best = {
      score,
      layout: { ...style, columnCount, textColumns: run.textColumns, start, line: run.first + 1, header },
    };
  }
  return best?.layout;
}

/** Where several following lines of one shape begin; shorter tables need all their lines. */
function firstRun(
  shapes: readonly string[],
  withWords: boolean,
): { first: number; textColumns: Set<number> } | undefined {
  const filled = shapes.findLastIndex((shape) => shape.includes('n'));
  const needed = Math.min(fewestRows, Math.max(2, filled + 1));
  for (let first = 0; first <= shapes.length - needed; first++) {
    const block = shapes.slice(first, first + needed);
    const textColumns = wordsOf(block);
    if (textColumns === undefined) continue;
    // One number beside words is more often a line of a header than of a table.
    const numbers = (block[0]?.length ?? 0) - textColumns.size;
    if (textColumns.size === 0 || (withWords && numbers > 1)) return { first, textColumns };
  }
  return undefined;
}

/** Columns that hold words in all lines of the block; undefined if its lines are no rows of one table. */
function wordsOf(block: readonly string[]): Set<number> | undefined {
  const width = block[0]?.length ?? 0;
  if (width === 0 || block.some((shape) => shape.length !== width || !shape.includes('n'))) return undefined;
  const words = new Set<number>();
  for (let column = 0; column < width; column++) {
    const kinds = new Set(block.map((shape) => shape.charAt(column)));
    if (!kinds.has('t')) continue;
    if (kinds.size > 1) return undefined;
    words.add(column);
  }
  return words;
}

function isRow(shape: string, columnCount: number, textColumns: ReadonlySet<number>): boolean {
  return shape.length === columnCount && [...shape].every((kind, column) => kind !== 't' || textColumns.has(column));
}

/** A letter for each cell: n for a number, m for a missing one, t for text. */
function lineShape(bytes: Uint8Array, start: number, end: number, { delimiter, decimalComma }: Style): string {
  const scanner = new NumberScanner(bytes, decimalComma ? 44 : 46);
  let shape = '';
  for (let at = start; at <= end; ) {
    const cell = nextCell(bytes, at, end, delimiter);
    if (cell === undefined) break;
    const kind = scanner.read(cell.start, cell.end);
    shape += kind === isNumber ? 'n' : kind === isMissing ? 'm' : 't';
    at = cell.next;
  }
  return shape;
}

function nextCell(
  bytes: Uint8Array,
  from: number,
  end: number,
  delimiter: Delimiter,
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

function firstLines(bytes: Uint8Array, count: number): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < bytes.length && lines.length < count; ) {
    let end = start;
    while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end += 1;
    lines.push({ start, end });
    start = nextLine(bytes, end);
  }
  return lines;
}

/** Start of the line behind the line end at `end`: CR, LF or both. */
export function nextLine(bytes: Uint8Array, end: number): number {
  return bytes[end] === 13 && bytes[end + 1] === 10 ? end + 2 : end + 1;
}
