import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDrmsClient } from '../../clients/drms/client.ts';
import { configForBase } from '../../clients/drms/server-registry.ts';
import { type DemoDrmsServer, startDemoDrms } from '../../demo/drms/index.ts';
import { type CommandEnd, runCommandLine } from '../../testing/command-line.ts';

const day = 'hmi.V_45s[2016.04.02_00:00:00_TAI/3m]{Dopplergram}';
const email = 'demo@example.org';

let home = '';
let demo: DemoDrmsServer;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'quarry-requests-'));
  demo = await startDemoDrms({ settings: { queuedMs: 20, workingMs: 20 } });
  vi.stubEnv('QUARRY_SECRETS', 'memory');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await demo.close();
  rmSync(home, { recursive: true });
});

/** Runs one command line in this process. */
function drms(...args: string[]): Promise<CommandEnd> {
  return runCommandLine(['drms', ...args, '--server', demo.url, '--home', join(home, 'home'), '--json']);
}

async function ask(): Promise<string> {
  const client = createDrmsClient({ server: configForBase('demo', demo.url) });
  const { id } = await client.export({ recordSet: day, email, method: 'url', protocol: 'fits' });
  await client.close();
  return id ?? '';
}

test('tell the state of a request, bring its files, and say that it is over', async () => {
  const id = await ask();
  const files = join(home, 'files');
  await expect.poll(async () => JSON.parse((await drms('status', id)).data).state, { timeout: 10_000 }).toBe('ok');
  const status = JSON.parse((await drms('status', id)).data);
  expect(status).toMatchObject({ requestId: id, status: 0, protocol: 'fits', missing: [] });
  expect(status.files).toHaveLength(4);

  const { code, data } = await drms('download', id, '--to', files);
  expect(code).toBe(0);
  const result = JSON.parse(data);
  expect(result.requests).toMatchObject([{ id, status: 0 }]);
  expect(result.files.map(({ state }: { state: string }) => state)).toEqual(Array(4).fill('verified'));
  demo.control.clearTraffic();
  expect(JSON.parse((await drms('download', id, '--to', files)).data)).toEqual(result);
  expect(demo.control.traffic().requests).toBe(0);

  demo.control.expire(id);
  expect(JSON.parse((await drms('status', id)).data)).toMatchObject({ state: 'failed', status: 5 });
});

test('cancel the pending export of an address, and no other', async () => {
  demo.control.change({ workingMs: 60_000 });
  const id = await ask();
  expect((await drms('cancel', 'JSOC_20000101_001', '--email', email)).code).toBe(10);
  expect(JSON.parse((await drms('cancel', id, '--email', email)).data)).toEqual({ cancelled: true, requestId: id });
  expect(JSON.parse((await drms('cancel', '--email', email)).data)).toEqual({ cancelled: false, requestId: null });
});

test('fetch files as they lie, without an address and without an export', async () => {
  const { code, data } = await drms('fetch', day, '--to', join(home, 'files'));
  expect(code).toBe(0);
  expect(JSON.parse(data).files).toHaveLength(4);
  expect(readdirSync(join(home, 'files')).filter((name) => name.endsWith('.fits'))).toHaveLength(4);
  expect(demo.control.requestIds()).toEqual([]);
  const withKeywords = await drms('fetch', day, '--to', join(home, 'full'), '--local-headers');
  const [file] = JSON.parse(withKeywords.data).files;
  expect(readFileSync(file.path, 'latin1')).toMatch(/T_REC {3}= '2016\.04\.02_00:00:00/);
});

test('name the place of what is wrong in a list of queries', async () => {
  const list = join(home, 'queries.json');
  const to = ['--to', join(home, 'files'), '--email', email];
  writeFileSync(list, JSON.stringify([{ recordSet: day }, { recordSet: day, protocol: 'gif' }]));
  const wrong = await drms('export', '--queries', list, ...to);
  expect([wrong.code, wrong.talk]).toEqual([2, expect.stringContaining('Query 2 cannot be used: protocol')]);
  writeFileSync(list, '[{"recordSet":');
  expect((await drms('export', '--queries', list, ...to)).talk).toContain('queries.json is no list of queries');
  expect((await drms('export', '--queries', join(home, 'none'), ...to)).talk).toContain('none cannot be read');
});
