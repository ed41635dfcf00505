import { expect, test } from 'vitest';
import { testFiles, testServer, testTransfer } from './test-transfers.ts';
import { countsOf, groupsOf, summaryOf } from './transfer-groups.ts';

const transfers = [
  testTransfer({ id: 'a', bytesPerSecond: 4e6, remainingMs: 60_000, bytes: { here: 1e9, expected: 3e9 } }),
  testTransfer({ id: 'b', status: 'waiting', phase: 'preparing', serverId: 'demo', freeBytes: 5e9 }),
  testTransfer({ id: 'c', status: 'paused', deadlineUtc: '2026-11-23T15:05:00Z', title: 'MDI', freeBytes: 4e9 }),
  testTransfer({ id: 'd', status: 'succeeded', phase: 'done', files: testFiles({ total: 9, failed: 1 }) }),
  testTransfer({ id: 'e', status: 'succeeded', phase: 'done' }),
  testTransfer({ id: 'f', status: 'running', phase: 'waiting-here' }),
];
const list = {
  servers: [testServer(), testServer({ id: 'demo' }), testServer({ id: 'kis' })],
  transfers,
  bytesPerSecond: null,
};

test('each transfer is counted once', () => {
  const counts = countsOf(transfers);
  expect(counts).toEqual({ all: 6, running: 1, waiting: 2, 'needs-you': 1, paused: 1, done: 1 });
});

test('groups follow the servers; those without transfers are left out', () => {
  const ids = (filter: Parameters<typeof groupsOf>[1]): string[][] =>
    groupsOf(list, filter).map((group) => [group.serverId, ...group.transfers.map(({ id }) => id)]);
  expect(ids('all')).toEqual([
    ['jsoc', 'a', 'c', 'd', 'e', 'f'],
    ['demo', 'b'],
  ]);
  expect(ids('waiting')).toEqual([
    ['jsoc', 'f'],
    ['demo', 'b'],
  ]);
  expect(groupsOf({ ...list, servers: [] }, 'paused')).toEqual([
    { serverId: 'jsoc', server: undefined, transfers: [transfers[2]] },
  ]);
});

test('the summary is of what is not over, and knows what it does not know', () => {
  expect(summaryOf(transfers)).toEqual({
    ...{ bytesPerSecond: 4e6, downloading: 1, remainingMs: null, bytesHere: 1e9, bytesExpected: null, freeBytes: 4e9 },
    deadline: { utc: '2026-11-23T15:05:00Z', title: 'MDI' },
  });
  expect(summaryOf(transfers.slice(0, 1))).toMatchObject({ remainingMs: 60_000, bytesExpected: 3e9, deadline: null });
});
