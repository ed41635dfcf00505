import type { JuliaBaseClient } from '../../clients/juliabase/api.ts';
import { AppError } from '../../contract/app-error.ts';
import type { PublishRecipe } from '../../contract/publishing.ts';
import type { ConnectionRecord, ConnectionRecords } from '../service-context.ts';

/** @throws AppError 'not-found' if no connection to JuliaBase has this name or id */
export async function connectionOf(connections: ConnectionRecords, wanted: string): Promise<ConnectionRecord> {
  const all = (await connections.list()).filter(({ kind }) => kind === 'juliabase');
  const found =
    all.find(({ id }) => id === wanted) ?? all.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (found !== undefined) return found;
  throw new AppError('not-found', `The recipe names the connection ${wanted}, which is not there.`, {
    remedy:
      all.length === 0
        ? 'Add it with `quarry connections add juliabase`.'
        : `Choose among ${all.map(({ name }) => name).join(', ')}.`,
  });
}

/**
 * Names of the series of a recipe, each once.
 * @throws AppError 'invalid-input' if the server does not list all that match
 */
export async function chooseSeries(
  client: JuliaBaseClient,
  { recipe, only }: { recipe: PublishRecipe; only: readonly string[] | null },
  signal: AbortSignal,
): Promise<string[]> {
  const all = await seriesOf(client, recipe.series, signal);
  if (only === null) return all;
  const foreign = only.filter((name) => !all.includes(name));
  if (foreign.length === 0) return [...new Set(only)];
  throw new AppError('invalid-input', `The recipe is not about ${foreign.join(', ')}.`, {
    remedy: 'Choose among its series; a preview names them.',
  });
}

async function seriesOf(
  client: JuliaBaseClient,
  { names, topic, search }: PublishRecipe['series'],
  signal: AbortSignal,
): Promise<string[]> {
  if (names !== undefined) return [...new Set(names)];
  if (topic !== undefined) await requireTopic(client, topic, signal);
  const filter = { ...(topic === undefined ? {} : { topic }), ...(search === undefined ? {} : { name: search }) };
  const found = await client.series.list(filter, { signal });
  if (found.capped)
    throw new AppError('invalid-input', `More series match than the server lists (${found.names.length}).`, {
      remedy: 'Let the recipe search for a longer text, or name the series.',
    });
  return found.names;
}

async function requireTopic(client: JuliaBaseClient, topic: string, signal: AbortSignal): Promise<void> {
  const topics = await client.keys.topics({ signal });
  if (topics.has(topic)) return;
  throw new AppError('not-found', `There is no topic ${topic} that you may see.`, {
    remedy: `Choose among ${[...topics.keys()].join(', ')}.`,
  });
}
