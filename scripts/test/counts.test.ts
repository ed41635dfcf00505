import { expect, test } from 'vitest';
import { addCounts, countsLine, playwrightCounts, vitestCounts } from './counts.ts';

test('sums the counts of both runners', () => {
  const unit = vitestCounts('{"numPassedTests":5,"numFailedTests":1,"numPendingTests":2,"numFailedTestSuites":1}');
  const e2e = playwrightCounts('{"stats":{"expected":3,"unexpected":1,"flaky":1,"skipped":4}}');
  expect(countsLine(addCounts(unit, e2e))).toBe('9 passed, 2 failed, 6 skipped');
});

test('a file that cannot be loaded is a failure', () => {
  expect(vitestCounts('{"numPassedTests":5,"numFailedTests":0,"numFailedTestSuites":2}').failed).toBe(2);
});

test('nothing skipped is not spoken of', () => {
  expect(countsLine({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed');
});
