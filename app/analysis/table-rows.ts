import { isMissing, isNumber, NumberScanner } from './numbers.ts';
import { commentMarks, nextLine, type TableLayout } from './table-layout.ts';
import type { EncodedText } from './text-encoding.ts';

export interface TableRows {
  /** One array per column, NaN where missing; columns of words hold nothing else. */
  columns: Float64Array[];
  rows: number;
  /** First line among the numbers that could not be read; null if there is none. */
  firstBad: { line: number; text: string; reason: string } | null;
  badLines: number;
}

/** Reads all lines from the first row on. */
export function readRows(text: EncodedText, layout: TableLayout): TableRows {
  const reader = new RowReader(text.bytes, layout);
  const { bytes } = text;
  let columns = reader.newColumns(Math.max(16, Math.ceil((bytes.length - layout.start) / (layout.columnCount * 6))));
  let [rows, badLines] = [0, 0];
  let firstBad: TableRows['firstBad'] = null;
  for (let [start, line] = [layout.start, layout.line]; start < bytes.length; line++) {
    if (rows === columns[0]?.length) columns = reader.newColumns(2 * rows, columns);
    reader.readLine(start, columns, rows);
    const reason = reader.complaint();
    if (reason === null && reader.numbers > 0) rows += 1;
    else if (reason !== null) {
      const shown = text.decode(start, Math.min(reader.end, start + 60));
      if (!commentMarks.test(shown)) {
        badLines += 1;
        firstBad ??= { line, text: printable(shown), reason };
      }
    }
    start = nextLine(bytes, reader.end);
  }
  return { columns: columns.map((column) => column.subarray(0, rows)), rows, firstBad, badLines };
}

/** Reads line after line; what the last one held stands in its fields. */
class RowReader {
  numbers = 0;
  /** Of the line: its LF or CR, or the end of the file. */
  end = 0;
  private cells = 0;
  private isBad = false;
  private hasMore = false;
  private readonly bytes: Uint8Array;
  private readonly scanner: NumberScanner;
  private readonly columnCount: number;
  private readonly isWords: readonly boolean[];
  private readonly mark: number;

  constructor(bytes: Uint8Array, { columnCount, textColumns, delimiter, decimalComma }: TableLayout) {
    this.bytes = bytes;
    this.scanner = new NumberScanner(bytes, decimalComma ? 44 : 46);
    this.columnCount = columnCount;
    this.isWords = Array.from({ length: columnCount }, (_, column) => textColumns.has(column));
    this.mark = delimiter.charCodeAt(0);
  }

  newColumns(capacity: number, old: readonly Float64Array[] = []): Float64Array[] {
    return Array.from({ length: this.columnCount }, (_, index) => {
      const column = new Float64Array(capacity);
      column.set(old[index] ?? []);
      return column;
    });
  }

  readLine(start: number, columns: readonly Float64Array[], row: number): void {
    const { bytes, mark, columnCount } = this;
    const blanks = mark === 32;
    this.cells = 0;
    this.numbers = 0;
    this.isBad = false;
    this.hasMore = false;
    for (let at = start; ; at++) {
      if (blanks) while (bytes[at] === 32 || bytes[at] === 9) at += 1;
      const cellStart = at;
      if (this.cells < columnCount) at = this.readCell(at, columns[this.cells] as Float64Array, row);
      else {
        at = this.cellEnd(at);
        // A delimiter at the end of each line makes one empty cell more.
        if (at > cellStart) this.hasMore = true;
      }
      const lineDone = at >= bytes.length || bytes[at] === 10 || bytes[at] === 13;
      if (!(blanks && lineDone && at === cellStart)) this.cells += 1;
      if (!lineDone) continue;
      this.end = at;
      return;
    }
  }

  /** Why the line is no row; null if it is one, or holds nothing. */
  complaint(): string | null {
    if (this.isBad) return 'is not a row of numbers';
    const fits = this.cells === this.columnCount || (this.cells === this.columnCount + 1 && !this.hasMore);
    if (fits || this.numbers === 0) return null;
    return `has ${this.cells} instead of ${this.columnCount} columns`;
  }

  private readCell(start: number, column: Float64Array, row: number): number {
    const { bytes, scanner, mark } = this;
    if (this.isWords[this.cells] === true) {
      column[row] = Number.NaN;
      return this.cellEnd(start);
    }
    if (scanner.readAhead(start)) {
      const behind = bytes[scanner.end];
      if (behind === mark || behind === 10 || behind === 13 || behind === undefined) {
        column[row] = scanner.value;
        this.numbers += 1;
        return scanner.end;
      }
    }
    const end = this.cellEnd(start);
    const kind = scanner.read(start, end);
    column[row] = kind === isNumber ? scanner.value : Number.NaN;
    if (kind === isNumber) this.numbers += 1;
    else if (kind !== isMissing) this.isBad = true;
    return end;
  }

  private cellEnd(start: number): number {
    const { bytes, mark } = this;
    let at = start;
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === mark || byte === 10 || byte === 13 || (mark === 32 && byte === 9)) break;
    }
    return at;
  }
}

function printable(text: string): string {
  return [...text]
    .map((character) => (character < ' ' || character === '\u007f' ? '·' : character))
    .join('')
    .trim()
    .slice(0, 40);
}
