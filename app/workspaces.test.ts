import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from './app.ts';
import { wholeBytes } from './contract/bytes.ts';
import type { Contract } from './contract/contract.ts';
import { type Client, createClient } from './rpc/client.ts';
import { createTransportPair } from './rpc/transport.ts';
import { testPlatform } from './testing/open-core.ts';

let app: App;
let client: Client<Contract>;
let home: string;

async function open(): Promise<void> {
  app = await createApp(testPlatform(home));
  const [clientEnd, serverEnd] = createTransportPair();
  app.router.serve(serverEnd);
  client = createClient<Contract>(clientEnd);
}

async function close(): Promise<void> {
  client.close();
  await app.close();
}

beforeAll(async () => {
  process.env.QUARRY_CHECK_OUTPUT = '1';
  home = mkdtempSync(join(tmpdir(), 'quarry-workspaces-'));
  await open();
});

afterAll(async () => {
  await close();
  rmSync(home, { recursive: true, force: true });
});

test('workspaces are kept by name, over a restart, and come back after their removal', async () => {
  const thesis = await client.call('workspaces.save', { name: ' Thesis ', layout: { panels: ['a'] } });
  await client.call('workspaces.save', { name: 'Anneals', layout: {} });
  await client.call('workspaces.save', { id: thesis.id, name: 'Thesis', layout: { panels: ['a', 'b'] } });
  await close();
  await open();
  expect((await client.call('workspaces.list', {})).map(({ name }) => name)).toEqual(['Anneals', 'Thesis']);
  expect(await client.call('workspaces.get', { id: thesis.id })).toMatchObject({ layout: { panels: ['a', 'b'] } });

  await client.call('workspaces.remove', { id: thesis.id });
  await expect(client.call('workspaces.get', { id: thesis.id })).rejects.toMatchObject({ code: 'not-found' });
  await expect(client.call('workspaces.remove', { id: thesis.id })).rejects.toMatchObject({ code: 'not-found' });
  await client.call('workspaces.save', { id: thesis.id, name: 'Thesis', layout: {} });
  expect(await client.call('workspaces.list', {})).toHaveLength(2);
});

test('two have different names, letter case aside', async () => {
  await expect(client.call('workspaces.save', { name: 'ANNEALS', layout: {} })).rejects.toMatchObject({
    code: 'conflict',
    message: 'Another workspace is named ANNEALS.',
  });
  await expect(client.call('workspaces.save', { name: '  ', layout: {} })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});

test('one goes into a file with its version', async () => {
  const { id } = await client.call('workspaces.save', { name: 'σ/T: 2026', layout: { version: 1 } });
  const signal = new AbortController().signal;
  const answer = await app.bytes('workspace-file', JSON.stringify({ id }), signal);
  expect(answer.fileName).toBe('σ_T_ 2026.quarry-workspace.json');
  expect(JSON.parse(new TextDecoder().decode(await wholeBytes(answer)))).toEqual({
    format: 'quarry workspace',
    version: 1,
    name: 'σ/T: 2026',
    layout: { version: 1 },
  });
  await expect(app.bytes('workspace-file', JSON.stringify({ id: 'x' }), signal)).rejects.toMatchObject({
    code: 'not-found',
  });
});
