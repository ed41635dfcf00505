import { defineConfig } from '@playwright/test';
import type { HostOption } from './fixtures/test.ts';

/** One set of specs on three hosts; `scripts/test/end-to-end.ts` knows which of them can run here. */
// Without it Chromium finds no file whose path has letters such as µ.
process.env.LANG ??= 'C.UTF-8';

export default defineConfig<HostOption>({
  testDir: './specs',
  outputDir: '../test-results',
  // Two windows at once is what two cores bear.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A window under load may miss a key: a spec that passes the second time is told as flaky, not as failed.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'line',
  reportSlowTests: { max: 12, threshold: 20_000 },
  projects: [
    { name: 'web', testIgnore: 'desktop/**', use: { host: 'web' } },
    { name: 'desktop-attached', testIgnore: 'web/**', workers: 1, use: { host: 'attached' } },
    { name: 'desktop-embedded', testIgnore: 'web/**', workers: 1, use: { host: 'embedded' } },
  ],
});
