import { inv } from 'mathjs';
import { levenbergMarquardt } from 'ml-levenberg-marquardt';

export interface LeastSquaresProblem {
  /** Model at point `index` for the parameters. */
  model(parameters: readonly number[], index: number): number;
  y: Float64Array;
  /** One standard deviation of each point; only their ratios count for the parameters. */
  errors: Float64Array;
  start: readonly number[];
}

export interface LeastSquaresFit {
  values: number[];
  /** As the given errors make it, not scaled by χ². */
  covariance: number[][];
  chiSquared: number;
  steps: number;
}

/** In words for people. */
export interface NoFit {
  reason: string;
}

const mostSteps = 300;
/** A step that gains less than this share of χ² is none: digits end there. */
const leastGain = 1e-12;
const largestDamping = 1e8;
/** By which the variance of a parameter is larger than if it were the only one; beyond, digits run out. */
const mostCorrelated = 1e10;
/** Bold, usual and careful: one that goes astray loses against the others. */
const firstDampings = [1e-2, 1, 100];

/** Parameters for which the weighted squares are least (Levenberg–Marquardt), with their covariance. */
export function fitLeastSquares(problem: LeastSquaresProblem): LeastSquaresFit | NoFit {
  const { start, y } = problem;
  if (y.length < start.length) return { reason: `There are ${y.length} points for ${start.length} parameters.` };
  if (!Number.isFinite(chiSquaredOf(problem, start)))
    return { reason: 'The formula gives no numbers at its start values; choose others.' };
  const found = firstDampings.map((damping) => search(problem, damping)).filter((one) => one !== null);
  const best = found.toSorted((a, b) => a.chiSquared - b.chiSquared)[0];
  if (best === undefined)
    return { reason: `The search did not end within ${mostSteps} steps; choose start values nearer to the points.` };
  const covariance = covarianceOf(slopesAt(problem, best.values));
  if (covariance === null)
    return { reason: 'The points do not tell the parameters apart; fix one of them by a number or start elsewhere.' };
  return { ...best, covariance };
}

type Found = Omit<LeastSquaresFit, 'covariance'>;

/**
 * The library keeps steps that lead astray, so each is taken by itself and kept only if it gains. Parameters are counted
 * in what they do to the points, so that one damping fits all of them. Null if it does not end.
 */
function search(problem: LeastSquaresProblem, firstDamping: number): Found | null {
  const { y, errors } = problem;
  // Points count in their errors: weights of the library are squared in one place and their reciprocals in another.
  const points = { x: Float64Array.from(y.keys()), y: y.map((value, index) => value / (errors[index] ?? 1)) };
  let values = [...problem.start];
  let chiSquared = chiSquaredOf(problem, values);
  let slopes = slopesAt(problem, values);
  let damping = firstDamping;
  for (let steps = 1; steps <= mostSteps; steps++) {
    const units = sizesOf(slopes).map((size) => (size > 0 && Number.isFinite(size) ? 1 / size : 1));
    const plain = (counted: readonly number[]): number[] => counted.map((value, place) => value * (units[place] ?? 1));
    // Where the formula has no numbers a little beside, as at the edge of a logarithm, no way leads on.
    if (!slopes.every((row) => row.every(Number.isFinite))) return null;
    const next = levenbergMarquardt(points, (counted) => modelAt(problem, plain(counted)), {
      ...{ damping, maxIterations: 1, errorTolerance: 0 },
      initialValues: values.map((value, place) => value / (units[place] ?? 1)),
      jacobianFunction: () => (index) => (slopes[index] ?? []).map((slope, place) => slope * (units[place] ?? 1)),
      minValues: values.map(() => -Number.MAX_VALUE),
      maxValues: values.map(() => Number.MAX_VALUE),
    });
    if (chiSquared - next.parameterError > leastGain * chiSquared) {
      values = plain(next.parameterValues);
      chiSquared = next.parameterError;
      slopes = slopesAt(problem, values);
      damping = Math.max(damping / 5, 1e-12);
    } else damping *= 7;
    // It is perfect, or nowhere near is it better.
    if (chiSquared === 0 || damping > largestDamping) return { values, chiSquared, steps };
  }
  return null;
}

/** In errors of the points. */
function modelAt({ model, errors }: LeastSquaresProblem, values: readonly number[]): (index: number) => number {
  return (index) => model(values, index) / (errors[index] ?? 1);
}

/** As the library counts it, to the last digit: a step that was not taken gains nothing. */
function chiSquaredOf(problem: LeastSquaresProblem, values: readonly number[]): number {
  const model = modelAt(problem, values);
  let sum = 0;
  for (const [index, value] of problem.y.entries()) sum += (value / (problem.errors[index] ?? 1) - model(index)) ** 2;
  return sum;
}

/** What each parameter does to each point, in units of its error; by central differences. */
function slopesAt({ model, errors }: LeastSquaresProblem, values: readonly number[]): number[][] {
  return Array.from(errors, (error, index) =>
    values.map((value, place) => {
      const step = 1e-6 * (Math.abs(value) || 1);
      const [above, below] = [values.with(place, value + step), values.with(place, value - step)];
      return (model(above, index) - model(below, index)) / (2 * step * error);
    }),
  );
}

function sizesOf(slopes: readonly (readonly number[])[]): number[] {
  const squares = (slopes[0] ?? []).map(() => 0);
  for (const row of slopes)
    for (const [place, slope] of row.entries()) squares[place] = (squares[place] ?? 0) + slope ** 2;
  return squares.map(Math.sqrt);
}

/** Null where the parameters cannot be told apart. */
function covarianceOf(slopes: readonly (readonly number[])[]): number[][] | null {
  const sizes = sizesOf(slopes);
  if (!sizes.every((size) => size > 0 && Number.isFinite(size))) return null;
  // Ones on the diagonal: then a small determinant means dependence, not units.
  const normal = sizes.map((sizeOfRow, i) =>
    sizes.map(
      (sizeOfColumn, j) =>
        slopes.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0) / (sizeOfRow * sizeOfColumn),
    ),
  );
  try {
    const inverse = inv(normal);
    if (!inverse.every((row, place) => (row[place] ?? 0) > 0 && (row[place] ?? 0) < mostCorrelated)) return null;
    return inverse.map((row, i) => row.map((value, j) => value / ((sizes[i] ?? 1) * (sizes[j] ?? 1))));
  } catch {
    return null;
  }
}
