import { AppError, isAppError } from '../../../contract/app-error.ts';
import type { Pk } from '../../../domain/juliabase.ts';
import type { CallOptions, JuliaBaseClient } from '../api.ts';
import { quote } from '../double-quote.ts';
import { withQuery } from '../requests.ts';

/** What these questions need of a client. */
type Asker = Pick<JuliaBaseClient, 'open' | 'url'>;

/**
 * The next free number of a deposition system, e.g. `27C-004`. It reserves nothing: somebody else may get the same, and
 * the later deposition is refused with 'conflict'.
 * @param letter of the system, e.g. 'C' for the cluster tool
 * @see protocol 2.2
 */
export async function nextDepositionNumber(lab: Asker, letter: string, options?: CallOptions): Promise<string> {
  const path = `next_deposition_number/${quote(letter)}`;
  const answer = await lab.open(path, undefined, options);
  if (typeof answer === 'string' && answer !== '') return answer;
  throw unexpected(lab, path);
}

/**
 * The newest structuring of a sample.
 * @param until in the server's local time, `YYYY-MM-DD HH:MM:SS`: structurings after it do not count.
 * @returns its process id, or null.
 * @see protocol 2.2
 */
export async function structuringOf(
  lab: Asker,
  sampleId: Pk,
  { until, ...options }: CallOptions & { until?: string } = {},
): Promise<Pk | null> {
  const path = withQuery(`structurings/by_sample/${sampleId}`, until === undefined ? [] : [['timestamp', until]]);
  return idOrNull(lab, path, await lab.open(path, undefined, options));
}

/**
 * The solar simulator measurement with a cell that was measured into a file.
 * @param filePath as stored in `data_file`.
 * @returns its process id, or null.
 * @see protocol 2.2
 */
export async function solarMeasurementByFile(lab: Asker, filePath: string, options?: CallOptions): Promise<Pk | null> {
  const path = withQuery('solarsimulator_measurements/by_filepath', [['filepath', filePath]]);
  try {
    return idOrNull(lab, path, await lab.open(path, undefined, options));
  } catch (error) {
    if (isAppError(error, 'not-found')) return null;
    throw error;
  }
}

/** One measured cell that is to join the measurement of its day. */
export interface MeasuredCell {
  irradiation: string;
  sampleId: Pk;
  /** e.g. 'A1'. */
  position: string;
  /** `YYYY-MM-DD` in the server's local time. */
  day: string;
  filePath: string;
}

/**
 * The measurement of the same sample, lamp and day that a cell belongs to.
 * @returns its process id, or null if the cell needs a measurement of its own.
 * @see protocol 2.2
 */
export async function matchingSolarMeasurement(
  lab: Asker,
  { irradiation, sampleId, position, day, filePath }: MeasuredCell,
  options?: CallOptions,
): Promise<Pk | null> {
  const pieces = [irradiation, String(sampleId), position, day].map(quote).join('/');
  const path = withQuery(`solarsimulator_measurements/matching/${pieces}/`, [['filepath', filePath]]);
  return idOrNull(lab, path, await lab.open(path, undefined, options));
}

function idOrNull(lab: Asker, path: string, answer: unknown): Pk | null {
  if (answer === null) return null;
  if (typeof answer === 'number' && Number.isSafeInteger(answer) && answer > 0) return answer;
  throw unexpected(lab, path);
}

function unexpected(lab: Asker, path: string): AppError {
  return new AppError('bad-response', `${lab.url} answered the question ${path.replace(/\?.*$/s, '')} oddly.`, {
    remedy: 'Check whether the server has the views of the example institute.',
    details: { path },
  });
}
