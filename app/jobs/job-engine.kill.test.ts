import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const program = fileURLToPath(new URL('../testing/counting-process.ts', import.meta.url));
const countTo = 400;
const kills = 6;
const seed = 20261121;

let home = '';
let child: ChildProcess | undefined;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'quarry-kill-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(home, { recursive: true });
});

/** Lets the process run until it has said so many numbers, or to its end; answers with all it said. */
async function runAndKill(afterNumbers: number): Promise<string[]> {
  const process_ = spawn(process.execPath, [program, home, String(countTo)], { stdio: ['ignore', 'pipe', 'inherit'] });
  child = process_;
  const exited = once(process_, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: process_.stdout })) {
    lines.push(line);
    if (lines.length === afterNumbers + 1) process_.kill('SIGKILL');
  }
  await exited;
  return lines;
}

/** Small, seeded, good enough to choose moments. */
function createRandom(from: number): (below: number) => number {
  let state = from;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

describe(`row 4: a process that is killed (seed ${seed})`, () => {
  test('goes on from its last checkpoint, and nothing that was said to be saved is forgotten', async () => {
    const random = createRandom(seed);
    let saved = 0;
    for (let round = 0; round < kills; round++) {
      const [begin = '', ...numbers] = await runAndKill(random(60));
      const from = Number(begin.replace('begin ', ''));
      // One step may be on disk without a word about it, never the other way round.
      expect(from).toBeGreaterThanOrEqual(saved);
      expect(from).toBeLessThanOrEqual(saved + 1);
      saved = Math.max(from, ...numbers.map(Number));
    }
    const last = await runAndKill(Number.POSITIVE_INFINITY);
    expect(last.at(-1)).toBe('end');
    const ledger = readFileSync(join(home, 'ledger.txt'), 'utf8').trim().split('\n').map(Number);
    expect(new Set(ledger).size).toBe(countTo);
    // Each kill may repeat the one step whose checkpoint was under way.
    expect(ledger.length).toBeLessThanOrEqual(countTo + kills);
  }, 60_000);
});
