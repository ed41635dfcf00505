import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAppError } from './contract/app-error.ts';
import type { FigureSpec } from './contract/figures.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';
import { attachAs, loadFigure, mySamples, ownResults, specOf } from './testing/story-core.ts';

type Fault = Parameters<TestCore['demo']['control']['setFaults']>[0][number];

/** Every fault of the demo; `records`: whether the Result is on the server in the end. */
const faults: [Fault['kind'], Partial<Fault>, { jobs: string[]; records: number }][] = [
  ['delay', { delayMs: 20 }, { jobs: ['succeeded'], records: 1 }],
  ['reset-before', {}, { jobs: ['needs-you', 'failed'], records: 0 }],
  ['reset-at-request-byte', { offset: 200 }, { jobs: ['needs-you', 'failed'], records: 0 }],
  ['reset-at-response-byte', { offset: 0 }, { jobs: ['succeeded'], records: 1 }],
  ['reset-after-commit', {}, { jobs: ['succeeded'], records: 1 }],
  ['status', { status: 500 }, { jobs: ['needs-you', 'failed'], records: 0 }],
  ['status', { status: 503 }, { jobs: ['needs-you', 'failed'], records: 0 }],
  ['status-after-commit', {}, { jobs: ['succeeded'], records: 1 }],
  ['late-arrival', { delayMs: 50 }, { jobs: ['needs-you', 'failed'], records: 0 }],
  ['expire-session', {}, { jobs: ['succeeded'], records: 1 }],
  ['html', {}, { jobs: ['needs-you', 'failed'], records: 0 }],
  ['html-after-commit', {}, { jobs: ['succeeded'], records: 1 }],
  ['bad-json', {}, { jobs: ['succeeded'], records: 1 }],
];

describe.each(['A', 'B'] as const)('a server of mode %s that fails', (mode) => {
  let core: TestCore;
  let spec: FigureSpec;
  beforeAll(async () => {
    core = await openTestCore({ mode });
    spec = specOf(await loadFigure(core));
  });
  afterAll(() => core.close());

  test.each(faults)(
    '%s %o while a figure is attached: no false success, nothing written twice',
    async (kind, more, expected) => {
      const before = await mySamples(core);
      core.demo.control.setFaults([{ match: { method: 'POST', path: '^results/add/' }, kind, ...more }]);
      const title = `With ${kind} ${more.status ?? ''}`.trim();
      const job = await attachAs(core, spec, title);
      expect(expected.jobs).toContain(job.status);
      expect(await ownResults(core, title)).toBe(expected.records);
      expect(await mySamples(core)).toEqual(before);
    },
  );

  test('each fault while a figure is read: an error with a remedy, or the figure', async () => {
    for (const [kind, more] of faults) {
      core.demo.control.setFaults([{ match: { method: 'GET', path: '^samples/' }, kind, count: 3, ...more }]);
      try {
        const figure = await loadFigure(core, true);
        expect(figure.curves.filter(({ points }) => points > 0).length).toBeGreaterThan(0);
      } catch (error) {
        expect(isAppError(error) && { remedy: error.remedy, internal: error.code === 'internal' }, kind).toEqual({
          remedy: expect.any(String),
          internal: false,
        });
      }
    }
  }, 120_000);
});
