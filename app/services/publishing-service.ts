import { AppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { PublishPreviewEvent, PublishRow } from '../contract/publishing.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import type { LabReads } from './juliabase-service.ts';
import { concurrently } from './publishing/concurrently.ts';
import { freshLab } from './publishing/fresh-lab.ts';
import { judgeSeries } from './publishing/judge-series.ts';
import { type PublishParts, PublishRun, seriesAtATime } from './publishing/publish-run.ts';
import {
  PublishInput,
  PublishState,
  publishKindName,
  type SeriesState,
  stateOfItem,
} from './publishing/publish-state.ts';
import { readPublishRecipe } from './publishing/recipe-file.ts';
import { chooseSeries, connectionOf } from './publishing/series-choice.ts';
import { Turns } from './publishing/turns.ts';
import { startOnce } from './start-once.ts';

type PublishHandlers = { [Name in keyof Handlers as Name extends `publish.${string}` ? Name : never]: Handlers[Name] };

export interface PublishServiceParts extends Omit<PublishParts, 'turns' | 'loader'> {
  loader: Omit<PublishParts['loader'], 'lab'>;
  lab: LabReads;
  jobs: Pick<JobEngine, 'get' | 'detail' | 'openInputs' | 'resume' | 'enqueue'>;
}

/** Publishing of one figure for each of many series: the kind of its jobs, and what windows and commands ask. */
export function createPublishing({ lab, loader, jobs, ...rest }: PublishServiceParts): {
  kind: JobKind<PublishInput, PublishState>;
  handlers: PublishHandlers;
} {
  const parts: PublishParts = { ...rest, loader: { ...loader, lab: freshLab(lab) }, turns: new Turns() };
  return { kind: publishKind(parts), handlers: createHandlers(parts, jobs) };
}

/**
 * Publishes the figures of a recipe. What was handed to the outbox is on disk with the outbox and found there again, so
 * a run that was killed goes on and writes nothing twice. Result: the number of series of each outcome.
 */
function publishKind(parts: PublishParts): JobKind<PublishInput, PublishState> {
  return {
    kind: publishKindName,
    inputSchema: PublishInput,
    checkpointSchema: PublishState,
    canPause: true,
    run: (context) => new PublishRun(parts, context).run(),
  };
}

function createHandlers(parts: PublishParts, jobs: PublishServiceParts['jobs']): PublishHandlers {
  return {
    'publish.recipe.read': ({ text, name }) => readPublishRecipe(text, name),
    'publish.preview': (input, { signal }) => preview(parts, input, signal),
    'publish.run': async ({ recipe, only }) => {
      const { id: connectionId } = await connectionOf(parts.connections, recipe.connection);
      const input: PublishInput = { connectionId, recipe, only };
      const kind = { kind: publishKindName, schema: PublishInput };
      return { jobId: await startOnce(jobs, kind, input, `Publish figures of ${subjectOf(input)}`) };
    },
    'publish.outcomes': async ({ jobId }) => {
      const job = jobs.get(jobId);
      if (job.kind !== publishKindName) throw new AppError('not-found', `The job “${job.title}” publishes nothing.`);
      const { input, checkpoint } = jobs.detail(jobId);
      const series = checkpoint === null ? [] : PublishState.parse(checkpoint).series;
      const rows = await Promise.all(series.map((one) => present(parts, one)));
      return { connectionId: PublishInput.parse(input).connectionId, rows };
    },
  };
}

async function* preview(
  parts: PublishParts,
  input: Pick<PublishInput, 'recipe' | 'only'>,
  signal: AbortSignal,
): AsyncGenerator<PublishPreviewEvent, void, void> {
  const { recipe } = input;
  const connection = await connectionOf(parts.connections, recipe.connection);
  const series = await chooseSeries(await parts.clientOf(connection.id), input, signal);
  yield { kind: 'found', connectionId: connection.id, series };
  const judge = async (name: string): Promise<PublishRow> =>
    (await judgeSeries(parts, { connection, recipe, series: name, signal })).row;
  for await (const row of concurrently(series, seriesAtATime, judge)) yield { kind: 'row', row };
}

/** An item of the outbox goes on after its job has ended. */
async function present({ outbox }: PublishParts, state: SeriesState): Promise<Omit<SeriesState, 'retryable'>> {
  const { retryable: _, ...shown } = state;
  if (state.itemId === null || (state.outcome !== 'queued' && state.outcome !== 'needs-you')) return shown;
  const { retryable: __, ...now } = stateOfItem(state, await outbox.get(state.itemId));
  return now;
}

function subjectOf({ recipe, only }: PublishInput): string {
  const { names, topic, search } = recipe.series;
  const chosen = only ?? names;
  if (chosen !== undefined) return chosen.length === 1 ? (chosen[0] ?? '') : `${chosen.length} series`;
  return [topic === undefined ? 'series' : `topic ${topic}`, search === undefined ? '' : `with “${search}”`]
    .join(' ')
    .trim();
}
