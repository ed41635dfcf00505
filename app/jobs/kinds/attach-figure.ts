import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { JuliaBaseClient, ResultState, WriteOptions, WrittenResult } from '../../clients/juliabase/api.ts';
import { AppError, isAppError, toAppError } from '../../contract/app-error.ts';
import { ValueTableSchema } from '../../contract/juliabase.ts';
import type { TimestampInaccuracy } from '../../domain/juliabase.ts';
import { done, type JobContext, type JobKind, type JobOutcome, needsYou, retryLater } from '../job-kind.ts';

const pk = z.number().int().positive();

/** Everything the write needs, fixed when it was queued; the image lies beside it as a file. */
export const AttachFigureInput = z.object({
  connectionId: z.string(),
  connectionName: z.string(),
  title: z.string(),
  comments: z.string(),
  timestampUtc: z.string(),
  timestampInaccuracy: z.number().int().min(0).max(6),
  sampleIds: z.array(pk),
  seriesNames: z.array(z.string()),
  table: ValueTableSchema,
  imagePath: z.string(),
  imageFileName: z.string(),
  marker: z.string(),
  figureIdentity: z.string(),
  /** Null: add a new result. */
  update: z
    .object({
      resultId: pk,
      editDescription: z.string(),
      expect: z.object({
        title: z.string(),
        comments: z.string(),
        table: ValueTableSchema,
        imageSha256: z.string().nullable(),
      }),
    })
    .nullable(),
});
export type AttachFigureInput = z.infer<typeof AttachFigureInput>;

/** `sending` is on disk before the first byte goes out, so a killed write is never taken for one not made. */
const Checkpoint = z.object({
  stage: z.enum(['ready', 'sending', 'unknown', 'written']),
  resultId: pk.nullable(),
  /** The server has answered in full, so that nothing can arrive later and one look decides. */
  serverFinished: z.boolean(),
  reason: z.string().nullable(),
});
type Checkpoint = z.infer<typeof Checkpoint>;

export interface AttachFigureParts {
  clientOf(connectionId: string): Promise<JuliaBaseClient>;
  /** Takes samples off My Samples that a crash has left there. */
  finishUndo(connectionId: string, signal: AbortSignal): Promise<void>;
  resultUrl(connectionId: string, resultId: number): Promise<string>;
  /** The record is on the server; kept answers about it are old now. */
  onWritten(input: AttachFigureInput, resultId: number): Promise<void>;
}

/** How long to wait for a login; logging in ends the wait at once. */
const loginWaitMs = 10 * 60_000;
const serverWaitMs = 30_000;

type Context = JobContext<AttachFigureInput, Checkpoint>;

/**
 * Writes one figure as a Result, once. A write whose fate is not known is looked for by its marker;
 * if it is not found the job asks a person and never repeats it by itself.
 */
export function attachFigureKind(parts: AttachFigureParts): JobKind<AttachFigureInput, Checkpoint> {
  return {
    kind: 'juliabase.attach-figure',
    inputSchema: AttachFigureInput,
    checkpointSchema: Checkpoint,
    canPause: false,
    async run(context) {
      const client = await parts.clientOf(context.input.connectionId);
      try {
        await parts.finishUndo(context.input.connectionId, context.signal);
        await client.users.get(client.user, { signal: context.signal });
      } catch (error) {
        // Nothing of this run was sent; a login or the next try lets the job go on where it stood.
        const reason = toAppError(error);
        if (reason.code === 'auth-required') return retryLater(loginWaitMs, reason);
        if (context.checkpoint === null && reason.retryable) return retryLater(serverWaitMs, reason);
        if (context.checkpoint === null) throw reason;
      }
      const stage = context.checkpoint?.stage ?? 'ready';
      switch (stage) {
        case 'ready':
          return write(parts, client, context);
        case 'written':
          return finish(parts, context, context.checkpoint?.resultId ?? 0);
        case 'sending':
        case 'unknown':
          return reconcile(parts, client, context, 'Quarry was ended while the result was on its way.');
        default:
          return stage satisfies never;
      }
    },
  };
}

async function write(parts: AttachFigureParts, client: JuliaBaseClient, context: Context): Promise<JobOutcome> {
  const { input } = context;
  let stage: Checkpoint['stage'] = 'ready';
  const save = async (next: Omit<Checkpoint, 'resultId'> & { resultId?: number }): Promise<void> => {
    stage = next.stage;
    await context.saveCheckpoint({ resultId: null, ...next });
  };
  const hooks: WriteOptions = {
    signal: context.signal,
    onBeforeSend: async () => {
      context.progress({ phase: 'Sending', done: 1, total: 3, unit: 'steps' });
      await save({ stage: 'sending', serverFinished: false, reason: null });
    },
    onOutcome: async (outcome) => {
      if (outcome.outcome === 'created')
        await save({ stage: 'written', resultId: outcome.id, serverFinished: true, reason: null });
      else if (outcome.outcome === 'not-created')
        await save({ stage: 'ready', serverFinished: true, reason: outcome.reason });
      else await save({ stage: 'unknown', serverFinished: outcome.serverFinished, reason: outcome.reason });
    },
  };
  context.progress({ phase: 'Checking', done: 0, total: 3, unit: 'steps' });
  const image = { bytes: new Uint8Array(await readFile(input.imagePath)), fileName: input.imageFileName };
  try {
    const written = await send(client, input, image, hooks);
    return await finish(parts, context, written.id);
  } catch (error) {
    const failure = toAppError(error);
    // The hooks move it along while the request runs, which the compiler cannot see.
    switch (stage as Checkpoint['stage']) {
      case 'ready':
        if (failure.retryable) return retryLater(serverWaitMs, failure);
        throw failure;
      case 'written':
        throw failure;
      case 'sending':
      case 'unknown':
        return reconcile(parts, client, context, failure.message);
    }
  }
}

function send(
  client: JuliaBaseClient,
  input: AttachFigureInput,
  image: { bytes: Uint8Array; fileName: string },
  hooks: WriteOptions,
): Promise<WrittenResult> {
  const content = {
    title: input.title,
    comments: input.comments,
    timestampUtc: input.timestampUtc,
    // The schema allows 0 to 6 only.
    inaccuracy: input.timestampInaccuracy as TimestampInaccuracy,
    sampleIds: input.sampleIds,
    seriesNames: input.seriesNames,
    table: input.table,
    image,
    marker: input.marker,
    figureIdentity: input.figureIdentity,
  };
  if (input.update === null) return client.results.add(content, hooks);
  const { resultId, editDescription, expect } = input.update;
  return client.results.edit(resultId, { ...content, description: editDescription, expect }, hooks);
}

/** Looks whether the write arrived. Never sends. */
async function reconcile(
  parts: AttachFigureParts,
  client: JuliaBaseClient,
  context: Context,
  reason: string,
): Promise<JobOutcome> {
  const { input, checkpoint } = context;
  context.progress({ phase: 'Checking whether it arrived', done: 2, total: 3, unit: 'steps' });
  if (context.answer === 'withdraw')
    throw new AppError('cancelled', 'The result was withdrawn by you; look at the server whether it arrived.');
  const found =
    input.update === null
      ? await lookForNew(client, input, context)
      : await lookForEdit(client, input.update, input, context);
  if (found.resultId !== null) return finish(parts, context, found.resultId);
  if (found.proven && checkpoint?.serverFinished === true) {
    await context.saveCheckpoint({ stage: 'ready', resultId: null, serverFinished: true, reason });
    throw new AppError('remote-failed', `${input.connectionName} did not take the result: ${reason}`, {
      remedy: 'Nothing was stored; mend the cause and retry.',
    });
  }
  if (context.answer === 'send-again') {
    await context.saveCheckpoint({ stage: 'ready', resultId: null, serverFinished: false, reason });
    return write(parts, client, context);
  }
  return needsYou({
    text: `${reason} ${input.connectionName} ${found.proven ? 'does not hold the result at this moment' : 'could not be asked whether it holds the result'}.`,
    choices: [
      { id: 'look-again', label: 'Look again', effect: 'Asks the server once more; nothing is sent.' },
      {
        id: 'send-again',
        label: 'Send again',
        effect: 'Looks once more, then sends. If the first one arrives later, the lab holds the result twice.',
      },
      { id: 'withdraw', label: 'Withdraw', effect: 'Nothing more is sent; what may have arrived stays on the server.' },
    ],
  });
}

interface Look {
  resultId: number | null;
  /** The look was complete, so not finding it means it is not there now. */
  proven: boolean;
}

async function lookForNew(client: JuliaBaseClient, input: AttachFigureInput, context: Context): Promise<Look> {
  try {
    const search = await client.results.findByMarker(input.marker, {
      sampleIds: input.sampleIds,
      signal: context.signal,
    });
    return { resultId: search.hits[0] ?? null, proven: search.complete };
  } catch (error) {
    return unreadable(error);
  }
}

async function lookForEdit(
  client: JuliaBaseClient,
  update: NonNullable<AttachFigureInput['update']>,
  input: AttachFigureInput,
  context: Context,
): Promise<Look> {
  try {
    const state: ResultState = await client.results.state(update.resultId, { signal: context.signal });
    return { resultId: state.comments.includes(`[quarry:${input.marker}]`) ? update.resultId : null, proven: true };
  } catch (error) {
    return unreadable(error);
  }
}

function unreadable(error: unknown): Look {
  if (isAppError(error, 'cancelled')) throw error;
  return { resultId: null, proven: false };
}

async function finish(parts: AttachFigureParts, context: Context, resultId: number): Promise<JobOutcome> {
  const { input } = context;
  await context.saveCheckpoint({ stage: 'written', resultId, serverFinished: true, reason: null });
  await parts.finishUndo(input.connectionId, context.signal);
  await parts.onWritten(input, resultId);
  context.progress({ phase: 'Done', done: 3, total: 3, unit: 'steps' });
  return done({
    outcome: input.update === null ? 'created' : 'updated',
    resultId,
    url: await parts.resultUrl(input.connectionId, resultId),
  });
}
