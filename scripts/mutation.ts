import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.ts';

/**
 * Tests that test nothing would let anybody take a safeguard away. This takes five of them away, one at a time, in a
 * copy of the sources, and counts whether the tests notice: `node scripts/mutation.ts`.
 */
interface Safeguard {
  name: string;
  file: string;
  /** What stands there exactly once, and what takes its place. */
  from: string;
  to: string;
  /** Tests that should notice. */
  tests: string[];
}

const safeguards: Safeguard[] = [
  {
    name: 'settle window',
    file: 'app/outbox/lane-plan.ts',
    from: 'windowFrom(nowMs, serverFinished ? 0 : windowMs)',
    to: 'windowFrom(nowMs, serverFinished ? 0 : windowMs * 0)',
    tests: ['app/outbox/lane.test.ts', 'app/outbox/simulation.test.ts'],
  },
  {
    name: 'sync before the first byte',
    file: 'app/outbox/journal/journal-log.ts',
    from: '      fdatasyncSync(this.file);\n    } catch (error) {',
    to: '    } catch (error) {',
    tests: ['app/outbox/journal'],
  },
  {
    name: 'Host check',
    file: 'app/hosts/web/access.ts',
    from: "if (!loopbackHosts(rules.port).includes(request.host?.toLowerCase() ?? '')) return refuse('host');",
    to: 'loopbackHosts(rules.port);',
    tests: ['app/hosts/web/access.test.ts', 'app/hosts/web/web-host.test.ts'],
  },
  {
    name: 'row digest',
    file: 'app/cache/answer-table.ts',
    from: 'return expected.equals(row.digest);',
    to: 'return expected.length === row.digest.length;',
    tests: ['app/cache'],
  },
  {
    name: 'Content-Range check',
    file: 'app/clients/http/download/resume.ts',
    from: "if (start === undefined || Number(start) !== held.bytes) return mismatch('another part');",
    to: "if (start === undefined) return mismatch('another part');",
    tests: ['app/clients/http/download/resume.test.ts', 'app/clients/http/download/reliability.test.ts'],
  },
];

const copy = mkdtempSync(join(tmpdir(), 'quarry-mutation-'));
process.exitCode = 1;
try {
  for (const part of ['app', 'types', 'package.json', 'vitest.config.ts', 'tsconfig.base.json', 'tsconfig.node.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const all = [...new Set(safeguards.flatMap(({ tests }) => tests))];
  // A test that fails anyway would seem to notice everything.
  if (!testsPass(all)) throw new Error(`These tests fail although nothing was taken away: ${all.join(' ')}`);
  const noticed = safeguards.filter(isNoticed);
  console.log(`${noticed.length} of ${safeguards.length} noticed`);
  if (noticed.length === safeguards.length) process.exitCode = 0;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function isNoticed({ name, file, from, to, tests }: Safeguard): boolean {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  const [before, after, ...more] = source.split(from);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${file}: the safeguard “${name}” does not stand there once, as this script knows it.`);
  writeFileSync(path, before + to + after);
  const isSeen = !testsPass(tests);
  writeFileSync(path, source);
  console.log(`${isSeen ? 'noticed' : 'NOT NOTICED'}: ${name}`);
  return isSeen;
}

function testsPass(tests: readonly string[]): boolean {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { status, error } = spawnSync(process.execPath, [vitest, 'run', '--silent', '--reporter=dot', ...tests], {
    cwd: copy,
    stdio: 'ignore',
  });
  if (error !== undefined) throw error;
  return status === 0;
}
