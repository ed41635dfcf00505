import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['app/**/*.test.ts', 'main/**/*.test.ts', 'renderer/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: ['**/*.live.test.ts', '**/node_modules/**'],
    pool: 'forks',
    testTimeout: 20_000,
    env: { TZ: 'Europe/Berlin' },
  },
});
