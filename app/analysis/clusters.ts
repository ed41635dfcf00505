import { kmeans } from 'ml-kmeans';
import { equalColumn, numberRows } from './number-rows.ts';

export interface ClusterWish {
  k: number;
  /** Columns count by their deviation, not by their unit. */
  standardised: boolean;
  /** Where the search begins; the same seed gives the same clusters. */
  seed: number;
}

export interface Clusters {
  /** Number of the cluster of each row, the largest cluster first, from 1; 0 for a row with a gap. */
  labels: Uint8Array;
  sizes: number[];
  /** Mean of each column in each cluster, in the unit of the column. */
  centres: number[][];
  /** Rows with a number in all columns. */
  rows: number;
  iterations: number;
  converged: boolean;
  /** Of the squared distances from the common centre, the share that the clusters explain. */
  explained: number;
}

export type NoNumbers = { problem: 'few-rows'; rows: number } | { problem: 'equal'; column: number };

const mostIterations = 300;

/** Groups of rows that lie near one another (k-means, begun by k-means++). */
export function findClusters(columns: readonly Float64Array[], wish: ClusterWish): Clusters | NoNumbers {
  const numbers = numberRows(columns, wish.standardised);
  const { rows, places, means, deviations } = numbers;
  const tooFew: NoNumbers = { problem: 'few-rows', rows: rows.length };
  if (rows.length < wish.k) return tooFew;
  const equal = equalColumn(numbers);
  if (equal >= 0) return { problem: 'equal', column: equal };
  if (new Set(rows.map((row) => row.join())).size < wish.k) return tooFew;
  const found = kmeans(rows, wish.k, { seed: wish.seed, maxIterations: mostIterations });
  const sizes = found.centroids.map(() => 0);
  for (const cluster of found.clusters) sizes[cluster] = (sizes[cluster] ?? 0) + 1;
  const order = sizes.map((_, cluster) => cluster).toSorted((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
  const labels = new Uint8Array(columns[0]?.length ?? 0);
  for (const [at, row] of places.entries()) labels[row] = order.indexOf(found.clusters[at] ?? 0) + 1;
  return {
    labels,
    sizes: order.map((cluster) => sizes[cluster] ?? 0),
    centres: order.map((cluster) =>
      columns.map((_, column) => {
        const value = found.centroids[cluster]?.[column] ?? Number.NaN;
        return deviations === null ? value : (means[column] ?? 0) + value * (deviations[column] ?? 1);
      }),
    ),
    ...{ rows: rows.length, iterations: found.iterations, converged: found.converged },
    explained: explainedShare(rows, found.clusters, found.centroids),
  };
}

function explainedShare(rows: readonly number[][], clusters: readonly number[], centres: readonly number[][]): number {
  const common = (rows[0] ?? []).map(
    (_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / rows.length,
  );
  const squared = (row: readonly number[], from: readonly number[]): number =>
    row.reduce((sum, value, column) => sum + (value - (from[column] ?? 0)) ** 2, 0);
  const total = rows.reduce((sum, row) => sum + squared(row, common), 0);
  const within = rows.reduce((sum, row, at) => sum + squared(row, centres[clusters[at] ?? 0] ?? common), 0);
  return total === 0 ? 0 : 1 - within / total;
}
