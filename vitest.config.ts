import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Hundreds of threads and programs start in the tests; a quarter of their work is to read the same files anew.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache');

/** Too long for every change; shorter tests of the same run with each. */
const nightlyAlone = ['app/day.test.ts', 'app/hosts/cli/drms-batch.kill.test.ts'];
const notRun = ['**/*.live.test.ts', '**/node_modules/**', ...(process.env.QUARRY_NIGHTLY === '1' ? [] : nightlyAlone)];
/** Their tests hold nothing beyond a file: one process serves many, which saves two minutes of starting. */
const sharing = ['clients', 'contract', 'demo', 'domain', 'figures', 'platform', 'services', 'store']
  .map((folder) => `app/${folder}/**/*.test.ts`)
  .concat(['main/**/*.test.ts', 'renderer/**/*.test.ts', 'scripts/**/*.test.ts']);

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'together', include: sharing, exclude: [...notRun, '**/*.kill.test.ts'], isolate: false },
      },
      { extends: true, test: { name: 'apart', include: ['app/**/*.test.ts'], exclude: [...notRun, ...sharing] } },
    ],
    pool: 'forks',
    // A third of the time a test waits for a process, a server or the disk.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // A guard against hanging only: a busy machine may take several times as long.
    testTimeout: process.env.QUARRY_NIGHTLY === '1' ? 900_000 : 90_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    env: { TZ: 'Europe/Berlin' },
  },
});
