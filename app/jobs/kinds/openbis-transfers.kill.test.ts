import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Job } from '../../contract/jobs.ts';
import { createRandom } from '../../demo/juliabase/random.ts';
import { nightlyCount } from '../../testing/nightly.ts';
import { wrongFiles } from '../../testing/openbis-jobs-lab.ts';
import { type OpenbisLab, openOpenbisLab } from '../../testing/openbis-lab.ts';

const program = fileURLToPath(new URL('../../testing/openbis-jobs-child.ts', import.meta.url));
const randomKills = nightlyCount(200);
const patienceMs = 60_000 + randomKills * 15_000;
const connection = { connectionId: 'lab', connectionName: 'Lab' };
const paths = ['00', '01', '02'].map((part) => `original/series/part-${part}`);
const filesInAll = 150;
const fileBytes = 40_000;

let lab: OpenbisLab;
let folder = '';
let child: ChildProcess | undefined;
beforeEach(async () => {
  lab = await openOpenbisLab({
    ...{ seriesFileBytes: fileBytes, now: Date.now },
    settings: { sessionsPerUser: 0, latencyMs: 10, registrationMs: 60 },
  });
  folder = lab.folder();
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await lab.close();
});

function startChild(kind: string, input: object): ChildProcess {
  const args = [program, join(folder, 'home'), lab.demo.url, kind, JSON.stringify({ ...connection, ...input })];
  child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return child;
}

async function killWhen(isTime: () => boolean, kind: string, input: object): Promise<void> {
  const running = startChild(kind, input);
  const exited = once(running, 'exit');
  while (!isTime() && running.exitCode === null) await wait(1);
  running.kill('SIGKILL');
  await exited;
}

async function runToEnd(kind: string, input: object): Promise<Job> {
  const { stdout } = startChild(kind, input);
  if (stdout === null) throw new Error('no output');
  // The last line of the program.
  return JSON.parse(await text(stdout)) as Job;
}

function requestsTo(place: RegExp): number {
  return lab.demo.control.requests().filter(({ path }) => place.test(path)).length;
}

test(
  `a download killed at ${randomKills} random moments: no torn file, the end that of an unbroken run`,
  async () => {
    const { series } = lab.demo.special;
    const input = { permId: series, folder: join(folder, 'files'), paths, flatten: false };
    const target = join(folder, 'files', series);
    const truth = new Map((await lab.client().dataSets.files(series)).map((file) => [file.path, file.crc32]));
    const seed = Date.now() % 100_000;
    const random = createRandom(seed);
    for (let round = 0; round < randomKills; round++) {
      const bytes = lab.demo.control.traffic().bytes + 400_000 + random() * 2_500_000;
      await killWhen(() => lab.demo.control.traffic().bytes > bytes, 'openbis.download', input);
      for (const name of existsSync(target) ? readdirSync(target, { recursive: true, encoding: 'utf8' }) : [])
        if (name.endsWith('.bin'))
          expect(crc32(readFileSync(join(target, name))), `seed ${seed}`).toBe(truth.get(name));
    }
    const job = await runToEnd('openbis.download', input);
    expect(job, `seed ${seed}`).toMatchObject({ status: 'succeeded', result: { verified: filesInAll, failed: 0 } });
    expect(await wrongFiles(lab.client(), series, target, paths)).toEqual([]);
  },
  patienceMs,
);

test(
  `an upload killed at ${randomKills} random moments and when the server was asked: exactly one dataset`,
  async () => {
    const path = join(folder, 'large.bin');
    writeFileSync(path, Buffer.alloc(17_000_000, 'abc'));
    const input = { type: 'RAW_DATA', owner: '/LAB/PROJ/S1', parents: [], properties: {}, files: [{ path }] };
    const before = lab.demo.control.dataSetCodes().length;
    const seed = Date.now() % 100_000;
    const random = createRandom(seed);
    for (let round = 0; round < randomKills; round++) {
      const requests = lab.demo.control.requests().length + 3 + random() * 8;
      await killWhen(() => lab.demo.control.requests().length > requests, 'openbis.upload', input);
    }
    const asked = requestsTo(/#createUploadedDataSet$/);
    await killWhen(() => requestsTo(/#createUploadedDataSet$/) > asked, 'openbis.upload', input);
    const job = await runToEnd('openbis.upload', input);
    expect(job, `seed ${seed}`).toMatchObject({ status: 'succeeded', result: { differences: [] } });
    const codes = lab.demo.control.dataSetCodes();
    expect(codes.slice(before), `seed ${seed}`).toEqual([job.result?.permId]);
  },
  patienceMs,
);
