import type { JuliaBaseClient } from '../clients/juliabase/api.ts';
import { AppError } from '../contract/app-error.ts';
import { AttachTarget } from '../contract/attach.ts';
import type { KeptTables } from './kept-tables.ts';
import { miningDraftOf } from './mining-tables.ts';

/** What a figure belongs to at the server. */
export interface FoundTarget {
  seriesName: string | null;
  members: { id: number; name: string }[];
}

/**
 * Asks the server, so that nothing is sent to a series or a sample that is not there.
 * @throws AppError 'not-found' naming it
 */
export async function findTarget(
  client: JuliaBaseClient,
  target: AttachTarget,
  signal: AbortSignal,
): Promise<FoundTarget> {
  if (target.kind === 'samples') {
    const found = await Promise.all([...new Set(target.names)].map((name) => client.samples.get(name, { signal })));
    // Two names may be of one sample.
    const members = new Map(found.map(({ id, name }) => [id, { id, name }]));
    return { seriesName: null, members: [...members.values()] };
  }
  const { names } = await client.series.list({ name: target.name }, { signal });
  if (names.includes(target.name)) return { seriesName: target.name, members: [] };
  throw new AppError('not-found', `There is no sample series ${target.name}, or you may not see it.`, {
    remedy: 'Choose another series, or samples.',
  });
}

/** What a mining table is about; null for other tables. */
export async function targetOfTable(
  kept: KeptTables,
  tableId: string,
): Promise<{ connectionId: string; target: AttachTarget | null } | null> {
  const draft = miningDraftOf((await kept.stored(tableId)).about);
  if (draft === null) return null;
  const { connectionId, source } = draft;
  // Of too many samples none is left out silently.
  const target = AttachTarget.safeParse(source);
  return { connectionId, target: target.success ? target.data : null };
}
