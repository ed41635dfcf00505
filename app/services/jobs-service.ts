import type { Handlers } from '../contract/contract.ts';
import type { JobEngine } from '../jobs/job-engine.ts';

type JobHandlers = { [Name in keyof Handlers as Name extends `jobs.${string}` ? Name : never]: Handlers[Name] };

export function createJobsHandlers(engine: JobEngine): JobHandlers {
  const done = async (work: Promise<void>): Promise<Record<string, never>> => {
    await work;
    return {};
  };
  return {
    'jobs.list': async () => engine.list(),
    'jobs.watch': (_input, { signal }) => engine.watch(signal),
    'jobs.pause': ({ id }) => done(engine.pause(id)),
    'jobs.resume': ({ id }) => done(engine.resume(id)),
    'jobs.cancel': ({ id }) => done(engine.cancel(id)),
    'jobs.retry': ({ id }) => done(engine.retry(id)),
    'jobs.answer': ({ id, choice }) => done(engine.answer(id, choice)),
    'jobs.remove': ({ id }) => done(engine.remove(id)),
    'jobs.restore': ({ id }) => done(engine.restore(id)),
  };
}
