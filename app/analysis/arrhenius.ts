import type { ArrheniusFit, FitRange } from '../domain/conductivity.ts';

/** CODATA 2022, eV/K. */
export const boltzmannEvPerK = 8.617333262e-5;
const roomInverseKelvin = 1000 / 300;
const fewestPoints = 3;

interface Line {
  /** d(ln σ)/d(1000/T). */
  slope: number;
  intercept: number;
  slopeVariance: number;
  interceptVariance: number;
  covariance: number;
  rSquared: number;
  residualDeviation: number;
  worstResidual: number;
  /** Share of the residuals' variance that a parabola would explain. */
  bow: number;
}

/**
 * Straight line of ln σ over 1000/T by least squares, all points with the same weight since the
 * relative error of σ is about constant. Errors are one standard deviation from the residuals.
 */
export function fitArrhenius(
  temperatureK: Float64Array,
  sigmaSPerCm: Float64Array,
  range: FitRange,
): ArrheniusFit | { reason: string } {
  const points = selectPoints(temperatureK, sigmaSPerCm, range);
  if (points.x.length < fewestPoints) {
    return { reason: `Only ${points.x.length} of the points lie inside the fit range; ${fewestPoints} are needed.` };
  }
  const line = fitLine(points);
  if (line === undefined) return { reason: 'All points inside the fit range have the same temperature.' };
  const toEv = 1000 * boltzmannEvPerK;
  const ln300 = line.intercept + line.slope * roomInverseKelvin;
  const ln300Variance =
    line.interceptVariance + 2 * roomInverseKelvin * line.covariance + roomInverseKelvin ** 2 * line.slopeVariance;
  const sigma300 = Math.exp(ln300);
  const curved = isCurved(line, points.x.length);
  return {
    activationEnergyEv: -line.slope * toEv,
    activationEnergyStderrEv: Math.sqrt(line.slopeVariance) * toEv,
    lnSigma0: line.intercept,
    lnSigma0Stderr: Math.sqrt(line.interceptVariance),
    sigma300,
    sigma300Stderr: sigma300 * Math.sqrt(Math.max(0, ln300Variance)),
    rSquared: line.rSquared,
    points: points.x.length,
    worstResidualSigma: line.residualDeviation > 0 ? line.worstResidual / line.residualDeviation : 0,
    curved,
    suggestedRange: curved ? straightPart(points) : null,
  };
}

interface Points {
  /** Ascending. */
  x: Float64Array;
  y: Float64Array;
}

function selectPoints(temperatureK: Float64Array, sigma: Float64Array, range: FitRange): Points {
  const rows: number[] = [];
  for (const [row, kelvin] of temperatureK.entries()) {
    const x = 1000 / kelvin;
    // A tolerance, so that a range typed with two decimals keeps the point at its edge.
    if ((sigma[row] ?? 0) > 0 && x >= range.minInverseKelvin - 1e-9 && x <= range.maxInverseKelvin + 1e-9)
      rows.push(row);
  }
  rows.sort((a, b) => (temperatureK[b] ?? 0) - (temperatureK[a] ?? 0));
  return {
    x: Float64Array.from(rows, (row) => 1000 / (temperatureK[row] ?? 1)),
    y: Float64Array.from(rows, (row) => Math.log(sigma[row] ?? 1)),
  };
}

function fitLine({ x, y }: Points): Line | undefined {
  const count = x.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [sxx, sxy, syy] = [0, 0, 0];
  for (let index = 0; index < count; index++) {
    const [dx, dy] = [(x[index] ?? 0) - meanX, (y[index] ?? 0) - meanY];
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  }
  if (!(sxx > 0)) return undefined;
  const slope = sxy / sxx;
  const intercept = meanY - slope * meanX;
  const residuals = x.map((value, index) => (y[index] ?? 0) - intercept - slope * value);
  const squares = residuals.reduce((sum, residual) => sum + residual * residual, 0);
  const variance = count > 2 ? squares / (count - 2) : 0;
  return {
    slope,
    intercept,
    slopeVariance: variance / sxx,
    interceptVariance: variance * (1 / count + meanX ** 2 / sxx),
    covariance: (-meanX * variance) / sxx,
    rSquared: syy > 0 ? 1 - squares / syy : 1,
    residualDeviation: Math.sqrt(variance),
    worstResidual: residuals.reduce((worst, residual) => Math.max(worst, Math.abs(residual)), 0),
    bow: bowShare(x, residuals, meanX, squares),
  };
}

/** How much of the residuals a parabola orthogonal to the line explains. */
function bowShare(x: Float64Array, residuals: Float64Array, meanX: number, squares: number): number {
  if (x.length < 5 || squares === 0) return 0;
  let [s2, s3, s4] = [0, 0, 0];
  for (const value of x) {
    const centred = value - meanX;
    const square = centred * centred;
    s2 += square;
    s3 += square * centred;
    s4 += square * square;
  }
  let projection = 0;
  for (const [index, residual] of residuals.entries()) {
    const centred = (x[index] ?? 0) - meanX;
    projection += (centred * centred - s2 / x.length - (s3 / s2) * centred) * residual;
  }
  const length = s4 - s2 ** 2 / x.length - s3 ** 2 / s2;
  return length > 0 ? projection ** 2 / length / squares : 0;
}

/** The bow must stand out of the noise (F test, about 5 σ) and be worth mentioning. */
function isCurved(line: Line, count: number): boolean {
  if (count < 6 || line.bow <= 0) return false;
  const f = (line.bow / (1 - Math.min(line.bow, 0.999999))) * (count - 3);
  return f > 30 && line.bow > 0.5;
}

/** The longest part from the hot end that is straight, to a thirty-second of the range; null if none is worth it. */
function straightPart({ x, y }: Points): FitRange | null {
  const least = Math.max(6, Math.ceil(x.length / 4));
  const step = Math.max(1, Math.floor(x.length / 32));
  for (let end = x.length - step; end >= least; end -= step) {
    const line = fitLine({ x: x.subarray(0, end), y: y.subarray(0, end) });
    if (line === undefined || isCurved(line, end)) continue;
    const [first, last] = [x[0] ?? 0, x[end - 1] ?? 0];
    return { minInverseKelvin: Math.floor(first * 100) / 100, maxInverseKelvin: Math.floor(last * 100) / 100 };
  }
  return null;
}

/** Where all curves have points: from the hottest common to the coldest common temperature, rounded inwards. */
export function commonRange(curves: readonly { temperatureK: Float64Array; sigmaSPerCm: Float64Array }[]): FitRange {
  let [from, to] = [0, Number.POSITIVE_INFINITY];
  for (const { temperatureK, sigmaSPerCm } of curves) {
    let [low, high] = [Number.POSITIVE_INFINITY, 0];
    for (const [row, kelvin] of temperatureK.entries()) {
      if (!((sigmaSPerCm[row] ?? 0) > 0) || !Number.isFinite(kelvin)) continue;
      const x = 1000 / kelvin;
      if (x < low) low = x;
      if (x > high) high = x;
    }
    if (high > low) {
      from = Math.max(from, low);
      to = Math.min(to, high);
    }
  }
  const rounded = { minInverseKelvin: Math.ceil(from * 100) / 100, maxInverseKelvin: Math.floor(to * 100) / 100 };
  return rounded.maxInverseKelvin > rounded.minInverseKelvin ? rounded : { minInverseKelvin: 1, maxInverseKelvin: 10 };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
