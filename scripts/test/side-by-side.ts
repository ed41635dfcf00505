import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { root } from '../root.ts';

export interface Check {
  what: string;
  program: string;
  args: readonly string[];
}

export interface CheckEnd {
  ok: boolean;
  /** What it has written, of both channels. */
  output: string;
}

/** Runs checks that do not depend on each other, a few at a time; each is told when it has ended. @returns which failed */
export async function runSideBySide(
  checks: readonly Check[],
  { lanes, onEnd }: { lanes: number; onEnd(check: Check, end: CheckEnd): void },
): Promise<string[]> {
  const waiting = [...checks];
  const broken: string[] = [];
  const lane = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const end = await runCheck(check);
      if (!end.ok) broken.push(check.what);
      onEnd(check, end);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return broken;
}

async function runCheck({ program, args }: Check): Promise<CheckEnd> {
  const child = spawn(program, args, {
    ...{ cwd: root, shell: process.platform === 'win32' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
  const written = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { ok: await ended, output: written.filter((part) => part !== '').join('') };
}
