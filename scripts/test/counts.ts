export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

export function addCounts(left: Counts, right: Counts): Counts {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  };
}

/** From vitest's JSON report. */
export function vitestCounts(report: string): Counts {
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0, ...rest } = parse(report);
  // A file that cannot be loaded has no tests that could fail.
  const brokenFiles = numFailedTests === 0 ? (rest.numFailedTestSuites ?? 0) : 0;
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles, skipped: numPendingTests + numTodoTests };
}

/** From Playwright's JSON report. A test that passed only when repeated has passed. */
export function playwrightCounts(report: string): Counts {
  const stats = (parse(report) as { stats?: Partial<Record<string, number>> }).stats ?? {};
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}

/** The last line of `npm test`. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

function parse(report: string): Record<string, number> {
  return JSON.parse(report);
}
