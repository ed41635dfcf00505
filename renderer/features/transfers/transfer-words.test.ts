import { describe, expect, test } from 'vitest';
import { testFiles, testPart, testServer, testTransfer } from './test-transfers.ts';
import { amountOf, limitsOf, percentOf, rateOf, remainingOf, retryLabel, stateOf } from './transfer-words.ts';

describe('the state of a line', () => {
  test('is that of its phase while it runs', () => {
    expect(stateOf({ transfer: testTransfer({ phase: 'preparing' }), part: null })).toEqual({
      ...{ words: 'Preparing', tone: 'busy', marks: 2 },
    });
  });

  test('is that of the job where it stands still, but parts that are done stay done', () => {
    const transfer = testTransfer({ status: 'paused' });
    expect(stateOf({ transfer, part: null }).words).toBe('Paused');
    expect(stateOf({ transfer, part: testPart({ phase: 'downloading' }) }).words).toBe('Paused');
    expect(stateOf({ transfer, part: testPart({ phase: 'done' }) }).words).toBe('Done, verified');
  });

  test.each([
    [{ failed: 3 }, '3 of 438 failed', 'warn'],
    [{ missing: 2 }, '2 of 438 missing', 'warn'],
    [{ unconfirmed: 1 }, 'Size not confirmed', 'warn'],
    [{}, 'Done, verified', 'ok'],
  ])('at the end counts what is not here: %o', (counts, words, tone) => {
    const files = testFiles({ total: 438, verified: 435, ...counts });
    const transfer = testTransfer({ status: 'succeeded', phase: 'done', files });
    expect(stateOf({ transfer, part: null })).toMatchObject({ words, tone });
  });
});

describe('amounts', () => {
  const bytes = { here: 14.2e9, expected: 24.3e9 };

  test('are in bytes where they are known, else in files, and never a guess', () => {
    expect(amountOf({ transfer: testTransfer({ bytes }), part: null })).toBe('14\u202fGB of 24\u202fGB');
    expect(amountOf({ transfer: testTransfer({ bytes: { ...bytes, here: 0 } }), part: null })).toBe(
      '24\u202fGB expected',
    );
    const files = testFiles({ total: 30, verified: 12 });
    expect(amountOf({ transfer: testTransfer({ files }), part: null })).toBe('12 of 30 files');
    expect(percentOf({ transfer: testTransfer({ files }), part: null })).toBe(40);
    expect(percentOf({ transfer: testTransfer(), part: testPart({ phase: 'preparing' }) })).toBeNull();
  });

  test('are not complete before the end', () => {
    const transfer = testTransfer({ bytes: { here: 100, expected: 100 } });
    expect(percentOf({ transfer, part: null })).toBe(99);
    expect(percentOf({ transfer: { ...transfer, phase: 'done' }, part: null })).toBe(100);
  });

  test('rate and remaining time are those of what runs', () => {
    const transfer = testTransfer({ bytesPerSecond: 4.1e6, remainingMs: 41 * 60_000 });
    expect([rateOf(transfer), remainingOf(transfer)]).toEqual(['4.1\u202fMB/s', '41\u202fmin']);
    expect(remainingOf(testTransfer())).toBe('not told');
    expect([rateOf({ ...transfer, status: 'paused' }), remainingOf({ ...transfer, status: 'paused' })]).toEqual([
      '',
      '',
    ]);
  });
});

test('what can be asked for again is counted', () => {
  const ended = testTransfer({ status: 'succeeded', phase: 'done' });
  expect(retryLabel({ ...ended, files: testFiles({ total: 9, failed: 2, missing: 1 }) })).toBe('Retry 3');
  expect(retryLabel({ ...ended, phase: 'expired', files: testFiles({ total: 90, verified: 61 }) })).toBe('Ask for 29');
  expect(retryLabel(testTransfer({ status: 'failed' }))).toBe('Retry');
  expect(retryLabel(ended)).toBeNull();
  expect(retryLabel(testTransfer({ files: testFiles({ failed: 2 }) }))).toBeNull();
});

test('a server states its limits', () => {
  expect(limitsOf(testServer())).toBe('ada@example.org · 1 of 1 pending request · 1 of 1 connection');
  expect(limitsOf(testServer({ email: null, connections: 2, bytesPerSecond: 2e6 }))).toBe(
    '1 of 1 pending request · 1 of 2 connections · at most 2.0\u202fMB/s',
  );
});
