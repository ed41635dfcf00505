import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';

const installTimeoutMs = 150_000;

/** An environment with these packages, kept under `name` for the next time; or why there is none. */
export function preparePython(
  name: string,
  packages: readonly string[],
  say: (line: string) => void,
): { program: string } | { skipped: string } {
  const folder = join(root, 'node_modules/.cache', `quarry-interop-${name}`);
  const program = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const finished = join(folder, 'packages.txt');
  const wanted = `${packages.join('\n')}\n`;
  if (existsSync(finished) && readFileSync(finished, 'utf8') === wanted) return { program };
  rmSync(folder, { recursive: true, force: true });
  const base = ['python3', 'python'].find((one) => run(one, ['-c', 'import venv, ensurepip']) === null);
  if (base === undefined) return { skipped: 'there is no Python 3 with venv and pip' };
  say(`Python environment for the comparison: ${packages.join(', ')}`);
  const failure =
    run(base, ['-m', 'venv', folder]) ??
    run(program, ['-m', 'pip', 'install', '--quiet', ...packages], installTimeoutMs);
  if (failure !== null) return { skipped: `the packages ${packages.join(', ')} cannot be installed: ${failure}` };
  writeFileSync(finished, wanted);
  return { program };
}

/** @returns the last line of what a failed program said, null for success */
function run(program: string, args: string[], timeout = 60_000): string | null {
  const { status, error, stderr } = spawnSync(program, args, { timeout, encoding: 'utf8' });
  if (status === 0) return null;
  return error?.message ?? stderr.trim().split('\n').at(-1) ?? `status ${status}`;
}
