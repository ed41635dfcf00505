import type { ColumnEngine } from '../columns/index.ts';
import { AppError } from '../contract/app-error.ts';
import type { ClusterReport, ComponentReport, LineFit } from '../contract/mining.ts';
import type { RecordFilter } from '../contract/record-view.ts';
import { clustersOr, componentsOr } from './mining-derived.ts';
import { columnAt, readNumbers, type Statistics } from './mining-numbers.ts';
import type { ReadTable } from './table-columns.ts';

export interface NumberParts {
  engine: ColumnEngine;
  read: ReadTable;
  statistics: Statistics;
}

export async function fitLine(
  { engine, read, statistics }: NumberParts,
  wish: {
    x: number;
    y: number;
    method: 'least squares' | 'theil-sen';
    level: number;
    filters: readonly RecordFilter[];
  },
  signal: AbortSignal,
): Promise<LineFit> {
  const columns = [wish.x, wish.y];
  const [x, y] = await readNumbers(engine, read, { columns, filters: wish.filters }, signal);
  const [xName, yName] = columns.map((place) => columnAt(read, place).about.name);
  const request = {
    ...{ method: wish.method, level: wish.level },
    ...{ x: x ?? new Float64Array(), y: y ?? new Float64Array() },
  };
  const fit = await statistics.use((api) => api.line(request));
  if (!('problem' in fit)) return fit;
  throw fit.problem === 'equal-x'
    ? new AppError('invalid-input', `All values of ${xName} are equal, so no line over it can be drawn.`, {
        remedy: 'Choose another column, or rows that differ in it.',
      })
    : new AppError(
        'invalid-input',
        `Only ${fit.count} of these rows ${fit.count === 1 ? 'has' : 'have'} numbers in ${xName} and ${yName}.`,
        { remedy: 'A line with a band needs three rows: change the filters, or choose other columns.' },
      );
}

export async function clusterReport(
  { engine, read, statistics }: NumberParts,
  wish: { columns: readonly number[]; k: number; standardised: boolean; seed: number },
  signal: AbortSignal,
): Promise<ClusterReport> {
  const { k, standardised, seed } = wish;
  const columns = await readNumbers(engine, read, { columns: wish.columns, filters: [] }, signal);
  const found = clustersOr(await statistics.use((api) => api.clusters({ columns, wish: { k, standardised, seed } })), {
    k,
    columns: namesOf(read, wish.columns),
  });
  const { sizes, centres, rows, explained, iterations, converged } = found;
  const clusters = sizes.map((size, place) => ({ size, centre: centres[place] ?? [] }));
  return { rows, leftOut: read.table.count - rows, clusters, explained, iterations, converged };
}

export async function componentReport(
  { engine, read, statistics }: NumberParts,
  { columns: places, standardised }: { columns: readonly number[]; standardised: boolean },
  signal: AbortSignal,
): Promise<ComponentReport> {
  const columns = await readNumbers(engine, read, { columns: places, filters: [] }, signal);
  const found = componentsOr(await statistics.use((api) => api.components({ columns, standardised, count: 1 })), {
    columns: namesOf(read, places),
  });
  const components = found.explained.map((explained, place) => ({ explained, loadings: found.loadings[place] ?? [] }));
  return { rows: found.rows, leftOut: read.table.count - found.rows, components };
}

function namesOf(read: ReadTable, places: readonly number[]): string[] {
  return places.map((place) => columnAt(read, place).about.name);
}
