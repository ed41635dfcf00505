import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../app.ts';
import type { Contract } from '../contract/contract.ts';
import { type Job, jobsIn } from '../contract/jobs.ts';
import { type Client, createClient } from '../rpc/client.ts';
import { createTransportPair } from '../rpc/transport.ts';
import { testPlatform } from './open-core.ts';

export interface OtherCore {
  client: Client<Contract>;
  close(): Promise<void>;
}

/** Another computer with an empty profile, connected to the same server. */
export async function openOtherCore(url: string): Promise<OtherCore> {
  const home = mkdtempSync(join(tmpdir(), 'quarry-other-'));
  const app = await createApp(testPlatform(home));
  const [clientEnd, serverEnd] = createTransportPair();
  app.router.serve(serverEnd);
  const client = createClient<Contract>(clientEnd);
  const server = { kind: 'juliabase' as const, name: 'Lab', url, user: 'l.brandt', password: 'quarry-demo' };
  await client.call('connections.add', { ...server, pathRules: [] });
  return {
    client,
    async close() {
      client.close();
      await app.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Waits for the end of a job. @throws if it did not succeed */
export async function jobEnd(client: Client<Contract>, jobId: string): Promise<Job> {
  for await (const event of client.watch('jobs.watch', {})) {
    const jobs = jobsIn(event);
    const job = jobs.find(({ id }) => id === jobId);
    if (job?.status === 'succeeded') return job;
    if (job !== undefined && ['failed', 'needs-you', 'cancelled'].includes(job.status))
      throw new Error(`The job is ${job.status}: ${job.error?.message ?? job.question?.text ?? ''}`);
  }
  throw new Error('The core was closed.');
}
