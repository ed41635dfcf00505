/**
 * A core in a process of its own that publishes until nothing is left to do and says how many series it has begun, to be killed:
 * `node publish-child.ts HOME CONNECTION_ID RECIPE_JSON START_MS SPEED`. Its clock runs SPEED times as fast as the real
 * one, through the day before START_MS, so that settle windows are short and no Result is from the future.
 */
import { writeSync } from 'node:fs';
import { createApp } from '../app.ts';
import type { Contract } from '../contract/contract.ts';
import type { PublishRecipe } from '../contract/publishing.ts';
import { nodeClock } from '../platform/node/node-clock.ts';
import type { Clock } from '../platform/platform.ts';
import { createClient } from '../rpc/client.ts';
import { createTransportPair } from '../rpc/transport.ts';
import { testPlatform } from './open-core.ts';

const [home = '', connectionId = '', recipe = '{}', start = '0', speed = '1'] = process.argv.slice(2);
const factor = Number(speed);
const dayMs = 86_400_000;
const clock: Clock = {
  nowMs: () => Number(start) - dayMs + (Date.now() - Number(start)) * factor,
  monotonicMs: () => performance.now() * factor,
  sleep: (delayMs, signal) => nodeClock.sleep(delayMs / factor, signal),
};
const app = await createApp({ ...testPlatform(home), clock });
const [clientEnd, serverEnd] = createTransportPair();
app.router.serve(serverEnd);
const client = createClient<Contract>(clientEnd);
await client.call('connections.login', { id: connectionId, password: 'quarry-demo' });
// The test has made it by the schema.
const wanted = JSON.parse(recipe) as PublishRecipe;
const unfinished = ['waiting', 'queued', 'failed'];

for (;;) {
  const { jobId } = await client.call('publish.run', { recipe: wanted });
  let last = '';
  for (;;) {
    const job = (await client.call('jobs.list', {})).find(({ id }) => id === jobId);
    const { rows } = await client.call('publish.outcomes', { jobId });
    const ended = rows.filter(({ outcome }) => !unfinished.includes(outcome)).length;
    const news = `${rows.filter(({ outcome }) => outcome !== 'waiting').length}\n`;
    if (news !== last) writeSync(1, news);
    last = news;
    const isOver = job === undefined || ['succeeded', 'failed'].includes(job.status);
    if (isOver && rows.length > 0 && ended === rows.length) {
      await app.close();
      writeSync(1, `${JSON.stringify(rows)}\n`);
      process.exit(0);
    }
    // What is queued goes on without the job; what failed needs another run.
    if (isOver && !rows.some(({ outcome }) => outcome === 'queued')) break;
    await nodeClock.sleep(50);
  }
}
