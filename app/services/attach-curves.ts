import type { AttachColumn, curveColumns } from '../contract/attach.ts';
import type { LineFit } from '../contract/mining.ts';
import type { ValueTable } from '../domain/juliabase.ts';
import type { TableFigure } from '../domain/table-figure.ts';

type Column = (typeof curveColumns)[number];

/** A curve of a table's figure in the part of the axes that is seen. */
export interface CurveFacts {
  name: string;
  unit: string | null;
  points: number;
  /** Null without points. */
  mean: number | null;
  min: number | null;
  max: number | null;
  /** With the unit of its slope. */
  line: { fit: LineFit; slopeUnit: string | null } | null;
}

const ofCurves: readonly Column[] = ['curve', 'points', 'mean', 'min', 'max'];
const ofLines: Readonly<Record<NonNullable<TableFigure['line']>['method'], readonly Column[]>> = {
  'least squares': ['slope', 'slope-stderr', 'slope-from', 'slope-to', 'intercept', 'p'],
  'theil-sen': ['slope', 'slope-from', 'slope-to', 'intercept'],
};

/** What the table of numbers of a figure can say. */
export function columnsOfCurves(line: TableFigure['line']): readonly Column[] {
  return line === null ? ofCurves : [...ofCurves, ...ofLines[line.method]];
}

export function proposedCurveColumns(line: TableFigure['line']): Column[] {
  if (line === null) return [...ofCurves];
  return line.method === 'theil-sen'
    ? ['curve', 'points', 'slope', 'slope-from', 'slope-to', 'intercept']
    : ['curve', 'points', 'slope', 'slope-stderr', 'intercept', 'p'];
}

/** Mean and range of what is seen of a curve. */
export function factsOf(
  curve: { name: string; unit: string | null; x: Float64Array; y: Float64Array },
  seen: TableFigure['seen'],
): Omit<CurveFacts, 'line'> {
  const isIn = (value: number, part: readonly [number, number] | null): boolean =>
    Number.isFinite(value) && (part === null || (value >= part[0] && value <= part[1]));
  let [points, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [row, y] of curve.y.entries()) {
    if (!isIn(curve.x[row] ?? Number.NaN, seen.x) || !isIn(y, seen.y)) continue;
    points++;
    sum += y;
    min = Math.min(min, y);
    max = Math.max(max, y);
  }
  const { name, unit } = curve;
  return points === 0
    ? { name, unit, points, mean: null, min: null, max: null }
    : { name, unit, points, mean: sum / points, min, max };
}

/** As JuliaBase keeps it: one row for each curve, units in the headings where all curves share them. */
export function curveTable(curves: readonly CurveFacts[], columns: readonly AttachColumn[]): ValueTable {
  const drawn = columns.flatMap((column) => {
    const cells = curves.map((curve) => cellOf(column, curve));
    const heading = headingOf(column);
    if (heading === null) return [];
    const units = new Set(cells.flatMap(({ unit }) => (unit === null ? [] : [unit])));
    const [shared] = units;
    if (shared === undefined || units.size > 1 || cells.some(({ text, unit }) => text !== '' && unit === null))
      return [{ heading, cells: cells.map(({ text, unit }) => (unit === null ? text : `${text} ${unit}`)) }];
    return [{ heading: `${heading}/${divisor(shared)}`, cells: cells.map(({ text }) => text) }];
  });
  return {
    headings: drawn.map(({ heading }) => heading),
    rows: curves.map((_, row) => drawn.map(({ cells }) => cells[row] ?? '')),
  };
}

/** Of one column over another. */
export function quotientUnit(unit: string | null, over: string | null): string | null {
  return over === null ? unit : `${unit ?? '1'}/${divisor(over)}`;
}

function divisor(unit: string): string {
  return /^[\p{L}\p{N}°%]+$/u.test(unit) ? unit : `(${unit})`;
}

function headingOf(column: AttachColumn): string | null {
  switch (column) {
    case 'slope-stderr':
      return 'standard error of slope';
    case 'slope-from':
      return 'slope from';
    case 'slope-to':
      return 'slope to';
    case 'sample':
    case 'sigma300':
    case 'ea':
    case 'ea-stderr':
    case 'r-squared':
      return null;
    default:
      return column;
  }
}

interface Cell {
  text: string;
  unit: string | null;
}

function cellOf(column: AttachColumn, { name, unit, points, mean, min, max, line }: CurveFacts): Cell {
  const fit = line?.fit;
  const cell = (value: number | null | undefined, of: string | null, error?: number | null): Cell =>
    value === null || value === undefined ? { text: '', unit: null } : { text: numberText(value, error), unit: of };
  const slopeUnit = line?.slopeUnit ?? null;
  switch (column) {
    case 'curve':
      return { text: name, unit: null };
    case 'points':
      return { text: String(points), unit: null };
    case 'mean':
      return cell(mean, unit);
    case 'min':
      return cell(min, unit);
    case 'max':
      return cell(max, unit);
    case 'slope':
      return cell(fit?.slope, slopeUnit, fit?.slopeStderr);
    case 'slope-stderr':
      return cell(fit?.slopeStderr, slopeUnit, fit?.slopeStderr);
    case 'slope-from':
      return cell(fit?.slopeFrom, slopeUnit);
    case 'slope-to':
      return cell(fit?.slopeTo, slopeUnit);
    case 'intercept':
      return cell(fit?.intercept, unit, fit?.interceptStderr);
    case 'p':
      return fit?.p === null || fit?.p === undefined
        ? { text: '', unit: null }
        : { text: Number(fit.p.toPrecision(2)).toString(), unit: null };
    default:
      return { text: '', unit: null };
  }
}

/** Two digits of the standard error, else six digits: as machines write numbers, for others read them. */
function numberText(value: number, error: number | null = null): string {
  if (error === null || !(error > 0) || !Number.isFinite(error)) return Number(value.toPrecision(6)).toString();
  const magnitude = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  const digits = magnitude - Math.floor(Math.log10(error)) + 2;
  return Number(value.toPrecision(Math.min(15, Math.max(2, digits)))).toString();
}
