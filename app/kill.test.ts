import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createApp } from './app.ts';
import { connect } from './clients/juliabase/index.ts';
import type { Contract } from './contract/contract.ts';
import type { Job } from './contract/jobs.ts';
import { createRandom } from './demo/juliabase/random.ts';
import { createClient } from './rpc/client.ts';
import { createTransportPair } from './rpc/transport.ts';
import { nightlyCount } from './testing/nightly.ts';
import { openTestCore, testPlatform } from './testing/open-core.ts';

const kills = nightlyCount(200);
const series = 'Reference 2026';

/** Kills a core at some moment of its attach job, then lets another core take over. */
async function killedRound(
  home: string,
  connectionId: string,
  title: string,
  afterMs: number,
): Promise<Job | undefined> {
  const child = spawn(
    process.execPath,
    [new URL('./testing/attach-child.ts', import.meta.url).pathname, home, connectionId, series, title],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  try {
    await once(child.stdout, 'data');
    await wait(afterMs);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const app = await createApp(testPlatform(home));
  try {
    const [clientEnd, serverEnd] = createTransportPair();
    app.router.serve(serverEnd);
    const client = createClient<Contract>(clientEnd);
    await client.call('connections.login', { id: connectionId, password: 'quarry-demo' });
    for await (const event of client.watch('jobs.watch', {})) {
      const jobs = event.kind === 'snapshot' ? event.jobs : event.kind === 'changed' ? [event.job] : [];
      const own = jobs.find((job) => job.title.includes(title));
      if (own !== undefined && ['succeeded', 'failed', 'needs-you', 'cancelled'].includes(own.status)) return own;
    }
    return undefined;
  } finally {
    await app.close();
  }
}

test(
  `kill -9 at ${kills} random moments of an attach job: one result or a question, My Samples as before`,
  async () => {
    const seed = Date.now() % 100_000;
    const random = createRandom(seed);
    const core = await openTestCore();
    const judge = await connect({ url: core.demo.url, user: 'l.brandt', password: 'quarry-demo' });
    try {
      const before = (await judge.samples.mine()).map((item) => item.name);
      await core.app.close();
      const statuses: string[] = [];
      for (let round = 0; round < kills; round++) {
        const title = `Round ${round} of ${seed}`;
        const job = await killedRound(core.home, core.connectionId, title, 700 * random());
        const results = (await judge.series.results(series)).filter((result) => result.title === title);
        statuses.push(`${job?.status}:${results.length}`);
        expect(
          job?.status === 'needs-you' ? results.length <= 1 : job?.status === 'succeeded' && results.length === 1,
          `seed ${seed}, round ${round}: ${statuses.at(-1)}`,
        ).toBe(true);
        expect((await judge.samples.mine()).map((item) => item.name)).toEqual(before);
      }
    } finally {
      await judge.close();
      await core.close();
    }
  },
  60_000 + 15_000 * kills,
);
