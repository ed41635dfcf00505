import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Platform, SecretStore } from '../../platform/platform.ts';
import type { KeeperAnswer, KeeperRequest } from './keeper-process.ts';

/**
 * Where a computer has no key store, a password is gone when the command ends. So that one command can add a
 * connection and the next one use it, a small process of the same user keeps it in memory for an hour; nothing is
 * written to disk.
 */
export interface PasswordKeeper {
  /** The platform's memory, and what the process remembers. */
  secrets: SecretStore;
  /** Starts the process if it does not run. False if that is not possible. */
  remember(connectionId: string, password: string): Promise<boolean>;
  forget(connectionId: string): Promise<void>;
}

export function keepPasswordsBeyondRun(platform: Pick<Platform, 'secrets' | 'paths' | 'clock'>): PasswordKeeper {
  const socketPath = keeperSocketPath(platform.paths.home);
  const { secrets, clock } = platform;
  return {
    secrets: {
      where: 'memory',
      get: async (account) => (await secrets.get(account)) ?? (await ask(socketPath, { kind: 'get', account }))?.secret,
      set: (account, secret) => secrets.set(account, secret),
      delete: async (account) => {
        await secrets.delete(account);
        await ask(socketPath, { kind: 'delete', account });
      },
    },
    async remember(connectionId, secret) {
      const request: KeeperRequest = { kind: 'set', account: accountOf(connectionId), secret };
      if (socketPath === undefined) return false;
      if ((await ask(socketPath, request)) !== undefined) return true;
      startKeeper(socketPath);
      for (let tries = 0; tries < 40; tries++) {
        await clock.sleep(50);
        if ((await ask(socketPath, request)) !== undefined) return true;
      }
      return false;
    },
    async forget(connectionId) {
      await ask(socketPath, { kind: 'delete', account: accountOf(connectionId) });
    },
  };
}

/** The name under which the core asks for the password of a connection. */
function accountOf(connectionId: string): string {
  return `connection:${connectionId}`;
}

/**
 * In the data folder, or in the user's runtime folder where that path is too long for a socket; undefined without
 * either: in a folder that all users share, somebody else could listen.
 */
export function keeperSocketPath(home: string): string | undefined {
  const digest = createHash('sha256').update(home).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\quarry-keeper-${digest}`;
  const path = join(home, 'keeper.sock');
  if (path.length < 100) return path;
  const runtimeFolder = process.env.XDG_RUNTIME_DIR;
  return runtimeFolder === undefined ? undefined : join(runtimeFolder, `quarry-keeper-${digest}.sock`);
}

function startKeeper(socketPath: string): void {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const program = fileURLToPath(new URL(`./keeper-process.${extension}`, import.meta.url));
  const child = spawn(process.execPath, [program, socketPath], { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}

/** Undefined if no keeper answers. */
function ask(socketPath: string | undefined, request: KeeperRequest): Promise<KeeperAnswer | undefined> {
  if (socketPath === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const socket: Socket = connect(socketPath, () => socket.end(`${JSON.stringify(request)}\n`));
    let text = '';
    socket.setTimeout(1000, () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text.endsWith('\n') ? (JSON.parse(text) as KeeperAnswer) : undefined));
  });
}
