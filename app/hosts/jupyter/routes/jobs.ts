import { z } from 'zod';
import { JobStatus } from '../../../contract/jobs.ts';
import { ApiFailure, sentences } from '../api-failure.ts';
import { DoneAnswer } from '../api-schemas.ts';
import { type Desk, type Route, route } from '../route.ts';

const TransferView = z.object({
  id: z.string(),
  title: z.string(),
  status: JobStatus,
  phase: z.string().nullable(),
  done: z.number(),
  total: z.number().nullable(),
  unit: z.string().nullable(),
  reason: z.string().nullable().describe('Why it failed, waits or needs somebody'),
});
type TransferView = z.infer<typeof TransferView>;

const unknownJob = { 404: 'There is no such transfer.' };

/** Transfers of the calls above: an addition of Quarry. */
export const jobRoutes: readonly Route[] = [
  route({
    method: 'GET',
    paths: ['openbis/x/jobs'],
    summary: 'Transfers of openBIS, newest first',
    answer: z.object({ jobs: z.array(TransferView) }),
    run: async ({ desk, signal }) => ({ jobs: await transfers(desk, signal) }),
  }),
  route({
    method: 'GET',
    paths: ['openbis/x/jobs/{id}'],
    summary: 'How far a transfer is',
    answer: TransferView,
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
async function transfers({ client }: Desk, signal: AbortSignal): Promise<TransferView[]> {
  const jobs = await client.call('jobs.list', {}, { signal });
  return jobs
    .filter(({ kind }) => kind.startsWith('openbis'))
    .map(({ id, title, status, phase, done, total, unit, error, question }) => ({
      ...{ id, title, status, phase, done, total, unit },
      reason: question?.text ?? (error === null ? null : sentences(error)),
    }));
}

async function transfer(desk: Desk, id: string, signal: AbortSignal): Promise<TransferView> {
  const found = (await transfers(desk, signal)).find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new ApiFailure(404, `There is no transfer ${id.slice(0, 80)}.`);
}
