import { columnHeadings, headerFields } from './table-header.ts';
import { type Delimiter, findLayout, type TableLayout } from './table-layout.ts';
import { readRows } from './table-rows.ts';
import { type EncodedText, openText, type TextEncodingName } from './text-encoding.ts';

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
  /** Names of columns that hold dates or other words, which are left out. */
  textColumns: string[];
  rows: number;
  /** Lines before the first row of numbers, without comment marks. */
  header: string[];
  /** "key: value" and "key = value" of the header; keys in lower case. */
  headerFields: ReadonlyMap<string, string>;
  delimiter: Delimiter;
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
  return readTable(text, layout);
}

function readTable(text: EncodedText, layout: TableLayout): RawTable | RawProblem {
  const { columns, rows, firstBad, badLines } = readRows(text, layout);
  if (rows < 2)
    return {
      ok: false,
      code: 'no-table',
      message: 'The file holds fewer than two rows of numbers.',
      remedy: 'Look into it: it may have been cut off.',
      line: layout.line,
    };
  const headings = columnHeadings(layout.header, layout.columnCount, layout.delimiter);
  const named = columns.map((values, index) => ({
    name: headings[index]?.name ?? `column ${index + 1}`,
    unit: headings[index]?.unit ?? null,
    values,
    missing: countMissing(values),
  }));
  return {
    ok: true,
    columns: named.filter((_, index) => !layout.textColumns.has(index)),
    textColumns: named.filter((_, index) => layout.textColumns.has(index)).map((column) => column.name),
    rows,
    header: layout.header,
    headerFields: headerFields(layout.header),
    delimiter: layout.delimiter,
    decimalComma: layout.decimalComma,
    encoding: text.encoding,
    firstBad,
    badLines,
  };
}

function countMissing(values: Float64Array): number {
  let missing = 0;
  for (const value of values) if (Number.isNaN(value)) missing += 1;
  return missing;
}
