import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Job } from '../../contract/jobs.ts';
import type { Fault } from '../../demo/drms/faults.ts';
import { type DemoDrmsServer, startDemoDrms } from '../../demo/drms/index.ts';
import { createRandom } from '../../demo/juliabase/random.ts';
import { bytesIn, exportedDigests, fileTraffic, resultOf, sha256Of } from '../../testing/export-lab.ts';

const program = fileURLToPath(new URL('../../testing/export-child.ts', import.meta.url));
const queries = ['01', '02', '03'].map((day) => `hmi.V_45s[2016.04.${day}_00:00:00_TAI/15m]{Dopplergram}`);
const filesInAll = 60;
/** QUARRY_KILLS=20: a longer run. */
const randomKills = Number(process.env.QUARRY_KILLS ?? 3);

let home = '';
let demo: DemoDrmsServer;
let child: ChildProcess | undefined;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'quarry-export-kill-'));
  const settings = { queuedMs: 20, workingMs: 20, latencyMs: 15 };
  demo = await startDemoDrms({ imageSizes: { 'hmi.V_45s': 158 }, settings });
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await demo.close();
  rmSync(home, { recursive: true });
});

/** A core of its own that works on the batch. */
function startChild(): ChildProcess {
  const args = [program, join(home, 'home'), demo.url, join(home, 'files'), JSON.stringify(queries)];
  child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return child;
}

async function killWhen(isTime: () => boolean): Promise<void> {
  const running = startChild();
  const exited = once(running, 'exit');
  while (!isTime() && running.exitCode === null) await wait(1);
  running.kill('SIGKILL');
  await exited;
}

async function runToEnd(): Promise<Job> {
  const running = startChild();
  if (running.stdout === null) throw new Error('no output');
  // The last line of the program.
  return JSON.parse(await text(running.stdout)) as Job;
}

async function expectComplete(job: Job): Promise<void> {
  const { requests, files } = resultOf(job);
  demo.control.setFaults([]);
  const truth = await exportedDigests(demo);
  expect(requests.map(({ status, records }) => [status, records])).toEqual(Array(3).fill([0, 20]));
  expect(files).toHaveLength(filesInAll);
  for (const { path, sha256, state } of files) {
    expect(state).toBe('verified');
    expect(sha256Of(path ?? '')).toBe(sha256);
    expect(sha256).toBe(truth.get(basename(path ?? '')));
  }
  const names = readdirSync(join(home, 'files'));
  expect(names).toHaveLength(filesInAll + 3);
}

test('three queries, one reset in three, killed twice: all files right, less than one byte in a hundred sent twice', async () => {
  const resets: Fault[] = [
    { name: 'drop', path: '^SUM', count: 1000, every: 6 },
    { name: 'reset', path: '^SUM', count: 1000, every: 5 },
  ];
  for (const request of [15, 30]) {
    // Else the server would go on to send to a process that is dead.
    const silence: Fault = { name: 'hang', path: '^SUM', every: request };
    demo.control.setFaults([silence, ...resets]);
    const atRequest = fileTraffic(demo).requests + request;
    await killWhen(
      () => fileTraffic(demo).requests >= atRequest && bytesIn(join(home, 'files')) >= fileTraffic(demo).bytes,
    );
  }
  demo.control.setFaults(resets);
  const job = await runToEnd();
  const sent = fileTraffic(demo).bytes;
  await expectComplete(job);
  const bytes = resultOf(job).files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  expect(sent).toBeGreaterThanOrEqual(bytes);
  expect(sent / bytes).toBeLessThan(1.01);
  expect(demo.control.requestIds()).toHaveLength(3);

  const before = demo.control.traffic().requests;
  rmSync(join(home, 'home'), { recursive: true });
  expect(resultOf(await runToEnd()).files).toEqual(resultOf(job).files);
  expect(demo.control.traffic().requests).toBe(before);
}, 120_000);

test(`killed at ${randomKills} random moments: the end is that of an unbroken run`, async () => {
  const seed = Date.now() % 100_000;
  const random = createRandom(seed);
  for (let round = 0; round < randomKills; round++) {
    const untilMs = performance.now() + 300 + 900 * random();
    await killWhen(() => performance.now() > untilMs);
    if (!existsSync(join(home, 'files'))) continue;
    for (const name of readdirSync(join(home, 'files')))
      if (name.endsWith('.fits')) expect(sha256Of(join(home, 'files', name)), `seed ${seed}`).toMatch(/^[0-9a-f]{64}$/);
  }
  const job = await runToEnd();
  const sent = fileTraffic(demo).bytes;
  await expectComplete(job);
  expect(demo.control.requestIds(), `seed ${seed}`).toHaveLength(3);
  // A kill costs at most the one file that is on its way: the server goes on to send it to nobody.
  const sizes = resultOf(job).files.map(({ bytes }) => bytes ?? 0);
  const most = sizes.reduce((sum, size) => sum + size, 0) + randomKills * Math.max(...sizes);
  expect(sent, `seed ${seed}`).toBeLessThanOrEqual(most);
}, 300_000);
