import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['app/**/*.test.ts', 'main/**/*.test.ts', 'renderer/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: ['**/*.live.test.ts', '**/node_modules/**'],
    pool: 'forks',
    // Half of the time a test waits for a process or a server: a core for the runner alone would be idle.
    maxWorkers: '100%',
    // A guard against hanging only: a busy machine may take several times as long.
    testTimeout: 90_000,
    hookTimeout: 60_000,
    env: { TZ: 'Europe/Berlin' },
  },
});
