import { mkdtempSync, rmSync, statSync } from 'node:fs';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SecretStore } from '../../platform/platform.ts';
import { startKeeper } from './keeper-process.ts';
import { keeperSocketPath, keepPasswordsBeyondRun, type PasswordKeeper } from './password-keeper.ts';

let home: string;
let server: Server | undefined;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'quarry-keeper-'));
});
afterEach(() => {
  server?.close();
  rmSync(home, { recursive: true });
});

/** As a new command sees it: its own memory is empty. */
function newCommand(): PasswordKeeper {
  const kept = new Map<string, string>();
  const secrets: SecretStore = {
    where: 'memory',
    get: async (account) => kept.get(account),
    set: async (account, secret) => void kept.set(account, secret),
    delete: async (account) => void kept.delete(account),
  };
  const clock = { nowMs: () => 0, monotonicMs: () => 0, sleep: async () => undefined };
  return keepPasswordsBeyondRun({ secrets, clock, paths: { home, cache: home, logs: home } });
}

async function startServer(): Promise<void> {
  const path = keeperSocketPath(home);
  if (path === undefined) throw new Error('No path for the socket.');
  const started = startKeeper(path, 60_000);
  server = started;
  await new Promise((resolve) => started.once('listening', resolve));
}

test('the next command gets the password that this one has given, until it is forgotten', async () => {
  await startServer();
  expect(await newCommand().remember('c1', 'pässword "1"')).toBe(true);
  expect(await newCommand().secrets.get('connection:c1')).toBe('pässword "1"');
  expect(await newCommand().secrets.get('connection:c2')).toBeUndefined();
  const ended = new Promise((resolve) => server?.once('close', resolve));
  await newCommand().forget('c1');
  // It holds nothing any more, so it goes.
  await ended;
  expect(await newCommand().secrets.get('connection:c1')).toBeUndefined();
});

test('only the owner may ask', async () => {
  await startServer();
  if (process.platform !== 'win32') expect(statSync(join(home, 'keeper.sock')).mode & 0o777).toBe(0o600);
});

test('without a process nothing is known, and the store still says memory', async () => {
  const { secrets } = newCommand();
  expect(secrets.where).toBe('memory');
  expect(await secrets.get('connection:c1')).toBeUndefined();
});
