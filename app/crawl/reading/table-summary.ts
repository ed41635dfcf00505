import type { RawColumn, RawTable } from '../../analysis/raw-file.ts';

/** What a mapping can say about a column of numbers. NaN where there is no value. */
export interface ColumnSummary {
  name: string;
  unit: string | null;
  /** Values that are there. */
  count: number;
  first: number;
  last: number;
  min: number;
  max: number;
  mean: number;
}

/** What a mapping needs of a table, small enough to be kept for many files. */
export interface TableSummary {
  /** Rows of numbers. */
  rows: number;
  /** Of the header; keys in lower case. */
  header: [key: string, value: string][];
  columns: ColumnSummary[];
  /** All values by column if there are few enough for the table of a Result. */
  values: Float64Array[] | null;
  /** What was left out, e.g. lines that are no numbers. */
  warning: string | null;
}

/** A Result holds no more. */
const mostRows = 100;

export function tableSummary(table: RawTable): TableSummary {
  const { rows, columns, headerFields, badLines, firstBad } = table;
  return {
    rows,
    header: [...headerFields],
    columns: columns.map(columnSummary),
    values: rows <= mostRows ? columns.map(({ values }) => values.slice(0, rows)) : null,
    warning: firstBad === null ? null : `${badLines} lines cannot be read, the first is line ${firstBad.line}.`,
  };
}

function columnSummary({ name, unit, values }: RawColumn): ColumnSummary {
  const summary = {
    ...{ name, unit, count: 0, first: Number.NaN, last: Number.NaN },
    ...{ min: Number.NaN, max: Number.NaN, mean: Number.NaN },
  };
  let sum = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (summary.count === 0) Object.assign(summary, { first: value, min: value, max: value });
    summary.count += 1;
    summary.last = value;
    if (value < summary.min) summary.min = value;
    if (value > summary.max) summary.max = value;
    sum += value;
  }
  if (summary.count > 0) summary.mean = sum / summary.count;
  return summary;
}
