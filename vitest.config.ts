import { defineConfig } from 'vitest/config';

/** Too long for every change; shorter tests of the same run with each. */
const nightlyAlone = ['app/day.test.ts', 'app/hosts/cli/drms-batch.kill.test.ts'];

export default defineConfig({
  test: {
    include: ['app/**/*.test.ts', 'main/**/*.test.ts', 'renderer/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: ['**/*.live.test.ts', '**/node_modules/**', ...(process.env.QUARRY_NIGHTLY === '1' ? [] : nightlyAlone)],
    pool: 'forks',
    // Half of the time a test waits for a process or a server: a core for the runner alone would be idle.
    maxWorkers: '100%',
    // A guard against hanging only: a busy machine may take several times as long.
    testTimeout: 90_000,
    hookTimeout: 60_000,
    env: { TZ: 'Europe/Berlin' },
  },
});
