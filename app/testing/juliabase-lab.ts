import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { ResultDraft } from '../clients/juliabase/index.ts';
import { createJuliaBaseClient, type JuliaBaseClient, type JuliaBaseOptions } from '../clients/juliabase/index.ts';
import { type DemoOptions, type DemoServer, startDemoJuliaBase } from '../demo/index.ts';

/** A demo laboratory for the tests of clients. */
export interface TestLab {
  demo: DemoServer;
  /** A client that is closed with the laboratory; signs in at its first need. */
  client(user?: string, options?: Partial<JuliaBaseOptions>): JuliaBaseClient;
  close(): Promise<void>;
}

export const storySeries = 'µc-Si:H SC variation';

export async function openTestLab(options: Partial<DemoOptions> = {}): Promise<TestLab> {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-lab-'));
  const demo = await startDemoJuliaBase({ filesFolder: join(folder, 'files'), ...options });
  const clients: JuliaBaseClient[] = [];
  return {
    demo,
    client(user = 'l.brandt', clientOptions = {}) {
      const client = createJuliaBaseClient({
        url: demo.url,
        user,
        password: 'quarry-demo',
        name: 'lab',
        ...clientOptions,
        limits: { retryDelayMs: 1, ...clientOptions.limits },
      });
      clients.push(client);
      return client;
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await demo.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface FreshLab {
  lab: TestLab;
  /** Conductivity and 5-chamber operator. */
  client: JuliaBaseClient;
  admin: JuliaBaseClient;
}

/** One laboratory for all tests of a block, as new before each. @returns what gives new clients of it */
export function labOfBlock(options: Partial<DemoOptions>): () => FreshLab {
  let lab: TestLab;
  beforeAll(async () => {
    lab = await openTestLab(options);
  });
  beforeEach(() => {
    lab.demo.control.reset();
    lab.demo.control.clearRequests();
  });
  afterAll(() => lab.close());
  return () => ({ lab, client: lab.client(), admin: lab.client('m.keller') });
}

/** The smallest PNG: one grey pixel. */
export const tinyPng: Uint8Array = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** A Result that the demo accepts from its conductivity operator. */
export function resultDraft(change: Partial<ResultDraft> = {}): ResultDraft {
  return {
    title: 'conductivity',
    comments: 'Arrhenius fit, *see plot*.',
    timestampUtc: '2026-03-05T13:20:00.000Z',
    inaccuracy: 0,
    sampleIds: [],
    seriesNames: [storySeries],
    table: {
      headings: ['T/°C', 'sigma/(S/cm)'],
      rows: [
        ['25', '1.2e-9'],
        ['60', '4.0e-9'],
        ['90', ''],
      ],
    },
    ...change,
  };
}

/** Addresses that were written to, without sign-ins. */
export function writtenPaths(lab: TestLab): string[] {
  return lab.demo.control
    .requests()
    .filter(({ method, path }) => method === 'POST' && !path.startsWith('login'))
    .map(({ path }) => path.replace(/\?.*$/, ''));
}

export function strikeAt(
  lab: TestLab,
  path: string,
  kind: 'reset-after-commit' | 'reset-before' | 'html-after-commit' | 'html',
): void {
  lab.demo.control.setFaults([{ match: { method: 'POST', path }, kind }]);
}
