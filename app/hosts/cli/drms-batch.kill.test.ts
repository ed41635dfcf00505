import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FileEntry } from '../../clients/http/download/api.ts';
import type { Fault } from '../../demo/drms/faults.ts';
import { type DemoDrmsServer, startDemoDrms } from '../../demo/drms/index.ts';
import { type BatchResult, bytesIn, fileTraffic, sha256Of } from '../../testing/export-lab.ts';

const program = fileURLToPath(new URL('./quarry.js', import.meta.url));
/** A record each 45 s. */
const minutes = 75;
const queries = ['02', '03', '04'].map((day) => `hmi.V_45s[2016.04.${day}_00:00:00_TAI/${minutes}m]{Dopplergram}`);
const filesInAll = 4 * minutes;

let home = '';
let demo: DemoDrmsServer;
let child: ChildProcess | undefined;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'quarry-batch-kill-'));
  demo = await startDemoDrms({ imageSizes: { 'hmi.V_45s': 96 }, settings: { latencyMs: 2 } });
  writeFileSync(join(home, 'queries.txt'), `# three days\n${queries.join('\n')}\n`);
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await demo.close();
  rmSync(home, { recursive: true });
});

function start(): ChildProcess {
  const where = ['--queries', join(home, 'queries.txt'), '--to', join(home, 'files'), '--home', join(home, 'home')];
  const whom = ['--server', demo.url, '--email', 'demo@example.org', '--method', 'url_quick', '--json'];
  child = spawn(process.execPath, [program, 'drms', 'export', ...where, ...whom], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, QUARRY_SECRETS: 'memory' },
  });
  return child;
}

async function killWhen(isTime: () => boolean): Promise<void> {
  const running = start();
  const exited = once(running, 'exit');
  while (!isTime() && running.exitCode === null) await wait(1);
  running.kill('SIGKILL');
  await exited;
}

async function runToEnd(): Promise<BatchResult> {
  const running = start();
  if (running.stdout === null) throw new Error('no output');
  // As docs/cli.md promises it.
  return JSON.parse(await text(running.stdout)) as BatchResult;
}

async function digestOf(url: string): Promise<string> {
  const answer = await fetch(url);
  return createHash('sha256')
    .update(new Uint8Array(await answer.arrayBuffer()))
    .digest('hex');
}

test(`one command brings ${filesInAll} files of three queries, killed twice on a line that breaks; run again, it transfers nothing`, async () => {
  const resets: Fault[] = [
    { name: 'drop', path: '^SUM', count: 10_000, every: 6 },
    { name: 'reset', path: '^SUM', count: 10_000, every: 5 },
  ];
  for (const request of [filesInAll / 3, filesInAll / 2]) {
    // Else the server would go on to send to a process that is dead.
    demo.control.setFaults([{ name: 'hang', path: '^SUM', every: request }, ...resets]);
    const atRequest = fileTraffic(demo).requests + request;
    await killWhen(
      () => fileTraffic(demo).requests >= atRequest && bytesIn(join(home, 'files')) >= fileTraffic(demo).bytes,
    );
  }
  demo.control.setFaults(resets);
  const first = await runToEnd();
  const sent = fileTraffic(demo).bytes;
  demo.control.setFaults([]);

  expect(first.requests.map(({ status, records }) => [status, records])).toEqual(Array(3).fill([0, filesInAll / 3]));
  expect(first.files.map(({ state }) => state)).toEqual(Array(filesInAll).fill('verified'));
  const sizes = first.files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  expect(sent).toBeLessThan(sizes * 1.01);
  const manifest = JSON.parse(readFileSync(join(home, 'files', 'manifest.json'), 'utf8')) as { files: FileEntry[] };
  expect(manifest.files).toHaveLength(filesInAll);
  for (const { url, file, sha256, record, bytes, asOf } of manifest.files) {
    expect(sha256).toBe(await digestOf(url ?? ''));
    expect(sha256Of(join(home, 'files', file ?? ''))).toBe(sha256);
    expect([record, bytes, Date.parse(asOf)]).not.toContain(null);
  }

  demo.control.clearTraffic();
  expect(await runToEnd()).toEqual(first);
  expect(demo.control.traffic()).toMatchObject({ requests: 0, bytes: 0 });
});
