import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['app/**/*.test.ts', 'main/**/*.test.ts', 'renderer/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: ['**/*.live.test.ts', '**/node_modules/**'],
    pool: 'forks',
    // A guard against hanging only: a busy machine may take several times as long.
    testTimeout: 90_000,
    hookTimeout: 60_000,
    env: { TZ: 'Europe/Berlin' },
  },
});
