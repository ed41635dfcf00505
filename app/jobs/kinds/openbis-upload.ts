import { z } from 'zod';
import type { OpenbisClient, UploadProgress, UploadTrace } from '../../clients/openbis/index.ts';
import { AppError, type JsonValue, toAppError } from '../../contract/app-error.ts';
import { OpenbisUploadDraft, type OpenbisUploadResult } from '../../contract/openbis-transfers.ts';
import { done, type JobContext, type JobKind, type JobOutcome, retryLater } from '../job-kind.ts';
import { askPerson, candidates } from './openbis/registration-question.ts';
import { laterFor, type OpenbisPace, usualOpenbisPace } from './openbis/waits.ts';

export const OpenbisUploadInput = OpenbisUploadDraft.extend({ connectionName: z.string() });
export type OpenbisUploadInput = z.output<typeof OpenbisUploadInput>;

const Trace: z.ZodType<UploadTrace> = z.object({
  uploadId: z.string(),
  sessionKey: z.string(),
  way: z.enum(['workspace', 'share', 'plug-in']),
  files: z.array(z.object({ name: z.string(), sizeBytes: z.number(), modifiedMs: z.number() })),
  sent: z.array(z.array(z.object({ start: z.number(), end: z.number() }))),
  registration: z
    .object({ startedMs: z.number(), permId: z.string().nullable(), known: z.array(z.string()) })
    .nullable(),
});

const UploadState = z.object({
  trace: Trace.nullable(),
  /** Looks in a row for a data set that may have been registered. */
  looks: z.number().int(),
  /** Failures in a row. */
  silences: z.number().int(),
  /** A person has decided that it is surely not there. */
  registersAgain: z.boolean(),
});
type UploadState = z.infer<typeof UploadState>;

export interface OpenbisUploadParts {
  clientOf(connectionId: string): Promise<OpenbisClient>;
  /** Told why a run has failed, for the state of the connection. */
  noteFailure?: (connectionId: string, reason: AppError) => void;
  /** The data set is on the server; kept answers about its surroundings are old now. */
  onRegistered(input: OpenbisUploadInput): Promise<void>;
  pace?: Partial<OpenbisPace>;
}

type Context = JobContext<OpenbisUploadInput, UploadState>;

export const openbisUploadKindName = 'openbis.upload';

/**
 * Uploads files and registers them as a data set, once. What the server may have been asked for is on disk before; if
 * its answer is lost the data set is looked for, and if it is not to be found a person is asked. Result:
 * `OpenbisUploadResult`.
 */
export function openbisUploadKind(parts: OpenbisUploadParts): JobKind<OpenbisUploadInput, UploadState> {
  const pace = { ...usualOpenbisPace, ...parts.pace };
  return {
    kind: openbisUploadKindName,
    inputSchema: OpenbisUploadInput,
    checkpointSchema: UploadState,
    canPause: true,
    async run(context) {
      const client = await parts.clientOf(context.input.connectionId);
      return new UploadRun(parts, pace, context, client).run();
    },
  };
}

const words: Readonly<Record<UploadProgress['phase'], string>> = {
  checking: 'Checking',
  sending: 'Sending',
  registering: 'Waiting for the registration',
  verifying: 'Comparing what the server has',
};

class UploadRun {
  private readonly parts: OpenbisUploadParts;
  private readonly pace: OpenbisPace;
  private readonly context: Context;
  private readonly client: OpenbisClient;
  private state: UploadState;
  /** In this run the server was asked, and looked through for as long as it may take. */
  private hasAsked = false;

  constructor(parts: OpenbisUploadParts, pace: OpenbisPace, context: Context, client: OpenbisClient) {
    this.parts = parts;
    this.pace = pace;
    this.context = context;
    this.client = client;
    this.state = context.checkpoint ?? { trace: null, looks: 0, silences: 0, registersAgain: false };
  }

  async run(): Promise<JobOutcome> {
    const { answer, input } = this.context;
    if (answer === 'give-up')
      throw new AppError('cancelled', `You gave the upload to ${input.connectionName} up; look there what came of it.`);
    if (answer?.startsWith('is:')) return this.finish({ permId: answer.slice(3), how: 'told', differences: null });
    // Kept before anything else, so that the decision outlives whatever happens next.
    if (answer === 'register-again') await this.save({ registersAgain: true });
    try {
      return await this.finish(await this.send());
    } catch (error) {
      this.context.signal.throwIfAborted();
      return this.afterFailure(toAppError(error));
    }
  }

  private send(): Promise<OpenbisUploadResult> {
    const { connectionId: _, connectionName: __, ...draft } = this.context.input;
    const { trace, registersAgain } = this.state;
    return this.client.uploads.send(draft, {
      signal: this.context.signal,
      ...(trace === null ? {} : { trace }),
      registerAgain: registersAgain,
      onTrace: (next) => this.keep(next),
      onProgress: ({ phase, bytes, totalBytes }) =>
        this.context.progress({ phase: words[phase], done: bytes, total: totalBytes, unit: 'bytes' }),
    });
  }

  private async keep(trace: UploadTrace): Promise<void> {
    this.hasAsked ||= trace.registration !== null;
    // The decision was about the registration before this one.
    await this.save({ trace, registersAgain: false, looks: 0, silences: 0 });
  }

  private async finish(result: OpenbisUploadResult): Promise<JobOutcome> {
    await this.parts.onRegistered(this.context.input);
    const { permId, how, differences } = result;
    const { connectionId } = this.context.input;
    return done({ connectionId, permId, how, differences } satisfies Record<string, JsonValue>);
  }

  /** Nothing is sent again as long as the data set may be there, or may be made. */
  private async afterFailure(reason: AppError): Promise<JobOutcome> {
    this.parts.noteFailure?.(this.context.input.connectionId, reason);
    if (reason.code === 'auth-required') return laterFor(reason, this.pace, 1);
    const registration = this.state.trace?.registration ?? null;
    if (registration === null) return this.later(reason);
    const isUnknown = reason.details?.outcome === 'unknown';
    const { permIds } = reason.details ?? {};
    const mayPass = isUnknown || reason.retryable || reason.code === 'cancelled';
    if (reason.code !== 'conflict' && mayPass) return this.lookLater(reason);
    const delayMs = this.pace.looksMs[this.state.looks];
    if (isUnknown && permIds === undefined && delayMs !== undefined) {
      await this.save({ looks: this.state.looks + 1 });
      return retryLater(delayMs, reason);
    }
    const { input, signal } = this.context;
    const found = Array.isArray(permIds)
      ? permIds.map(String)
      : await candidates(this.client, input, registration.known, signal);
    return askPerson(reason, input.connectionName, found, !Array.isArray(permIds));
  }

  /** Nobody could be asked whether it is there. */
  private async lookLater(reason: AppError): Promise<JobOutcome> {
    const looks = this.hasAsked ? this.pace.looksMs.length : this.state.looks;
    const silences = this.state.silences + 1;
    await this.save({ looks, silences });
    const { message, remedy, source, details } = reason;
    const passing = new AppError(reason.code, message, {
      ...(remedy === undefined ? {} : { remedy }),
      ...(source === undefined ? {} : { source }),
      ...(details === undefined ? {} : { details }),
      retryable: true,
    });
    return laterFor(passing, this.pace, silences);
  }

  private async later(reason: AppError): Promise<JobOutcome> {
    const silences = this.state.silences + 1;
    const outcome = laterFor(reason, this.pace, silences);
    await this.save({ silences });
    return outcome;
  }

  private async save(change: Partial<UploadState>): Promise<void> {
    this.state = { ...this.state, ...change };
    await this.context.saveCheckpoint(this.state);
  }
}
