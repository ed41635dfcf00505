import { z } from 'zod';
import { Job } from '../../../contract/jobs.ts';
import { ApiFailure } from '../api-failure.ts';
import { DoneAnswer } from '../api-schemas.ts';
import { type Desk, type Route, route } from '../route.ts';

const unknownJob = { 404: 'There is no such transfer.' };

/** Transfers of the calls above: an addition of Quarry. */
export const jobRoutes: readonly Route[] = [
  route({
    method: 'GET',
    paths: ['openbis/x/jobs'],
    summary: 'Transfers of openBIS, newest first',
    answer: z.object({ jobs: z.array(Job) }),
    run: async ({ desk, signal }) => ({ jobs: await transfers(desk, signal) }),
  }),
  route({
    method: 'GET',
    paths: ['openbis/x/jobs/{id}'],
    summary: 'How far a transfer is',
    answer: Job,
    failures: unknownJob,
    run: ({ desk, parameters: [id = ''], signal }) => transfer(desk, id, signal),
  }),
  route({
    method: 'DELETE',
    paths: ['openbis/x/jobs/{id}'],
    summary: 'Cancels a transfer',
    answer: DoneAnswer,
    failures: unknownJob,
    async run({ desk, parameters: [id = ''], signal }) {
      await transfer(desk, id, signal);
      await desk.client.call('jobs.cancel', { id }, { signal });
      return { status: 200 as const };
    },
  }),
];

/** Jobs of other subjects are not for notebooks. */
async function transfers({ client }: Desk, signal: AbortSignal): Promise<Job[]> {
  const jobs = await client.call('jobs.list', {}, { signal });
  return jobs.filter(({ kind }) => kind.startsWith('openbis'));
}

async function transfer(desk: Desk, id: string, signal: AbortSignal): Promise<Job> {
  const found = (await transfers(desk, signal)).find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new ApiFailure(404, `There is no transfer ${id.slice(0, 80)}.`);
}
