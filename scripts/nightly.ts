import { spawnSync } from 'node:child_process';
import { root } from './root.ts';

/** The unit and contract tests with every count that is promised; takes up to an hour. Arguments go to Vitest. */
const { status } = spawnSync('vitest', ['run', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, QUARRY_NIGHTLY: '1' },
});
process.exitCode = status ?? 1;
