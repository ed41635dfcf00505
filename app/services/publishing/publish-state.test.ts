import { expect, test } from 'vitest';
import type { PublishRow } from '../../contract/publishing.ts';
import { freshProgress } from '../../outbox/fresh-progress.ts';
import type { OutboxItem, OutboxProgress } from '../../outbox/item.ts';
import { countOutcomes, firstState, isUnfinished, stateOfItem, stateOfRow } from './publish-state.ts';

const row: PublishRow = {
  ...{ series: 'S', action: 'unchanged', reason: null, retryable: false, title: 'T', samples: 3, measured: 3 },
  ...{ resultId: 57, url: 'http://lab/results/57', changes: [], notes: [], asOfUtc: null },
};
const first = firstState('S');

function itemOf(kind: string, change: Partial<OutboxProgress>): OutboxItem {
  const order = {
    ...{ id: 'i', kind, connectionId: 'c', title: 'T', target: 'S', marker: null, lookFirst: false },
    ...{ subject: null, files: [], createdMs: 0 },
  };
  return { order, progress: { ...freshProgress(0), ...change } };
}

test('what was looked at is decided, or fails for now', () => {
  expect(stateOfRow(first, row)).toMatchObject({ outcome: 'unchanged', resultId: 57 });
  const unread = stateOfRow(first, { ...row, action: 'not-possible', reason: 'Down.', retryable: true });
  expect(unread).toMatchObject({ outcome: 'failed', reason: 'Down.' });
  expect([unread, stateOfRow(first, row)].map(isUnfinished)).toEqual([true, false]);
});

test('what was just sent stays created when it is then found unchanged', () => {
  expect(stateOfRow({ ...first, outcome: 'created' }, row).outcome).toBe('created');
});

test('an item of the outbox tells the outcome, also after its job has ended', () => {
  const done = { state: 'done' as const, remoteId: '57', url: 'u', notes: ['Found at the server.'] };
  const created = stateOfItem(first, itemOf('juliabase.result.add', done));
  expect(created).toMatchObject({ outcome: 'created', resultId: 57, reason: 'Found at the server.', itemId: 'i' });
  expect(stateOfItem(first, itemOf('juliabase.result.edit', done)).outcome).toBe('updated');
  const waiting = stateOfItem(first, itemOf('juliabase.result.add', { state: 'waiting', reason: 'Down.' }));
  expect(waiting).toMatchObject({ outcome: 'queued', reason: 'Down.' });
  const asking = stateOfItem(first, itemOf('juliabase.result.add', { state: 'needs-you', reason: 'Which?' }));
  expect(asking.outcome).toBe('needs-you');
  expect(countOutcomes([created, waiting, asking])).toEqual({ series: 3, created: 1, queued: 1, 'needs-you': 1 });
});
