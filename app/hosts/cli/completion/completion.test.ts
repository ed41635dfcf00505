import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../../testing/command-line.ts';
import { type Shell, shells } from './scripts.ts';

let folder: string;
const has = (shell: Shell): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-completion-'));
  for (const shell of shells) writeFileSync(join(folder, shell), (await runCommandLine(['completion', shell])).data);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How each shell is asked, without a terminal. */
const programs: Record<Shell, string> = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: they are the shell's
  bash: 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _quarry; printf "%s\\n" "${COMPREPLY[@]}"',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: they are the shell's
  zsh: 'compdef() { }; source "$0"; _describe() { print -l -- ${(P)2} }; _files() { }; words=("$@"); CURRENT=$#; _quarry',
  fish: 'source $argv[1]; complete -C (string join " " -- $argv[2..])',
};

/** Words offered for a line whose last word is being written. */
function offered(shell: Shell, line: string): string[] {
  const args = ['-c', programs[shell], join(folder, shell), ...line.split(' ')];
  const output = execFileSync(shell, args, { encoding: 'utf8', cwd: folder });
  const last = line.split(' ').at(-1) ?? '';
  return output
    .split('\n')
    .map((text) => text.split(shell === 'zsh' ? ':' : '\t', 1)[0] ?? '')
    .filter((text) => text !== '' && text.startsWith(last));
}

describe.each(shells.filter(has))('%s', (shell) => {
  test('completes commands, those below them, options and closed values', () => {
    expect(offered(shell, 'quarry jup')).toEqual(['jupyter']);
    expect(offered(shell, 'quarry drms q')).toEqual(['query']);
    expect(offered(shell, 'quarry drms query x --se').sort()).toEqual(['--segments', '--server']);
    expect(offered(shell, 'quarry figure conductivity --size one').sort()).toEqual(['one-and-a-half', 'one-column']);
    expect(offered(shell, 'quarry completion z')).toEqual(['zsh']);
  });
});

test('another shell is refused', async () => {
  expect(await runCommandLine(['completion', 'tcsh'])).toMatchObject({ code: 2 });
});
