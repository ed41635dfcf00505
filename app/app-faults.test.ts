import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAppError } from './contract/app-error.ts';
import type { FigureSpec } from './contract/figures.ts';
import type { OutboxState } from './contract/outbox.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';
import { attachAs, loadFigure, mySamples, ownResults, specOf } from './testing/story-core.ts';

type Fault = Parameters<TestCore['demo']['control']['setFaults']>[0][number];

/** Every fault of the demo; `records`: whether the Result is on the server after the first look. */
const faults: [Fault['kind'], Partial<Fault>, { states: OutboxState[]; records: number }][] = [
  ['delay', { delayMs: 20 }, { states: ['done'], records: 1 }],
  ['reset-before', {}, { states: ['checking'], records: 0 }],
  ['reset-at-request-byte', { offset: 200 }, { states: ['checking'], records: 0 }],
  ['reset-at-response-byte', { offset: 0 }, { states: ['done'], records: 1 }],
  ['reset-after-commit', {}, { states: ['done'], records: 1 }],
  ['status', { status: 500 }, { states: ['checking'], records: 0 }],
  ['status', { status: 503 }, { states: ['checking'], records: 0 }],
  ['status-after-commit', {}, { states: ['done'], records: 1 }],
  ['late-arrival', { delayMs: 2000 }, { states: ['checking'], records: 0 }],
  ['expire-session', {}, { states: ['done'], records: 1 }],
  ['html', {}, { states: ['needs-you'], records: 0 }],
  ['html-after-commit', {}, { states: ['done'], records: 1 }],
  ['bad-json', {}, { states: ['done'], records: 1 }],
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
      const item = await attachAs(core, spec, title);
      expect(expected.states).toContain(item.state);
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
