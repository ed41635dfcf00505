import { tableFromIPC } from '@uwdata/flechette';
import { AppError } from '../../app/contract/app-error.ts';
import { type BytesInput, bytesPath } from '../../app/contract/bytes.ts';
import type { FittedLine } from '../../app/figures/figure-options.ts';
import { fetchBytes } from '../api/fetch-bytes.ts';
import { t } from '../ui/language.ts';

export interface CurvePoints {
  sampleName: string;
  x: Float64Array;
  y: Float64Array;
  /** One standard deviation of each y, NaN for none; left out where no column of errors was asked for or found. */
  errors?: Float64Array;
}

/** Points of the curves of a figure, thinned out by the core to what can be seen. */
export async function fetchFigureCurves(
  input: BytesInput<'figure-curves'>,
  signal: AbortSignal,
): Promise<CurvePoints[]> {
  return decodeFigureCurves(await fetchBytes(bytesPath('figure-curves', input), signal), input.samples);
}

/** A fitted formula by sample; samples that it does not fit are left out. */
export async function fetchFormulaLines(
  input: BytesInput<'figure-formula'>,
  signal: AbortSignal,
): Promise<Map<string, FittedLine>> {
  const places = Array.from({ length: 2 * input.samples.length }, (_, place) => String(place));
  const curves = decodeFigureCurves(await fetchBytes(bytesPath('figure-formula', input), signal), places);
  const byPlace = new Map(curves.map(({ sampleName, x, y }) => [sampleName, { x, y }]));
  return new Map(
    input.samples.flatMap((name, place) => {
      const [line, residuals] = [byPlace.get(String(2 * place)), byPlace.get(String(2 * place + 1))];
      return line === undefined || residuals === undefined ? [] : [[name, { ...line, residuals }] as const];
    }),
  );
}

export interface RecordPoints {
  all: { x: Float64Array; y: Float64Array };
  selected: { x: Float64Array; y: Float64Array };
}

/** Two columns of a table of records as a curve, thinned out by the core to what can be seen. */
export async function fetchRecordCurve(input: BytesInput<'record-curve'>, signal: AbortSignal): Promise<RecordPoints> {
  const curves = decodeFigureCurves(await fetchBytes(bytesPath('record-curve', input), signal), ['all', 'selected']);
  const none = { x: new Float64Array(), y: new Float64Array() };
  const named = (name: string): RecordPoints['all'] => curves.find(({ sampleName }) => sampleName === name) ?? none;
  return { all: named('all'), selected: named('selected') };
}

/** Points of such a curve with the lengths of their error bars. */
export async function fetchRecordBars(
  input: BytesInput<'record-bars'>,
  signal: AbortSignal,
): Promise<{ x: Float64Array; y: Float64Array; errors: Float64Array }> {
  const none = new Float64Array();
  const [bars] = decodeFigureCurves(await fetchBytes(bytesPath('record-bars', input), signal), ['bars']);
  return { x: bars?.x ?? none, y: bars?.y ?? none, errors: bars?.errors ?? none };
}

/** Selected rows of a table: first rows of runs and the rows right behind them, in turns. */
export async function fetchSelectedRuns(
  input: BytesInput<'record-selection'>,
  signal: AbortSignal,
): Promise<Uint32Array> {
  const table = tableFromIPC(await fetchBytes(bytesPath('record-selection', input), signal));
  const [from, to] = [table.getChild('from').toArray(), table.getChild('to').toArray()];
  return Uint32Array.from({ length: from.length * 2 }, (_, at) => (at % 2 === 0 ? from : to)[at >> 1]);
}

/** Splits the rows of the table by curve; rows of one curve lie together, in the order of `samples`. */
export function decodeFigureCurves(bytes: Uint8Array, samples: readonly string[]): CurvePoints[] {
  const table = tableFromIPC(bytes);
  const curve = table.getChild('curve').toArray();
  const x = Float64Array.from(table.getChild('x').toArray());
  const y = Float64Array.from(table.getChild('y').toArray());
  const hasErrors = table.schema.fields.some(({ name }) => name === 'error');
  const errors = hasErrors ? Float64Array.from(table.getChild('error').toArray()) : null;
  const curves: CurvePoints[] = [];
  let start = 0;
  while (start < curve.length) {
    const index = Number(curve[start]);
    let end = start;
    while (end < curve.length && Number(curve[end]) === index) end += 1;
    const sampleName = samples[index];
    if (sampleName === undefined)
      throw new AppError('bad-response', t('The points of the figure name an unknown sample.'));
    curves.push({
      ...{ sampleName, x: x.subarray(start, end), y: y.subarray(start, end) },
      ...(errors === null ? {} : { errors: errors.subarray(start, end) }),
    });
    start = end;
  }
  return curves;
}

/** Byte answers fail with the same named error as calls. */
