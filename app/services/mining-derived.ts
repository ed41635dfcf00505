import type { Clusters, NoNumbers } from '../analysis/clusters.ts';
import type { Components } from '../analysis/components.ts';
import { AppError } from '../contract/app-error.ts';
import type { DerivedColumns, MiningDraft } from '../contract/mining.ts';
import { okState, type TableColumn } from '../domain/columns.ts';
import { stateCode } from '../domain/mining/mine-samples.ts';
import { realColumn, textColumn } from '../domain/mining/mined-columns.ts';
import { columnWord, takeName } from '../domain/mining/mining-field.ts';
import type { Statistics } from './mining-numbers.ts';
import type { MiningPart } from './mining-parts.ts';

/** Adds clusters and components over all rows. @throws AppError 'invalid-input' in words. */
export async function addDerived(
  parts: MiningPart[],
  { derived }: MiningDraft,
  taken: Set<string>,
  statistics: Statistics,
): Promise<void> {
  for (const wish of derived) {
    const columns = wish.columns.map((name) => numbersOf(parts, name));
    const cells =
      wish.kind === 'clusters'
        ? [await clusterColumn(wish, columns, taken, statistics)]
        : await componentColumns(wish, columns, taken, statistics);
    for (const one of cells) parts.push({ cells: one, role: 'computed', type: 'computed', origin: null });
  }
}

type Wish<Kind extends DerivedColumns['kind']> = Extract<DerivedColumns, { kind: Kind }>;

async function clusterColumn(
  wish: Wish<'clusters'>,
  columns: Float64Array[],
  taken: Set<string>,
  statistics: Statistics,
): Promise<TableColumn> {
  const { k, standardised, seed } = wish;
  const found = clustersOr(
    await statistics.use((api) => api.clusters({ columns, wish: { k, standardised, seed } })),
    wish,
  );
  const name = takeName(taken, [columnWord(wish.name)]);
  const note = `Cluster by ${wish.columns.join(', ')}: k-means, k = ${k}, ${scaleWords(wish)}, seed ${seed}`;
  const states = found.labels.map((label) => (label === 0 ? stateCode('not-computed') : okState));
  // Names of groups, not amounts: nobody wants their mean.
  return textColumn(
    Array.from(found.labels, (label) => (label === 0 ? '' : String(label))),
    { name, label: name, unit: null, note },
    states,
  );
}

async function componentColumns(
  wish: Wish<'components'>,
  columns: Float64Array[],
  taken: Set<string>,
  statistics: Statistics,
): Promise<TableColumn[]> {
  const { standardised, count } = wish;
  const found = componentsOr(await statistics.use((api) => api.components({ columns, standardised, count })), wish);
  return found.scores.map((values, component) => {
    const name = takeName(taken, [`${columnWord(wish.name)}${component + 1}`]);
    const share = `${(100 * (found.explained[component] ?? 0)).toFixed(1)} % of the variance`;
    const note = `Principal component ${component + 1} of ${wish.columns.join(', ')}, ${scaleWords(wish)}: ${share}`;
    const states = Uint8Array.from(values, (value) => (Number.isNaN(value) ? stateCode('not-computed') : okState));
    return realColumn(values, { name, label: name, unit: null, note }, states);
  });
}

/** @throws AppError 'invalid-input' saying what is missing for clusters. */
export function clustersOr(found: Clusters | NoNumbers, wish: { k: number; columns: readonly string[] }): Clusters {
  if (!('problem' in found)) return found;
  if (found.problem === 'few-rows')
    throw new AppError(
      'invalid-input',
      `${wish.k} clusters need at least ${wish.k} different rows with numbers in all chosen columns; there are too few among ${found.rows}.`,
      { remedy: 'Ask for fewer clusters, or choose columns with fewer gaps.' },
    );
  throw equalError(wish.columns[found.column]);
}

/** @throws AppError 'invalid-input' saying what is missing for components. */
export function componentsOr(found: Components | NoNumbers, { columns }: { columns: readonly string[] }): Components {
  if (!('problem' in found)) return found;
  if (found.problem === 'few-rows')
    throw new AppError(
      'invalid-input',
      `Components of ${columns.length} columns need more than ${columns.length} rows with numbers in all of them; there are ${found.rows}.`,
      { remedy: 'Choose fewer columns, or columns with fewer gaps.' },
    );
  throw equalError(columns[found.column]);
}

function equalError(name = 'A column'): AppError {
  return new AppError('invalid-input', `All values of ${name} are equal, so it cannot be standardised.`, {
    remedy: 'Leave it out: it tells no rows apart.',
  });
}

function scaleWords({ standardised }: { standardised: boolean }): string {
  return standardised ? 'standardised' : 'not standardised';
}

/** A column of numbers before it is kept; NaN for a gap. */
function numbersOf(parts: readonly MiningPart[], name: string): Float64Array {
  const cells = parts.find((part) => part.cells.name === name)?.cells;
  if (cells === undefined || (cells.kind !== 'integer' && cells.kind !== 'real'))
    throw new AppError(
      'invalid-input',
      cells === undefined ? `The table has no column ${name} any more.` : `${name} holds no numbers.`,
      { remedy: 'Choose the columns of the clusters and components again.' },
    );
  return Float64Array.from(cells.values, (value, row) =>
    (cells.states?.[row] ?? okState) === okState ? value : Number.NaN,
  );
}
