/**
 * A core to be killed: runs one crawler with its uploads, says when it begins, and how the run ended:
 * `node lab-crawl-child.ts HOME URL RECIPE START_MS`. Its clock runs fifty times as fast as the real one since START_MS.
 */
import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createApp } from '../app.ts';
import type { Contract } from '../contract/contract.ts';
import { createClient } from '../rpc/client.ts';
import { createTransportPair } from '../rpc/transport.ts';
import { jobEnd } from './crawl-core.ts';
import { fastClock } from './fast-clock.ts';
import { testPlatform } from './open-core.ts';

const [home = '', url = '', file = '', startMs = '0'] = process.argv.slice(2);
const app = await createApp({ ...testPlatform(home), clock: fastClock(50, Number(startMs)) });
const [clientEnd, serverEnd] = createTransportPair();
app.router.serve(serverEnd);
const client = createClient<Contract>(clientEnd);
const [present] = await client.call('connections.list', {});
const password = 'quarry-demo';
if (present === undefined)
  await client.call('connections.add', { kind: 'juliabase', name: 'Lab', url, user: 'l.brandt', password });
else await client.call('connections.login', { id: present.id, password });
writeSync(1, 'begins\n');
const { result } = await runOnce(100);
const states: Record<string, string> = {};
for (const state of ['young', 'invalid', 'asks', 'queued', 'done', 'skipped'] as const)
  for (const { path } of await client.call('crawl.files', { crawler: 'instrument', state })) states[path] = state;
client.close();
await app.close();
writeSync(1, `${JSON.stringify({ result, states })}\n`);
process.exit(0);

/** The run of the process before, which goes on by itself, goes first. */
async function runOnce(triesLeft: number): ReturnType<typeof jobEnd> {
  try {
    const { jobId } = await client.call('crawl.run', { file });
    return await jobEnd(client, jobId);
  } catch (error) {
    if (triesLeft === 0) throw error;
    await wait(200);
    return runOnce(triesLeft - 1);
  }
}
