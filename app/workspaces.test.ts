import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wholeBytes } from './contract/bytes.ts';
import { type OpenCore, openCoreAt } from './testing/open-core.ts';

let core: OpenCore;
let home: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quarry-workspaces-'));
  core = await openCoreAt(home);
});

afterAll(async () => {
  await core.close();
  rmSync(home, { recursive: true, force: true });
});

test('workspaces are kept by name, over a restart, and come back after their removal', async () => {
  const thesis = await core.client.call('workspaces.save', { name: ' Thesis ', layout: { panels: ['a'] } });
  await core.client.call('workspaces.save', { name: 'Anneals', layout: {} });
  await core.client.call('workspaces.save', { id: thesis.id, name: 'Thesis', layout: { panels: ['a', 'b'] } });
  await core.close();
  core = await openCoreAt(home);
  expect((await core.client.call('workspaces.list', {})).map(({ name }) => name)).toEqual(['Anneals', 'Thesis']);
  expect(await core.client.call('workspaces.get', { id: thesis.id })).toMatchObject({ layout: { panels: ['a', 'b'] } });

  await core.client.call('workspaces.remove', { id: thesis.id });
  await expect(core.client.call('workspaces.get', { id: thesis.id })).rejects.toMatchObject({ code: 'not-found' });
  await expect(core.client.call('workspaces.remove', { id: thesis.id })).rejects.toMatchObject({ code: 'not-found' });
  await core.client.call('workspaces.save', { id: thesis.id, name: 'Thesis', layout: {} });
  expect(await core.client.call('workspaces.list', {})).toHaveLength(2);
});

test('two have different names, letter case aside', async () => {
  await expect(core.client.call('workspaces.save', { name: 'ANNEALS', layout: {} })).rejects.toMatchObject({
    code: 'conflict',
    message: 'Another workspace is named ANNEALS.',
  });
  await expect(core.client.call('workspaces.save', { name: '  ', layout: {} })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});

test('one goes into a file with its version', async () => {
  const { id } = await core.client.call('workspaces.save', { name: 'σ/T: 2026', layout: { version: 1 } });
  const signal = new AbortController().signal;
  const answer = await core.app.bytes('workspace-file', JSON.stringify({ id }), signal);
  expect(answer.fileName).toBe('σ_T_ 2026.quarry-workspace.json');
  expect(JSON.parse(new TextDecoder().decode(await wholeBytes(answer)))).toEqual({
    format: 'quarry workspace',
    version: 1,
    name: 'σ/T: 2026',
    layout: { version: 1 },
  });
  await expect(core.app.bytes('workspace-file', JSON.stringify({ id: 'x' }), signal)).rejects.toMatchObject({
    code: 'not-found',
  });
});
