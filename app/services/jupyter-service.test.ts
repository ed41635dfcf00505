import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type App, createApp } from '../app.ts';
import type { Contract } from '../contract/contract.ts';
import { createJupyterStarter } from '../hosts/jupyter/jupyter-starter.ts';
import { type Client, createClient } from '../rpc/client.ts';
import { createTransportPair } from '../rpc/transport.ts';
import { testPlatform } from '../testing/open-core.ts';

/** For work in the background on a busy computer. */
const patience = { timeout: 20_000 };

let home: string;
let app: App;
let client: Client<Contract>;

async function openApp(): Promise<void> {
  app = await createApp(testPlatform(home), { jupyter: createJupyterStarter() });
  const [clientEnd, serverEnd] = createTransportPair();
  app.router.serve(serverEnd);
  client = createClient<Contract>(clientEnd);
}

beforeEach(async () => {
  process.env.QUARRY_CHECK_OUTPUT = '1';
  home = mkdtempSync(join(tmpdir(), 'quarry-core-'));
  await openApp();
});
afterEach(async () => {
  await app.close();
  rmSync(home, { recursive: true, force: true });
});

const statusOf = async (address: string): Promise<number | string> => {
  const { token } = await client.call('jupyter.token.get', {}).catch(() => ({ token: 'none' }));
  const headers = { authorization: `token ${token}` };
  return fetch(`${address}openbis/conns`, { headers }).then(
    ({ status }) => status,
    () => 'nobody',
  );
};

test('switched on it answers, also after a new start; switched off nobody does', async () => {
  const { running } = await client.call('jupyter.settings.set', { isOn: true });
  const address = running?.address ?? '';
  expect(await statusOf(address)).toBe(200);
  await expect.poll(async () => (await client.call('jupyter.calls.list', {})).length, patience).toBe(1);
  await app.close();
  expect(await fetch(address).catch(() => 'nobody')).toBe('nobody');
  await openApp();
  const again = (await client.call('jupyter.state.get', {})).running?.address ?? '';
  expect(await statusOf(again)).toBe(200);
  await client.call('jupyter.settings.set', { isOn: false });
  expect(await statusOf(again)).toBe('nobody');
});
