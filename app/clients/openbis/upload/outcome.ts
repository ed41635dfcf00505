import { AppError, toAppError } from '../../../contract/app-error.ts';
import type { Clock } from '../../../platform/platform.ts';
import { TransportError } from '../../http/transport-error.ts';
import { isOpenbisError, OpenbisError } from '../openbis-error.ts';

/** How a registration ended. `isCreated` false: surely nothing was registered; null: nobody can say yet. */
export type RegistrationOutcome =
  | { permId: string; how: 'answered' | 'found' }
  | { failure: AppError; isCreated: false | null };

export interface SettleParts {
  /** Asks the server, once. */
  register(): Promise<string>;
  /** Looks whether it is there. */
  find(): Promise<string | undefined>;
  clock: Clock;
  signal: AbortSignal | undefined;
  /** An earlier try had the same id: that there is one already may be the reason of a refusal. */
  isRepeated: boolean;
}

/** Looks after a lost answer: at once, and until a server that is slow should be done. */
const looksAfterMs = [0, 5_000, 30_000, 120_000, 145_000];

/** Registers, and if the answer does not say it, looks whether it was registered (protocol 8.4). */
export async function settleRegistration(parts: SettleParts): Promise<RegistrationOutcome> {
  try {
    return { permId: await parts.register(), how: 'answered' };
  } catch (error) {
    const failure = toAppError(error);
    const isRefusal = isOpenbisError(error, 'refused');
    const meaning = parts.isRepeated && isRefusal ? 'finished' : meaningOf(error);
    if (meaning === 'not-created') return { failure: withOutcome(failure, 'not-created'), isCreated: false };
    // Who answers with an error of its own has finished: one look is enough.
    const seen = await look(parts, meaning === 'finished' ? [0] : looksAfterMs);
    if (seen.permId !== undefined) return { permId: seen.permId, how: 'found' };
    return meaning === 'finished' && seen.isSure
      ? { failure: withOutcome(failure, 'not-created'), isCreated: false }
      : { failure: seen.reason ?? failure, isCreated: null };
  }
}

/** A refusal of the server's own making means that nothing was made; so does a request that never left. */
function meaningOf(error: unknown): 'not-created' | 'finished' | 'unknown' {
  if (error instanceof TransportError) return error.stage === 'sent' ? 'unknown' : 'not-created';
  if (isOpenbisError(error, 'session-expired', 'no-uploaded-files', 'unknown-method', 'forbidden', 'not-found'))
    return 'not-created';
  if (isOpenbisError(error))
    return /UserFailureException$/.test(error.exceptionType ?? '') ? 'not-created' : 'finished';
  return 'unknown';
}

interface Seen {
  permId?: string | undefined;
  /** The last look was one. */
  isSure: boolean;
  /** Why it was given up. */
  reason?: AppError;
}

async function look(parts: SettleParts, delaysMs: readonly number[]): Promise<Seen> {
  let isSure = false;
  for (const delayMs of delaysMs) {
    try {
      if (delayMs > 0) await parts.clock.sleep(delayMs, parts.signal);
      parts.signal?.throwIfAborted();
      const permId = await parts.find();
      if (permId !== undefined) return { permId, isSure: true };
      isSure = true;
    } catch (error) {
      // Several that it may be are for a person, and so is a stop; who cannot look now looks again later.
      const reason = toAppError(error);
      isSure = false;
      if (reason.code === 'conflict' || parts.signal?.aborted === true) return { isSure, reason };
    }
  }
  return { isSure };
}

/** The same failure, with what it means for the data set. */
export function withOutcome(error: AppError, outcome: 'not-created' | 'unknown'): AppError {
  const options = {
    ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    ...(error.source === undefined ? {} : { source: error.source }),
    details: { ...error.details, outcome },
    retryable: outcome === 'not-created' && error.retryable,
    cause: error,
  };
  return error instanceof OpenbisError
    ? new OpenbisError(error.code, error.message, error.failure, error.exceptionType, options)
    : new AppError(error.code, error.message, options);
}

/** The answer is lost, and the data set is not to be seen. */
export function unknownOutcome(failure: AppError, source: string): AppError {
  return new AppError(
    failure.code,
    `Nobody can say yet whether ${source} has registered the data set: ${failure.message}`,
    {
      remedy: 'Quarry looks for it again before it sends anything; do not upload it a second time.',
      source,
      retryable: false,
      details: { ...failure.details, outcome: 'unknown' },
      cause: failure,
    },
  );
}

/** An earlier run may have registered it, and it is not there. */
export function neverSeen(source: string): AppError {
  return new AppError('conflict', `An earlier upload may still become a data set of ${source}; it is not there yet.`, {
    remedy: 'Look on the server; if it is surely not there, decide to send it once more.',
    source,
    details: { outcome: 'unknown' },
  });
}
