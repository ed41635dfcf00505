import { AppError, toAppError } from '../../contract/app-error.ts';
import type { Pk, Result } from '../../domain/juliabase.ts';
import type { FormField } from '../http/request-body.ts';
import type { CallOptions, WriteOptions } from './api.ts';
import { withDetails } from './failures.ts';
import type { OwnMySamples } from './my-samples.ts';
import { differences, type IntendedResult } from './result-compare.ts';
import type { ResultsReading } from './results-reading.ts';
import type { SelectionPlan } from './selection.ts';
import type { JudgedWrite, Wire } from './wire.ts';

export interface ResultForm {
  plan: SelectionPlan;
  fields: FormField[];
  marker: string;
  /** Makes an unclear outcome clear, as far as one look can. */
  settle: (judged: JudgedWrite) => Promise<JudgedWrite>;
}

export interface ResultSending {
  /** Sends the form while what it needs is selectable. @returns the id; rejects with `details.outcome` without one */
  send(form: ResultForm, options: WriteOptions): Promise<Pk>;
  /** The record, if it is as intended. */
  readBack(id: Pk, intended: IntendedResult, options: CallOptions): Promise<Result>;
}

export function createResultSending(wire: Wire, reading: ResultsReading, mySamples: OwnMySamples): ResultSending {
  const source = wire.site.name;

  async function sendNow({ plan, fields, marker, settle }: ResultForm, options: WriteOptions): Promise<JudgedWrite> {
    await options.onBeforeSend?.({ marker });
    const sent = await wire.write(plan.path, fields, options).catch((error: unknown): JudgedWrite => {
      const failure = toAppError(error);
      return { outcome: { outcome: 'not-created', reason: failure.message }, failure };
    });
    const judged = await settle(sent);
    await options.onOutcome?.(judged.outcome);
    return judged;
  }

  return {
    async send(form, options) {
      const { outcome, failure } = await mySamples.temporary(
        form.plan.temporary,
        () => sendNow(form, options),
        options,
      );
      if (outcome.outcome === 'created') return outcome.id;
      const error = failure ?? new AppError('internal', 'A write failed without a reason.');
      throw withDetails(error, { outcome: outcome.outcome, marker: form.marker });
    },
    async readBack(id, intended, options) {
      const [record, imageSha256] = await readRecord(id, intended, options);
      const differs = differences(intended, record, imageSha256);
      if (differs.length === 0) return record;
      throw new AppError('bad-response', `Result ${id} of ${source} is there, but differs in: ${differs.join(', ')}.`, {
        remedy: 'Look at the Result on the server and correct it there, or edit it again.',
        source,
        details: { outcome: 'unknown', resultId: id, differs },
      });
    },
  };

  async function readRecord(
    id: Pk,
    intended: IntendedResult,
    options: CallOptions,
  ): Promise<[Result, string | null | undefined]> {
    try {
      const record = await reading.get(id, options);
      return [record, intended.imageSha256 === undefined ? undefined : await reading.imageSha256(record, options)];
    } catch (cause) {
      const error = toAppError(cause);
      throw new AppError(error.code, `${source} took Result ${id}, but it could not be read back: ${error.message}`, {
        remedy: 'Look at the Result on the server.',
        source,
        retryable: false,
        details: { outcome: 'unknown', resultId: id },
        cause,
      });
    }
  }
}

/** What both ways of writing a Result need. */
export function marksOf(marker: string, identity: string | undefined): { marker: string; identity?: string } {
  return identity === undefined ? { marker } : { marker, identity };
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
    throw withDetails(error, { outcome, marker });
  }
}
