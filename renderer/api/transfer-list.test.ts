import { expect, test } from 'vitest';
import { testServer, testTransfer } from '../features/transfers/test-transfers.ts';
import { applyTransferEvent } from './transfer-list.ts';

const list = {
  servers: [testServer()],
  transfers: [testTransfer({ id: 'b' }), testTransfer({ id: 'a' })],
  bytesPerSecond: null,
};

test('what changes keeps its place, what is new comes first', () => {
  const transfer = testTransfer({ id: 'a', phase: 'done' });
  const server = testServer({ pending: 0 });
  const after = applyTransferEvent(list, { kind: 'changed', sequence: 2, transfer, server });
  expect(after).toEqual({ ...list, servers: [server], transfers: [list.transfers[0], transfer] });
  const newer = testTransfer({ id: 'c' });
  const next = applyTransferEvent(after, { kind: 'changed', sequence: 3, transfer: newer, server: null });
  expect(next.transfers.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});

test('what is removed goes, and a snapshot replaces all', () => {
  expect(applyTransferEvent(list, { kind: 'removed', sequence: 2, id: 'b' }).transfers.map(({ id }) => id)).toEqual([
    'a',
  ]);
  expect(applyTransferEvent(undefined, { kind: 'snapshot', sequence: 1, list })).toBe(list);
});
