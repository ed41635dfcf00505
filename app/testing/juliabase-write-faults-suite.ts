import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  fiveChamberDeposition,
  isAppError,
  type JuliaBaseClient,
  layerThicknessMeasurement,
} from '../clients/juliabase/index.ts';
import type { DemoOptions } from '../demo/index.ts';
import { openTestLab, type TestLab } from './juliabase-lab.ts';

type Strike = Omit<Parameters<TestLab['demo']['control']['setFaults']>[0][number], 'match'>;

/** What became of a write, as the client says, and how many records there are. */
type Expected = [outcome: 'created' | 'not-created' | 'unknown', records: 0 | 1];

const timestampUtc = '2026-03-05T13:20:00.000Z';

/** A way of writing, and how an all-seeing judge counts what it wrote. */
interface Write {
  name: string;
  path: string;
  write(client: JuliaBaseClient): Promise<unknown>;
  count(judge: JuliaBaseClient): Promise<number>;
}

const writes: Write[] = [
  {
    name: 'a sample',
    path: '^add_sample',
    write: (client) => client.samples.add({ name: '26-LB-new', currentLocation: 'box' }),
    count: async (judge) => ((await judge.keys.availableItems('Sample')).length > before.samples ? 1 : 0),
  },
  {
    name: 'an edit of a sample',
    path: '^samples/.*/edit/',
    write: (client) => client.samples.edit('26S-001', { purpose: 'new', description: 'x' }),
    count: async (judge) => ((await judge.samples.get('26S-001')).purpose === 'new' ? 1 : 0),
  },
  {
    name: 'a process with a number',
    path: '^5-chamber_depositions/add/',
    write: async (client) =>
      client.processes.add(fiveChamberDeposition, {
        sampleIds: (await client.series.get('Round robin 50')).members.slice(-2).map(({ id }) => id),
        timestampUtc,
        inaccuracy: 0,
        fields: { number: '26S-901' },
        parts: [{ number: 1, chamber: 'p' }],
      }),
    count: async (judge) => (await judge.processes.available(fiveChamberDeposition)).length - before.depositions,
  },
  {
    name: 'a process with a marker',
    path: '^layer_thickness_measurements/add/',
    write: async (client) =>
      client.processes.add(layerThicknessMeasurement, {
        sampleIds: [(await client.samples.get('26S-001')).id],
        timestampUtc,
        inaccuracy: 0,
        fields: { thickness: 300, method: 'estimate' },
      }),
    count: async (judge) => (await judge.processes.available(layerThicknessMeasurement)).length - before.thicknesses,
  },
  {
    name: 'an edit of a process',
    path: '^5-chamber_depositions/.*/edit/',
    write: (client) => client.processes.edit(fiveChamberDeposition, '26S-001', { comments: 'new', description: 'x' }),
    count: async (judge) =>
      (await judge.processes.byKey(fiveChamberDeposition, '26S-001')).comments === 'new' ? 1 : 0,
  },
];

const before = { samples: 0, depositions: 0, thicknesses: 0 };

const faults: [string, Strike, Expected][] = [
  ['reset before the body', { kind: 'reset-before' }, ['unknown', 0]],
  ['reset within the body', { kind: 'reset-at-request-byte', offset: 20 }, ['unknown', 0]],
  ['reset instead of the answer', { kind: 'reset-after-commit' }, ['created', 1]],
  ['answer cut off', { kind: 'reset-at-response-byte', offset: 1 }, ['created', 1]],
  ['late commit', { kind: 'late-commit', delayMs: 100_000 }, ['unknown', 0]],
  ['500 without commit', { kind: 'status', status: 500 }, ['unknown', 0]],
  ['503 without commit', { kind: 'status', status: 503 }, ['unknown', 0]],
  ['502 after commit', { kind: 'status-after-commit' }, ['created', 1]],
  ['a page without commit', { kind: 'html' }, ['not-created', 0]],
  ['a page after commit', { kind: 'html-after-commit' }, ['created', 1]],
  ['broken JSON after commit', { kind: 'bad-json' }, ['created', 1]],
  ['slow answer', { kind: 'delay', delayMs: 30 }, ['created', 1]],
];

/** Whatever fails, samples and processes are written once or not at all, and the client never claims what is not so. */
export function juliaBaseWriteFaultsSuite(name: string, options: Partial<DemoOptions>): void {
  describe(name, () => {
    let lab: TestLab;
    /** Sees the truth. */
    let judge: JuliaBaseClient;
    let client: JuliaBaseClient;

    beforeAll(async () => {
      lab = await openTestLab(options);
    });
    beforeEach(async () => {
      lab.demo.control.reset();
      judge = lab.client('m.keller');
      client = lab.client();
      before.samples = (await judge.keys.availableItems('Sample')).length;
      before.depositions = (await judge.processes.available(fiveChamberDeposition)).length;
      before.thicknesses = (await judge.processes.available(layerThicknessMeasurement)).length;
    });
    afterAll(() => lab.close());

    const cases = writes.flatMap((write) =>
      faults.map(([fault, ...rest]) => [write.name, fault, write, ...rest] as const),
    );
    it.each(cases)('%s: %s', async (_name, _fault, { path, write, count }, strike, [outcome, records]) => {
      const listed = await client.keys.mySamples();
      lab.demo.control.setFaults([{ match: { method: 'POST', path }, ...strike }]);
      const failure: unknown = await write(client).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (outcome === 'created') expect(failure).toBeUndefined();
      else expect(isAppError(failure) && failure).toMatchObject({ details: { outcome }, remedy: expect.any(String) });
      expect(await count(judge)).toBe(records);
      const present = new Set((await lab.client().keys.mySamples()).keys());
      present.delete('26-LB-new');
      expect(present).toEqual(new Set(listed.keys()));
    });

    it.each(writes)('$name goes on after the session has expired', async ({ write, count }) => {
      await client.mySamples.change({ add: [1] });
      lab.demo.control.expireSessions();
      await write(client);
      expect(await count(judge)).toBe(1);
    });
  });
}
