import { expect, test } from 'vitest';
import type { OutboxItem, OutboxList, OutboxState } from '../../../app/contract/outbox.ts';
import { countsOf, groupsOf, reasonOf, recordName, remainingOf, windowPercent } from './outbox-words.ts';

const nowMs = Date.parse('2026-11-21T14:02:00Z');

function itemOf(state: OutboxState, change: Partial<OutboxItem> = {}): OutboxItem {
  return {
    ...{ id: state, kind: 'juliabase.result.add', connectionId: 'lab', title: 'Result: x', target: 'a series', state },
    ...{ reason: null, attempts: 1, createdUtc: '2026-11-21T14:00:00Z', sentUtc: null, endedUtc: null, nextUtc: null },
    ...{ windowStartUtc: null, windowEndUtc: null, remoteId: null, url: null, notes: [], question: null, error: null },
    ...change,
  };
}

const list: OutboxList = {
  held: false,
  counts: { waiting: 1, sending: 1, checking: 1, done: 1, 'needs-you': 1, withdrawn: 1 },
  open: [itemOf('waiting'), itemOf('checking'), itemOf('needs-you'), itemOf('sending')],
  ended: [itemOf('done'), itemOf('withdrawn')],
  endedCount: 7,
};

test('items stand by need', () => {
  expect(groupsOf(list, 'all').map(({ group, items }) => [group, items.map(({ id }) => id)])).toEqual([
    ['needs-you', ['needs-you']],
    ['under-way', ['checking', 'sending']],
    ['waiting', ['waiting']],
    ['ended', ['done', 'withdrawn']],
  ]);
  expect(groupsOf(list, 'waiting')).toHaveLength(1);
  expect(countsOf(list)).toEqual({ all: 11, 'needs-you': 1, 'under-way': 2, waiting: 1, ended: 7 });
});

test('every state has its reason', () => {
  expect(reasonOf(itemOf('waiting'), false)).toContain('one write at a time');
  expect(reasonOf(itemOf('waiting'), true)).toBe('Sending is held.');
  expect(reasonOf(itemOf('waiting', { reason: 'The server is down.' }), true)).toBe('The server is down.');
  expect(reasonOf(itemOf('sending', { attempts: 2 }), false)).toContain('attempt 2');
  expect(reasonOf(itemOf('checking'), false)).toContain('Checking whether it arrived');
  expect(reasonOf(itemOf('done', { notes: ['Found at the server.'] }), false)).toBe('Found at the server.');
});

test('times tell what is left, and a window how far it is', () => {
  const checking = itemOf('checking', { windowStartUtc: '2026-11-21T14:00:00Z', windowEndUtc: '2026-11-21T14:05:00Z' });
  expect(remainingOf(checking, nowMs)).toMatch(/^3.min left$/);
  expect(windowPercent(checking, nowMs)).toBe(40);
  expect(remainingOf(itemOf('waiting', { nextUtc: '2026-11-21T14:02:30Z' }), nowMs)).toMatch(/^in 30.s$/);
  expect(remainingOf(itemOf('done'), nowMs)).toBeNull();
  expect(windowPercent(itemOf('waiting'), nowMs)).toBeNull();
});

test('a record is named by what it is', () => {
  expect(recordName(itemOf('done', { remoteId: '62' }))).toBe('Result 62');
  expect(recordName(itemOf('done', { remoteId: '5', kind: 'juliabase.sample.add', target: '26-X-1' }))).toBe('26-X-1');
  expect(recordName(itemOf('waiting'))).toBeNull();
});
