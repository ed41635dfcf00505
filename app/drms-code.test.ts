import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from './app.ts';
import type { Contract } from './contract/contract.ts';
import { type DemoDrmsServer, startDemoDrms } from './demo/drms/index.ts';
import type { CodeLanguage } from './domain/drms/code.ts';
import type { Client } from './rpc/client.ts';
import { openCoreAt } from './testing/open-core.ts';

let demo: DemoDrmsServer;
let folder = '';
let app: App;
let client: Client<Contract>;

beforeAll(async () => {
  demo = await startDemoDrms({ settings: { queuedMs: 50, workingMs: 100 } });
  folder = mkdtempSync(join(tmpdir(), 'quarry-drms-code-'));
  ({ app, client } = await openCoreAt(join(folder, 'core')));
  const program = join(import.meta.dirname, 'hosts/cli/main.ts');
  const script = `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@" --home "${join(folder, 'home')}"\n`;
  writeFileSync(join(folder, 'quarry'), script, { mode: 0o755 });
});
afterAll(async () => {
  client.close();
  await app.close();
  await demo.close();
  rmSync(folder, { recursive: true, force: true });
});

const recordSet = `hmi.V_45s[2016.04.01_TAI/3m][? DATAMEAN > -1e9 AND 'a"b' = 'a"b' ?]`;
const isPosix = process.platform !== 'win32';
const hasCurl = isPosix && spawnSync('curl', ['--version']).status === 0;

/** Runs a text as a shell would that somebody has pasted it into. */
async function run(text: string | null | undefined): Promise<string> {
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}` };
  const { stdout } = await promisify(execFile)('sh', ['-euc', text ?? 'false'], { cwd: folder, env });
  return stdout;
}

async function queryText(language: CodeLanguage): Promise<string | null | undefined> {
  const input = { serverId: demo.url, recordSet, keys: ['T_REC', 'DATAMEAN'], segments: ['Dopplergram'] };
  return (await client.call('drms.code.query', input)).find((one) => one.language === language)?.text;
}

test.skipIf(!hasCurl)('curl asks what Quarry asks', async () => {
  const answer = JSON.parse(await run(await queryText('curl'))) as { count: number; keywords: { name: string }[] };
  expect([answer.count, answer.keywords.map(({ name }) => name)]).toEqual([4, ['T_REC', 'DATAMEAN']]);
});

test.skipIf(!isPosix)('quarry asks the same', async () => {
  const lines = (await run(await queryText('quarry'))).trimEnd().split('\n');
  expect([lines.length, lines[0]]).toEqual([5, 'T_REC,DATAMEAN,Dopplergram']);
});

test.skipIf(!isPosix)('exports as code bring the files', async () => {
  const queries = ['hmi.V_45s[2016.04.01_TAI]{Dopplergram}', 'hmi.V_45s[2016.04.02_TAI]{Dopplergram}'].map((set) => ({
    recordSet: set,
  }));
  const codes = await client.call('drms.code.export', { serverId: demo.url, email: 'demo@example.org', queries });
  await run(codes.find(({ language }) => language === 'quarry')?.text);
  const found = readdirSync(join(folder, 'files'), { recursive: true }).filter((name) =>
    String(name).endsWith('.fits'),
  );
  expect(found).toHaveLength(2);
  if (!hasCurl) return;
  const [first] = (codes.find(({ language }) => language === 'curl')?.text ?? '').split(/(?<!\\)\n(?=curl)/).slice(1);
  expect(JSON.parse(await run(first))).toMatchObject({ requestid: expect.stringMatching(/^JSOC_/) });
});

test('an export needs an address, and a server that is known', async () => {
  const queries = [{ recordSet: 'hmi.V_45s[$]' }];
  await expect(client.call('drms.code.export', { serverId: 'jsoc', queries })).rejects.toMatchObject({
    code: 'invalid-input',
  });
  await expect(client.call('drms.code.query', { serverId: 'nowhere', recordSet })).rejects.toMatchObject({
    code: 'not-found',
  });
});
