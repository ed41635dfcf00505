import { AppError, toAppError } from '../../contract/app-error.ts';
import type { Pk } from '../../domain/juliabase.ts';
import type { FormField } from '../http/request-body.ts';
import type { WriteOptions } from './api.ts';
import type { IdOfAnswer } from './classify-write.ts';
import { withDetails } from './failures.ts';
import type { OwnMySamples } from './my-samples.ts';
import type { SelectionPlan } from './selection.ts';
import type { JudgedWrite, Wire } from './wire.ts';

export interface SendableForm {
  plan: SelectionPlan;
  fields: FormField[];
  /** Empty if the record carries none. */
  marker: string;
  /** Default: the answer is the id. */
  idOf?: IdOfAnswer;
  /** See `WriteCall`. */
  breaksWithoutLogin?: boolean;
  /** Makes an unclear outcome clear, as far as one look can. */
  settle: (judged: JudgedWrite) => Promise<JudgedWrite>;
}

/** A form that did what it should. */
export interface SentForm {
  id: Pk;
  /** The JSON text of the answer; undefined if a look at the server had to decide. */
  answer: string | undefined;
}

export interface FormSending {
  /** Sends the form while what it needs is selectable. Rejects with `details.outcome` otherwise. */
  send(form: SendableForm, options: WriteOptions): Promise<SentForm>;
}

export function createFormSending(wire: Wire, mySamples: OwnMySamples): FormSending {
  async function sendNow(form: SendableForm, options: WriteOptions): Promise<JudgedWrite> {
    const { plan, fields, marker, idOf, breaksWithoutLogin = false } = form;
    await options.onBeforeSend?.({ marker });
    const call = { ...options, breaksWithoutLogin, ...(idOf === undefined ? {} : { idOf }) };
    const sent = await wire.write(plan.path, fields, call).catch((error: unknown): JudgedWrite => {
      const failure = toAppError(error);
      return { outcome: { outcome: 'not-created', reason: failure.message }, failure };
    });
    const judged = await form.settle(sent);
    await options.onOutcome?.(judged.outcome);
    return judged;
  }

  return {
    async send(form, options) {
      const judged = await mySamples.temporary(form.plan.temporary, () => sendNow(form, options), options);
      const { outcome, failure, answer } = judged;
      if (outcome.outcome === 'created') return { id: outcome.id, answer };
      const error = failure ?? new AppError('internal', 'A write failed without a reason.');
      throw withDetails(error, { outcome: outcome.outcome, ...markerDetails(form.marker) });
    },
  };
}

function markerDetails(marker: string): { marker?: string } {
  return marker === '' ? {} : { marker };
}

/**
 * One look at the server decides about an unclear outcome: whether it is as it was wanted, and, once the server has
 * finished, whether nothing was done.
 * @param isDone whether the server shows what was wanted; a failing look decides nothing
 */
export async function settledBy(judged: JudgedWrite, id: Pk, isDone: () => Promise<boolean>): Promise<JudgedWrite> {
  return settledByLook(judged, async () => ((await isDone()) ? id : 'absent'));
}

/** As `settledBy`, for a record whose id is not known before; 'unclear' if the look proves nothing. */
export async function settledByLook(
  judged: JudgedWrite,
  look: () => Promise<Pk | 'absent' | 'unclear'>,
): Promise<JudgedWrite> {
  const { outcome } = judged;
  if (outcome.outcome !== 'unknown') return judged;
  const found = await look().catch(() => 'unclear' as const);
  if (typeof found === 'number') return { outcome: { outcome: 'created', id: found } };
  if (found === 'unclear' || !outcome.serverFinished) return judged;
  return { ...judged, outcome: { outcome: 'not-created', reason: judged.failure?.message ?? outcome.reason } };
}

/**
 * Runs a write so that each failure tells what became of it: before `sending` nothing was sent, afterwards a failure
 * without an outcome of its own proves nothing.
 */
export async function withKnownOutcome<T>(
  marker: string,
  options: WriteOptions,
  write: (options: WriteOptions) => Promise<T>,
): Promise<T> {
  let sending = false;
  const onBeforeSend: WriteOptions['onBeforeSend'] = async (about) => {
    await options.onBeforeSend?.(about);
    sending = true;
  };
  try {
    return await write({ ...options, onBeforeSend });
  } catch (thrown) {
    const error = toAppError(thrown);
    const outcome = sending ? (error.details?.outcome ?? 'unknown') : 'not-created';
    throw withDetails(error, { outcome, ...markerDetails(marker) });
  }
}

/**
 * What the server took but could not be read back as intended.
 * @param record words and id of the record, e.g. `Result 140`
 */
export function differsFromIntended(
  record: string,
  source: string,
  differs: string[],
  details: Record<string, number>,
): AppError {
  return new AppError('bad-response', `${record} of ${source} is there, but differs in: ${differs.join(', ')}.`, {
    remedy: 'Look at it on the server and correct it there, or edit it again.',
    source,
    details: { outcome: 'unknown', ...details, differs },
  });
}

/** The record of a write, or that it could not be read back. */
export async function readWritten<T>(
  record: string,
  source: string,
  details: Record<string, number>,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const error = toAppError(cause);
    throw new AppError(error.code, `${source} took ${record}, but it could not be read back: ${error.message}`, {
      remedy: 'Look at it on the server.',
      source,
      retryable: false,
      details: { outcome: 'unknown', ...details },
      cause,
    });
  }
}
