import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Job } from '../../contract/jobs.ts';
import { type OpenbisJobsLab, openOpenbisJobsLab } from '../../testing/openbis-jobs-lab.ts';

const registration = '#createUploadedDataSet';
let lab: OpenbisJobsLab;
let folder = '';
let before = 0;

beforeAll(async () => {
  lab = await openOpenbisJobsLab();
});
afterAll(() => lab.close());
beforeEach(() => {
  folder = lab.folder();
  writeFileSync(join(folder, 'run.txt'), 'hello');
  writeFileSync(join(folder, 'large.bin'), Buffer.alloc(9_000_000, 'abc'));
  before = lab.demo.control.dataSetCodes().length;
});
afterEach(() => {
  lab.demo.control.setFaults([]);
  lab.demo.control.clearTraffic();
});

function draft(change: Record<string, unknown> = {}) {
  const files = ['run.txt', 'large.bin'].map((name) => ({ path: join(folder, name) }));
  const properties = { $name: 'run 12' };
  return { type: 'RAW_DATA', owner: '/LAB/PROJ/S1', parents: [], properties, files, ...change };
}

/** Data sets that came since the test began. */
function added(): number {
  return lab.demo.control.dataSetCodes().length - before;
}

async function upload(change?: Record<string, unknown>): Promise<Job> {
  return lab.settled(await lab.upload(draft(change)));
}

/** Kept of the job, as a killed process would leave it: the server was asked, and nothing is known of the answer. */
async function interrupted(): Promise<string> {
  lab.demo.control.clearTraffic();
  lab.demo.control.setFaults([{ name: 'hang', path: registration }]);
  const id = await lab.upload(draft());
  const asked = () => lab.demo.control.requests().filter(({ path }) => path.endsWith(registration)).length;
  await expect.poll(asked, { timeout: 20_000 }).toBe(1);
  await lab.engine.pause(id);
  lab.demo.control.setFaults([]);
  return id;
}

it('registers a dataset once, compares it, and tells who looks at its surroundings', async () => {
  const told = lab.registered.length;
  const job = await upload();
  expect(job).toMatchObject({
    ...{ status: 'succeeded', unit: 'bytes', done: 9_000_005, total: 9_000_005 },
    result: { how: 'answered', differences: [], permId: expect.stringMatching(/^\d{17}-\d+$/) },
  });
  expect(added()).toBe(1);
  expect(lab.registered.length).toBe(told + 1);
});

it.each([
  ['is lost', { name: 'lostanswer', path: registration }, 'found'],
  ['comes late', { name: 'slow', path: registration, delayMs: 300 }, 'answered'],
  ['is an error page of a proxy after all was done', { name: 'latecommit', path: registration, delayMs: 1 }, 'found'],
] as const)('an answer that %s makes one dataset', async (_, fault, how) => {
  lab.demo.control.setFaults([fault]);
  expect(await upload()).toMatchObject({ status: 'succeeded', result: { how } });
  expect(added()).toBe(1);
});

it.each([
  ['resets', { name: 'reset', path: 'session_workspace_file_upload', count: 3, every: 2 }],
  ['502 from a proxy', { name: 'http', path: 'session_workspace_file_upload', count: 2 }],
  ['the end of the session', { name: 'expire', path: registration }],
] as const)('%s on the way make one dataset', async (_, fault) => {
  lab.demo.control.setFaults([fault]);
  expect(await upload()).toMatchObject({ status: 'succeeded', result: { differences: [] } });
  expect(added()).toBe(1);
});

it('with anything wrong fails with all problems, and nothing is sent', async () => {
  const job = await upload({ type: 'MEASUREMENT', owner: '/NO/WHERE', parents: ['20990101000000000-1'] });
  expect(job).toMatchObject({ status: 'failed', error: { code: 'invalid-input' } });
  const { problems } = job.error?.details ?? {};
  expect(JSON.stringify(problems)).toMatch(/entityIdentifier.*parent.*prop\.METHOD/);
  expect(added()).toBe(0);
});

it('interrupted after the server was asked: looks, then asks a person; found later, it is done', async () => {
  const id = await interrupted();
  await lab.engine.resume(id);
  const asking = await lab.settled(id);
  expect(asking.status).toBe('needs-you');
  expect(asking.question?.choices.map((one) => one.id)).toEqual(['look-again', 'register-again', 'give-up']);
  expect(added()).toBe(0);
  // It appears after all.
  const { permId } = await lab.client().uploads.send(draft());
  await lab.engine.answer(id, 'look-again');
  await expect
    .poll(() => lab.engine.get(id), { timeout: 20_000 })
    .toMatchObject({ status: 'succeeded', result: { permId, how: 'found' } });
  expect(added()).toBe(1);
});

it('registers again only when a person says so', async () => {
  const id = await interrupted();
  await lab.engine.resume(id);
  await lab.settled(id);
  await lab.engine.answer(id, 'register-again');
  await expect
    .poll(() => lab.engine.get(id), { timeout: 10_000 })
    .toMatchObject({
      ...{ status: 'succeeded', result: { how: 'answered' } },
    });
  expect(added()).toBe(1);
});

it('takes a dataset that a person names, and gives up when told to', async () => {
  const id = await interrupted();
  // Of the same type and owner, with other files: a dropbox may have changed them.
  const files = [{ path: join(folder, 'run.txt'), name: 'other.txt' }];
  const { permId } = await lab.client().uploads.send(draft({ files }));
  await lab.engine.resume(id);
  const asking = await lab.settled(id);
  expect(asking.question?.choices.map((one) => one.id)).toContain(`is:${permId}`);
  await lab.engine.answer(id, `is:${permId}`);
  await expect
    .poll(() => lab.engine.get(id), { timeout: 20_000 })
    .toMatchObject({ status: 'succeeded', result: { permId, how: 'told' } });

  const other = await interrupted();
  await lab.engine.resume(other);
  await lab.settled(other);
  await lab.engine.answer(other, 'give-up');
  await expect.poll(() => lab.engine.get(other).status, { timeout: 20_000 }).toBe('cancelled');
  expect(added()).toBe(1);
});

it('asks rather than forgets when a file has gone since the server was asked', async () => {
  const id = await interrupted();
  rmSync(join(folder, 'run.txt'));
  await lab.engine.resume(id);
  expect(await lab.settled(id)).toMatchObject({
    ...{ status: 'needs-you', question: { text: expect.stringContaining('run.txt') } },
  });
});

it('goes on with the new client when its connection is edited under way', async () => {
  let client = lab.client();
  const other = await openOpenbisJobsLab({}, { clientOf: async () => client });
  lab.demo.control.setFaults([{ name: 'hang', path: 'session_workspace_file_upload' }]);
  const id = await other.upload(draft());
  const asked = () => lab.demo.control.requests().filter(({ path }) => path.includes('file_upload')).length;
  await expect.poll(asked, { timeout: 20_000 }).toBeGreaterThan(0);
  const old = client;
  client = lab.client();
  await old.close();
  expect(await other.settled(id)).toMatchObject({ status: 'succeeded', attempt: 2 });
  expect(added()).toBe(1);
  await other.close();
});

it('waits while nobody can be asked, with the reason', async () => {
  lab.demo.control.setFaults([{ name: 'reset', path: 'openbis/openbis', count: 10_000 }]);
  const id = await lab.upload(draft());
  await expect
    .poll(() => lab.engine.get(id), { timeout: 20_000 })
    .toMatchObject({
      ...{ status: 'waiting', error: { code: 'network' } },
    });
  lab.demo.control.setFaults([]);
  await expect.poll(() => lab.engine.get(id).status, { timeout: 20_000 }).toBe('succeeded');
  expect(added()).toBe(1);
});
