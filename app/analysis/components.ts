import { PCA } from 'ml-pca';
import type { NoNumbers } from './clusters.ts';
import { equalColumn, numberRows } from './number-rows.ts';

export interface Components {
  /** Rows with a number in all columns. */
  rows: number;
  /** Share of the variance that each component explains, the largest first. */
  explained: number[];
  /** Of each component the weight of each column; the largest weight is positive. */
  loadings: number[][];
  /** Of each wished component the score of each row, NaN for a row with a gap. */
  scores: Float64Array[];
}

/** Directions in which the rows differ most (principal components). @param count Components of which scores are made. */
export function findComponents(
  columns: readonly Float64Array[],
  { standardised, count }: { standardised: boolean; count: number },
): Components | NoNumbers {
  const numbers = numberRows(columns, standardised);
  const { rows, places } = numbers;
  if (rows.length <= columns.length) return { problem: 'few-rows', rows: rows.length };
  const equal = equalColumn(numbers);
  if (equal >= 0) return { problem: 'equal', column: equal };
  // Standardised already. From the covariance it takes no time that grows with the square of the rows.
  const model = new PCA(rows, { center: true, scale: false, method: 'covarianceMatrix' });
  const vectors = model.getEigenvectors().transpose().to2DArray();
  const signs = vectors.map(signOf);
  const projected = model.predict(rows, { nComponents: count });
  const scores = Array.from({ length: Math.min(count, columns.length) }, (_, component) => {
    const values = new Float64Array(columns[0]?.length ?? 0).fill(Number.NaN);
    for (const [at, row] of places.entries()) values[row] = (signs[component] ?? 1) * projected.get(at, component);
    return values;
  });
  return {
    rows: rows.length,
    explained: model.getExplainedVariance(),
    loadings: vectors.map((vector, component) => vector.map((weight) => (signs[component] ?? 1) * weight)),
    scores,
  };
}

/** A direction and its opposite are the same; one of them has to be told. */
function signOf(vector: readonly number[]): number {
  const strongest = vector.reduce((one, other) => (Math.abs(other) > Math.abs(one) ? other : one), 0);
  return strongest < 0 ? -1 : 1;
}
