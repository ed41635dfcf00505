import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { connect } from './clients/juliabase/index.ts';
import type { OutboxItem } from './contract/outbox.ts';
import { createRandom } from './demo/juliabase/random.ts';
import { nightlyCount } from './testing/nightly.ts';
import { openCoreAt, openTestCore } from './testing/open-core.ts';
import { settledItem } from './testing/story-core.ts';

const kills = nightlyCount(200);
const series = 'Reference 2026';

/** Kills a core at some moment of attaching a figure, then lets another core take over. */
async function killedRound(
  home: string,
  connectionId: string,
  title: string,
  afterMs: number,
): Promise<OutboxItem | undefined> {
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
  const { client, close } = await openCoreAt(home);
  try {
    await client.call('connections.login', { id: connectionId, password: 'quarry-demo' });
    const { open, ended } = await client.call('outbox.list', {});
    const own = [...open, ...ended].find((item) => item.title.includes(title));
    return own === undefined ? undefined : await settledItem(client, own.id);
  } finally {
    await close();
  }
}

test(
  `row 4: kill -9 at ${kills} random moments of attaching: done with one result, or not there and still looked for; My Samples as before`,
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
        const item = await killedRound(core.home, core.connectionId, title, 700 * random());
        const results = (await judge.series.results(series)).filter((result) => result.title === title);
        statuses.push(`${item?.state}:${results.length}`);
        const wanted = item?.state === 'done' ? 1 : item?.state === 'checking' ? 0 : -1;
        expect(results.length, `seed ${seed}, round ${round}: ${statuses.at(-1)}`).toBe(wanted);
        expect((await judge.samples.mine()).map((item) => item.name)).toEqual(before);
      }
    } finally {
      await judge.close();
      await core.close();
    }
  },
  60_000 + 15_000 * kills,
);
