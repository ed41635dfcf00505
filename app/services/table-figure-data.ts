import { AppError } from '../contract/app-error.ts';
import type { RecordFilter } from '../contract/record-view.ts';
import type { TableFigureSpec } from '../contract/table-figures.ts';
import type { TableFigure } from '../domain/table-figure.ts';
import { barStep } from '../figures/shown-curve.ts';
import type { TableCurve } from '../figures/table-figure.ts';
import type { FittedBand } from '../figures/table-marks.ts';
import type { XAxis } from '../figures/time-axis.ts';
import type { KeptTables } from './kept-tables.ts';
import { fitLine } from './mining-fits.ts';
import { columnAt, type Statistics } from './mining-numbers.ts';
import { columnFilterOf } from './record-filter.ts';
import type { CurveWish, RecordReads } from './record-reads.ts';
import type { ReadTable } from './table-columns.ts';
import { horizontal, numbersOf, type Place, placeOf, vertical } from './table-figure-columns.ts';

export interface TableFigureData {
  kept: KeptTables;
  records: RecordReads;
  statistics: Statistics;
}

export interface TableCurves {
  read: ReadTable;
  x: XAxis;
  curves: TableCurve[];
  line: FittedBand | null;
}

export interface BarsWish {
  tableId: string;
  /** Places of the columns in the table. */
  x: number;
  y: number;
  error: number;
  filters: readonly RecordFilter[];
  xMin: number | null;
  xMax: number | null;
}

/** Enough for every pixel of a printed column; more would only make the file larger. */
const pointsInPicture = 20_000;

/** What a figure is drawn from. @throws AppError 'invalid-input' naming a column that cannot be drawn as is asked. */
export async function tableCurves(
  parts: TableFigureData,
  { tableId, figure, filters, overlay }: TableFigureSpec,
  signal: AbortSignal,
): Promise<TableCurves> {
  const read = await parts.records.read(tableId);
  const x = horizontal(read, figure);
  const other = overlay === null ? null : await overlayOf(parts, x.axis, overlay);
  const columns = vertical(read, figure, other?.y ?? null);
  const [xMin, xMax] = figure.seen.x ?? [null, null];
  const part = { tableId, x: x.place, filters, xMin, xMax };
  const curveOf = async (wish: Pick<CurveWish, 'tableId' | 'x' | 'y' | 'filters'>): Promise<TableCurve['all']> =>
    (await parts.records.curve({ ...wish, selection: [], xMin, xMax, maxPoints: pointsInPicture })).all;
  const curves = await Promise.all(
    columns.own.map(async ({ place, about, axis, error }): Promise<TableCurve> => {
      const curve = { label: about.name, column: about, axis, all: await curveOf({ ...part, y: place }) };
      if (error === null) return curve;
      const { of, ...bars } = await recordBars(parts, { ...part, y: place, error }, signal);
      const errorName = columnAt(read, error).about.name;
      return { ...curve, bars: { ...bars, about: bars.x.length < of ? `${errorName} of some points` : errorName } };
    }),
  );
  refuseEmpty(read, figure, curves);
  if (other !== null && columns.overlay !== null) {
    const { about, axis, place } = columns.overlay;
    const all = await curveOf({ ...other, y: place, filters: [] });
    curves.push({ label: `${about.name} of ${other.title}`, column: about, axis, all });
  }
  return { read, x: x.axis, curves, line: await bandOf(parts, read, { tableId, figure, filters }, signal) };
}

/** Records of another table are drawn over their own times. */
async function overlayOf(
  { records }: TableFigureData,
  axis: XAxis,
  { tableId, x, y }: NonNullable<TableFigureSpec['overlay']>,
): Promise<{ tableId: string; title: string; x: number; y: Place }> {
  const read = await records.read(tableId);
  const over = placeOf(read, x);
  if (axis.scale === null || over.about.kind !== 'time')
    throw new AppError('invalid-input', `${y} of ${read.table.recordSet} cannot be drawn over ${axis.column.name}.`, {
      remedy: 'Tables lie over one another by their times: choose columns of times.',
    });
  return { tableId, title: read.table.recordSet, x: over.place, y: numbersOf(read, y) };
}

/** Bars of some of the rows `of` those that have all numbers; more would hide the curve. */
export async function recordBars(
  { kept, records }: TableFigureData,
  { tableId, x, y, error, filters, xMin, xMax }: BarsWish,
  signal: AbortSignal,
): Promise<{ x: Float64Array; y: Float64Array; errors: Float64Array; of: number }> {
  const read = await records.read(tableId);
  const engine = await kept.open();
  const filter = columnFilterOf(filters, read.columns);
  const [xs, ys, errors] = await Promise.all(
    [x, y, error].map((place) => engine.column(tableId, columnAt(read, place).stored.name, filter, { signal })),
  );
  const rows: { x: number; y: number; error: number }[] = [];
  for (const [row, at] of (xs ?? new Float64Array()).entries()) {
    const point = { x: at, y: ys?.[row] ?? Number.NaN, error: errors?.[row] ?? Number.NaN };
    const isSeen = at >= (xMin ?? Number.NEGATIVE_INFINITY) && at <= (xMax ?? Number.POSITIVE_INFINITY);
    if (isSeen && Number.isFinite(point.y) && point.error > 0) rows.push(point);
  }
  const step = barStep(rows.length);
  const some = rows.filter((_, row) => row % step === 0);
  return {
    x: Float64Array.from(some, (point) => point.x),
    y: Float64Array.from(some, (point) => point.y),
    errors: Float64Array.from(some, (point) => point.error),
    of: rows.length,
  };
}

/** Lines begin and end with points that are not seen any more. */
function refuseEmpty({ table }: ReadTable, { x, seen }: TableFigure, curves: readonly TableCurve[]): void {
  const [from, to] = seen.x ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const isDrawn = curves.some(({ all }) =>
    all.x.some((at, row) => at >= from && at <= to && Number.isFinite(all.y[row] ?? Number.NaN)),
  );
  if (isDrawn) return;
  const ys = curves.map(({ label }) => label).join(', ');
  throw new AppError(
    'invalid-input',
    table.count === 0 ? `${table.recordSet} has no rows to draw.` : `No row to be drawn has both ${x} and ${ys}.`,
    { remedy: 'Change the filters or the part of the axis, or choose other columns.' },
  );
}

async function bandOf(
  { kept, records, statistics }: TableFigureData,
  read: ReadTable,
  { tableId, figure, filters }: Omit<TableFigureSpec, 'overlay'>,
  signal: AbortSignal,
): Promise<FittedBand | null> {
  if (figure.line === null) return null;
  const [y, second] = figure.ys;
  if (y === undefined || second !== undefined)
    throw new AppError('invalid-input', `A line goes through one curve, not through ${figure.ys.length}.`, {
      remedy: 'Draw one column, or no line.',
    });
  const [place, other] = [numbersOf(read, figure.x).place, numbersOf(read, y.column).place];
  const parts = { engine: await kept.open(), read: await records.read(tableId), statistics };
  const { slope, intercept, band } = await fitLine(parts, { x: place, y: other, ...figure.line, filters }, signal);
  return { ...band, middle: band.x.map((at) => intercept + slope * at) };
}
