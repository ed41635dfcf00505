import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Outcome {
  passed: number;
  failed: number;
}

const programTimeoutMs = 75_000;

/** Runs a program of this folder; each line of its output is told. That it failed is a line, too. */
export async function runProgram(
  python: string,
  args: string[],
  tell: (line: string) => void,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...more };
  const child = spawn(python, args, { stdio: ['ignore', 'pipe', 'inherit'], timeout: programTimeoutMs, env });
  const ended = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) tell(line);
  const [status] = (await ended) as [number | null];
  if (status !== 0) tell(`FAIL ${args[0]}: it ended with ${status ?? 'a signal'}`);
}

/** Says each line and counts those that tell how a check went. */
export function counting(say: (line: string) => void): { tell: (line: string) => void; outcome: Outcome } {
  const outcome: Outcome = { passed: 0, failed: 0 };
  const tell = (line: string): void => {
    say(line);
    if (line.startsWith('ok ')) outcome.passed += 1;
    if (line.startsWith('FAIL ')) outcome.failed += 1;
  };
  return { tell, outcome };
}
