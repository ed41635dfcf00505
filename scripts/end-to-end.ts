import { spawnSync } from 'node:child_process';
import { root } from './root.ts';
import { type Host, playwrightArguments, prepareEndToEnd } from './test/end-to-end.ts';

/** `web` or `desktop`, then arguments for Playwright. */
const [host, ...rest] = process.argv.slice(2);
if (host !== 'web' && host !== 'desktop') {
  console.error('Give web or desktop.');
  process.exit(2);
}
for (const project of await prepareEndToEnd([host satisfies Host], (line) => console.error(line))) {
  const args = [...playwrightArguments(project), ...rest];
  const { status } = spawnSync('playwright', args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exitCode = 1;
}
