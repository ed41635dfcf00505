import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { App } from './app.ts';
import type { Contract } from './contract/contract.ts';
import { type Job, jobsIn } from './contract/jobs.ts';
import { type DemoOpenbis, startDemoOpenbis } from './demo/openbis/index.ts';
import type { Client } from './rpc/client.ts';
import { openCoreAt } from './testing/open-core.ts';

let app: App;
let client: Client<Contract>;
let demo: DemoOpenbis;
let home: string;
let connectionId: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quarry-openbis-'));
  // Programs are looked for where the test puts them.
  vi.stubEnv('PATH', join(home, 'bin'));
  mkdirSync(join(home, 'bin'));
  demo = await startDemoOpenbis();
  ({ app, client } = await openCoreAt(home));
  connectionId = await connect('Lab', demo.url, 'demo');
});

afterAll(async () => {
  client.close();
  await app.close();
  await demo.close();
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});
afterEach(() => demo.control.setFaults([]));

async function connect(name: string, url: string, password: string): Promise<string> {
  return (await client.call('connections.add', { kind: 'openbis', name, url, user: 'demo', password })).id;
}

async function settled(jobId: string): Promise<Job> {
  for await (const event of client.watch('jobs.watch', {})) {
    const jobs = jobsIn(event);
    const job = jobs.find(({ id, status }) => id === jobId && !['queued', 'running'].includes(status));
    if (job !== undefined) return job;
  }
  throw new Error('The job was not seen to end.');
}

function download(permId: string, change: Record<string, unknown> = {}) {
  return client.call('openbis.download', { connectionId, permId, folder: join(home, 'files'), ...change });
}

function uploads(): number {
  return demo.control.requests().filter(({ path }) => /upload/i.test(path)).length;
}

describe('a dataset', () => {
  test('comes into its folder and is followed among the transfers', async () => {
    const { oddNames } = demo.special;
    const plan = await client.call('openbis.download.plan', {
      ...{ connectionId, permId: oddNames, folder: join(home, 'files') },
    });
    expect(plan).toMatchObject({ folder: join(home, 'files', oddNames), here: { files: 0, bytes: 0 } });
    expect(plan.freeBytes).toBeGreaterThan(0);
    const { jobId } = await download(oddNames);
    expect((await settled(jobId)).status).toBe('succeeded');
    const { transfers, servers } = await client.call('transfers.list', {});
    expect(transfers.find(({ id }) => id === jobId)).toMatchObject({
      ...{ kind: 'dataset', serverId: connectionId, phase: 'done', files: { total: plan.files, verified: plan.files } },
    });
    expect(servers).toContainEqual({ kind: 'openbis', id: connectionId, name: 'Lab' });
    const again = await client.call('openbis.download.plan', {
      ...{ connectionId, permId: oddNames, folder: join(home, 'files') },
    });
    expect(again.here).toEqual({ files: plan.files, bytes: plan.bytes });
  });

  test('that is asked for twice at once comes once', async () => {
    demo.control.setFaults([{ name: 'slow', path: '#searchFiles', delayMs: 300 }]);
    const [first, second] = [await download(demo.special.parent), await download(demo.special.parent)];
    const { transfers } = await client.call('transfers.list', {});
    expect(transfers[0]?.title).toBe(`efficiencies (${demo.special.parent}) from Lab`);
    expect(second.jobId).toBe(first.jobId);
    await settled(first.jobId);
  });

  test('that is uploaded is seen at once where it belongs', async () => {
    const file = join(home, 'run.txt');
    writeFileSync(file, 'hello');
    const search = { connectionId, object: '/LAB/PROJ/S1' };
    const before = (await client.call('openbis.data-sets.search', search)).value.totalCount;
    const draft = { connectionId, type: 'RAW_DATA', owner: '/LAB/PROJ/S1', files: [{ path: file }] };
    expect(await client.call('openbis.upload.check', draft)).toEqual({ problems: [], files: 1, bytes: 5 });
    const job = await settled((await client.call('openbis.upload.start', draft)).jobId);
    expect(job).toMatchObject({ status: 'succeeded', title: 'run.txt to /LAB/PROJ/S1 of Lab' });
    expect((await client.call('openbis.data-sets.search', search)).value.totalCount).toBe(before + 1);
  });
});

describe('bad input', () => {
  test('wrong password', async () => {
    const id = await connect('Wrong', demo.url, 'wrong');
    const asked = { connectionId: id, permId: demo.special.parent, folder: join(home, 'none') };
    await expect(client.call('openbis.download.plan', asked)).rejects.toMatchObject({
      ...{ code: 'auth-required', source: 'Wrong' },
    });
    const stateOf = async () => (await client.call('connections.list', {})).find((one) => one.id === id)?.state;
    expect(await stateOf()).toBe('needs-you');
    expect(await settled((await client.call('openbis.download', asked)).jobId)).toMatchObject({
      ...{ status: 'waiting', error: { code: 'auth-required' } },
    });
    await client.call('connections.login', { id, password: 'demo' });
    await expect
      .poll(async () => (await client.call('transfers.list', {})).transfers[0]?.status, { timeout: 20_000 })
      .toBe('succeeded');
  });

  test('host not openBIS', async () => {
    const server: Server = createServer((_, response) => response.end('<html>Welcome</html>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A TCP server that listens has such an address.
    const { port } = server.address() as AddressInfo;
    const id = await connect('Elsewhere', `http://127.0.0.1:${port}`, 'demo');
    await expect(
      client.call('openbis.download.plan', { connectionId: id, permId: '1-1', folder: home }),
    ).rejects.toMatchObject({ code: 'bad-response', source: 'Elsewhere' });
    server.close();
  });

  test('session taken over by another login', async () => {
    const id = await connect('Shared', demo.url, 'demo');
    const read = () => client.call('openbis.spaces.list', { connectionId: id, refresh: true });
    let failure: unknown;
    for (let turn = 0; turn < 6 && failure === undefined; turn++) {
      failure = await read().then(
        (answer) => (answer.source === 'cache' ? answer.staleReason : undefined),
        (error: unknown) => error,
      );
      demo.control.expireSessions('demo');
    }
    expect(JSON.stringify(failure)).toContain('Another login of demo');
  });

  test('dataset not found', async () => {
    await expect(
      client.call('openbis.download.plan', { connectionId, permId: '20990101000000000-1', folder: home }),
    ).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('20990101000000000-1') });
    await expect(download('20990101000000000-1')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('archived dataset', async () => {
    const { jobId } = await download(demo.special.archived);
    expect(await settled(jobId)).toMatchObject({ status: 'needs-you', question: { choices: { length: 2 } } });
    await client.call('jobs.answer', { id: jobId, choice: 'leave' });
  });

  test('upload with missing mandatory property, unknown parent, missing file: all at once, nothing sent', async () => {
    const before = uploads();
    const draft = {
      ...{ connectionId, type: 'MEASUREMENT', owner: '/LAB/PROJ/S1', parents: ['20990101000000000-1'] },
      files: [{ path: join(home, 'nowhere') }],
    };
    const { problems } = await client.call('openbis.upload.check', draft);
    expect(problems.map(({ key }) => key).toSorted()).toEqual(['file', 'parent', 'prop.INSTRUMENT', 'prop.METHOD']);
    await expect(client.call('openbis.upload.start', draft)).rejects.toMatchObject({
      ...{ code: 'invalid-input', details: { problems: problems.map((one) => expect.objectContaining(one)) } },
    });
    expect(uploads()).toBe(before);
  });

  test('connection lost in the middle of an upload: looked up before any repeat', async () => {
    const file = join(home, 'lost.txt');
    writeFileSync(file, 'lost and found');
    const before = demo.control.dataSetCodes().length;
    demo.control.setFaults([{ name: 'lostanswer', path: '#createUploadedDataSet' }]);
    const draft = { connectionId, type: 'RAW_DATA', owner: '/LAB/PROJ/S1', files: [{ path: file }] };
    const job = await settled((await client.call('openbis.upload.start', draft)).jobId);
    expect(job).toMatchObject({ status: 'succeeded', result: { how: 'found', differences: [] } });
    expect(demo.control.dataSetCodes().length).toBe(before + 1);
  });

  test('path tricks in file names', async () => {
    const folder = join(home, 'tricks', 'inside');
    const job = await settled((await download(demo.special.oddNames, { folder })).jobId);
    expect(job.status).toBe('succeeded');
    expect(readdirSync(join(home, 'tricks'))).toEqual(['inside']);
    expect(readdirSync(folder)).toEqual([demo.special.oddNames]);
  });

  test('a folder that is not given from the root on', async () => {
    await expect(download(demo.special.parent, { folder: 'files' })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('no sshfs on the machine', async () => {
    const { obstacle, mounts } = await client.call('openbis.mounts.list', { connectionId });
    expect(obstacle?.message).toContain('no sshfs');
    expect(mounts).toMatchObject([{ state: 'not-mounted', isOurs: false }]);
    await expect(client.call('openbis.mounts.mount', { connectionId })).rejects.toMatchObject({
      ...{ code: 'unsupported', remedy: expect.stringContaining('sshfs') },
    });
  });

  test('mount point not empty', async () => {
    const sshfs = join(home, 'bin', 'sshfs');
    writeFileSync(sshfs, `#!/bin/sh\ntouch ${join(home, 'started')}\nexit 1\n`);
    chmodSync(sshfs, 0o755);
    const folder = join(home, 'full');
    mkdirSync(folder);
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    await expect(client.call('openbis.mounts.mount', { connectionId, folder })).rejects.toMatchObject({
      ...{ code: 'conflict', message: expect.stringContaining('not empty') },
    });
    expect(existsSync(join(home, 'started'))).toBe(false);
    await expect(client.call('openbis.mounts.unmount', { connectionId })).rejects.toMatchObject({ code: 'not-found' });
    rmSync(sshfs);
  });

  test('a connection to something else', async () => {
    const other = await client.call('connections.add', {
      ...{ kind: 'juliabase', name: 'JB', url: 'http://127.0.0.1:9/', user: 'ada' },
    });
    await expect(download('1-1', { connectionId: other.id })).rejects.toMatchObject({ code: 'unsupported' });
  });
});
