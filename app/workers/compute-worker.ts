import { readFile, stat } from 'node:fs/promises';
import { commonRange, fitArrhenius } from '../analysis/arrhenius.ts';
import type { ComputeApi, CurvePart, FormulaAnswer, LoadedCurve } from '../analysis/compute-api.ts';
import { type ConductivityData, recogniseConductivity } from '../analysis/conductivity.ts';
import { type CurveIndex, indexCurve } from '../analysis/curve-index.ts';
import { decimate } from '../analysis/decimate.ts';
import { givenErrors, isErrorColumn, sigmaErrors } from '../analysis/error-column.ts';
import { type RawTable, readDelimited } from '../analysis/raw-file.ts';
import { serveWorker, Transferred } from '../rpc/node/worker-client.ts';

interface HeldCurve {
  data: ConductivityData;
  /** Made when first drawn. */
  linear?: CurveIndex;
  arrhenius?: CurveIndex;
}

const figures = new Map<string, Map<string, HeldCurve>>();

const nothing = { columns: [], points: 0, missing: 0, nonPositive: 0, temperatureMinK: null, temperatureMaxK: null };

async function loadCurve({
  figureId,
  curveKey,
  path,
  maxBytes,
}: Parameters<ComputeApi['loadCurve']>[0]): Promise<LoadedCurve> {
  let bytes: Buffer;
  try {
    const { size } = await stat(path);
    if (size > maxBytes) {
      const megabytes = (count: number): string => `${Math.round(count / 1048576)} MB`;
      return {
        ...nothing,
        status: 'broken',
        message: `The file is too large: ${megabytes(size)} of at most ${megabytes(maxBytes)}.`,
        remedy: 'Split it or check whether it is the right file.',
      };
    }
    bytes = await readFile(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return {
      ...nothing,
      status: 'broken',
      message: `The file cannot be read (${reason}).`,
      remedy: 'Check its rights.',
    };
  }
  const table = readDelimited(bytes);
  if (!table.ok) return { ...nothing, status: 'broken', message: table.message, remedy: table.remedy };
  const data = recogniseConductivity(table);
  if (!data.ok) return { ...nothing, status: 'not-conductivity', message: data.reason, remedy: null };
  const held = figures.get(figureId) ?? new Map<string, HeldCurve>();
  figures.set(figureId, held.set(curveKey, { data }));
  const [temperatureMinK, temperatureMaxK] = finiteRange(data.temperatureK);
  const { points, missing, nonPositive } = data;
  const columns = data.others.map((column) => ({
    ...{ name: column.name, unit: column.unit, isError: isErrorColumn(column, data) },
  }));
  return { ...judgement(table, data), points, missing, nonPositive, temperatureMinK, temperatureMaxK, columns };
}

/** How far a readable file can be trusted, in words. */
function judgement(
  { firstBad, badLines }: RawTable,
  { notes }: ConductivityData,
): Pick<LoadedCurve, 'status' | 'message' | 'remedy'> {
  if (firstBad === null) return { status: 'ok', message: notes.length === 0 ? null : notes.join(' '), remedy: null };
  const place = `Line ${firstBad.line} ${firstBad.reason}`;
  return {
    status: 'partial',
    message: [`${place}; ${badLines === 1 ? 'it is' : `${badLines} lines are`} left out.`, ...notes].join(' '),
    remedy: 'The other points are drawn; copy the file again if it was cut.',
  };
}

function finiteRange(values: Float64Array): [number | null, number | null] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high >= low ? [low, high] : [null, null];
}

const handlers = {
  loadCurve,

  fit({ figureId, range }: Parameters<ComputeApi['fit']>[0]) {
    const held = figures.get(figureId) ?? new Map<string, HeldCurve>();
    const used = range ?? commonRange([...held.values()].map((curve) => curve.data));
    const fits = [...held].map(([curveKey, { data }]) => {
      const fit = fitArrhenius(data.temperatureK, data.sigmaSPerCm, used);
      return 'reason' in fit ? { curveKey, fit: null, message: fit.reason } : { curveKey, fit, message: null };
    });
    return { range: used, fits };
  },

  curves({
    figureId,
    view,
    curveKeys,
    xMin,
    xMax,
    maxPoints,
    errorColumn,
    column,
  }: Parameters<ComputeApi['curves']>[0]): Transferred<CurvePart[]> {
    const held = figures.get(figureId);
    const wanted = curveKeys.flatMap((curveKey) => {
      const curve = held?.get(curveKey);
      if (curve === undefined) return [];
      const index = column == null ? viewOf(curve, view) : indexOfColumn(curve.data, view, column);
      return index === null ? [] : [{ curveKey, curve, index }];
    });
    const share = Math.max(4, Math.floor(maxPoints / Math.max(1, wanted.length)));
    const parts = wanted.map(({ curveKey, curve, index }) => {
      const { rows, ...points } = decimate(index, xMin, xMax, share);
      const all = errorColumn == null ? null : sigmaErrors(curve.data, errorColumn);
      const errors = all === null ? null : Float64Array.from(rows, (row) => all[row] ?? Number.NaN);
      return { curveKey, ...points, errors };
    });
    return new Transferred(
      parts,
      parts.flatMap(({ x, y, errors }) =>
        // Each is an array of its own memory.
        [x, y, ...(errors === null ? [] : [errors])].map(({ buffer }) => buffer as ArrayBuffer),
      ),
    );
  },

  async formula(request: Parameters<ComputeApi['formula']>[0]): Promise<FormulaAnswer> {
    // Its library of formulas takes a second to start, and most figures have none.
    const { fitCurves } = await import('../analysis/formula-curves.ts');
    const held = figures.get(request.figureId) ?? new Map<string, HeldCurve>();
    const range = request.range ?? commonRange([...held.values()].map((curve) => curve.data));
    const curves = request.curveKeys.flatMap((curveKey) => {
      const data = held.get(curveKey)?.data;
      return data === undefined ? [] : [{ curveKey, data: { ...data, errors: givenErrors(data, request.errors) } }];
    });
    return fitCurves(curves, { ...request, range });
  },

  release({ figureId }: { figureId: string }): void {
    figures.delete(figureId);
  },
};

/** Null if the file has no such column. */
function indexOfColumn(
  { temperatureK, others }: ConductivityData,
  view: 'linear' | 'arrhenius',
  name: string,
): CurveIndex | null {
  const column = others.find((other) => other.name === name);
  if (column === undefined) return null;
  return indexCurve(view === 'linear' ? temperatureK : temperatureK.map((kelvin) => 1000 / kelvin), column.values);
}

function viewOf(curve: HeldCurve, view: 'linear' | 'arrhenius'): CurveIndex {
  const { temperatureK, sigmaSPerCm } = curve.data;
  if (view === 'linear') {
    curve.linear ??= indexCurve(temperatureK, sigmaSPerCm);
    return curve.linear;
  }
  curve.arrhenius ??= indexCurve(
    temperatureK.map((kelvin) => 1000 / kelvin),
    sigmaSPerCm,
  );
  return curve.arrhenius;
}

serveWorker(handlers);
