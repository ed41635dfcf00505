import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOpenbisClient, type OpenbisClient, type OpenbisOptions } from '../clients/openbis/index.ts';
import { type DemoOpenbis, type DemoOpenbisOptions, startDemoOpenbis } from '../demo/openbis/index.ts';
import type { Clock } from '../platform/platform.ts';

/** The time of day, but nobody waits: who sleeps moves it, for clients and server alike. */
class LeapingClock implements Clock {
  private leaptMs = 0;

  nowMs(): number {
    return Date.now() + this.leaptMs;
  }

  monotonicMs(): number {
    return performance.now() + this.leaptMs;
  }

  async sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.leaptMs += delayMs;
  }
}

/** A demo server with clients that know it. */
export interface OpenbisLab {
  demo: DemoOpenbis;
  clock: Clock;
  /** A client that is closed with the laboratory; logs in at its first need. */
  client(user?: string, options?: Partial<OpenbisOptions>): OpenbisClient;
  /** A fresh folder that goes with the laboratory. */
  folder(): string;
  close(): Promise<void>;
}

export async function openOpenbisLab(options: DemoOpenbisOptions = {}): Promise<OpenbisLab> {
  const root = mkdtempSync(join(tmpdir(), 'quarry-openbis-'));
  const clock = new LeapingClock();
  const demo = await startDemoOpenbis({ now: () => clock.nowMs(), ...options });
  const clients: OpenbisClient[] = [];
  return {
    demo,
    clock,
    client(user = 'demo', more = {}) {
      const login = { user, password: user };
      const client = createOpenbisClient({ url: demo.url, login, name: 'lab', clock, ...more });
      clients.push(client);
      return client;
    },
    folder: () => mkdtempSync(join(root, 'folder-')),
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await demo.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
