import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nightlyCount } from '../testing/nightly.ts';
import { takeWriterLock } from './writer-lock.ts';

const races = nightlyCount(100);
let folder = '';
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-lock-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** A process that tries to take the lock, says so, and keeps it until it is killed. */
async function rival(): Promise<{ child: ChildProcess; held: boolean }> {
  const module = JSON.stringify(new URL('./writer-lock.ts', import.meta.url).href);
  const script = `import(${module}).then(({ takeWriterLock }) => {
    try { globalThis.lock = takeWriterLock(${JSON.stringify(folder)}); process.stdout.write('held'); }
    catch (error) { process.stdout.write(error.code); }
    setInterval(() => {}, 1000);
  })`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = await once(child.stdout, 'data');
  return { child, held: String(said) === 'held' };
}

describe('the writer lock', () => {
  test('is held by one process, which is named, and free at once when that is killed', async () => {
    const { child, held } = await rival();
    expect(held).toBe(true);
    expect(() => takeWriterLock(folder)).toThrow(`Another Quarry (process ${child.pid}) uses this data folder.`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    takeWriterLock(folder).release();
    takeWriterLock(folder).release();
  });

  test(`row 10, ${races} races: one winner when several start together; the next one takes over when it is killed`, async () => {
    for (let race = 0; race < races; race++) {
      const rivals = await Promise.all([rival(), rival(), rival()]);
      const [winner, ...others] = rivals.filter(({ held }) => held);
      expect(others, `race ${race}`).toEqual([]);
      if (winner === undefined) throw new Error(`Nobody won race ${race}.`);
      winner.child.kill('SIGKILL');
      await once(winner.child, 'exit');
      // At once: nothing of the dead one is waited for.
      expect((await rival()).held, `race ${race}`).toBe(true);
      for (const child of children.splice(0)) {
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }
    }
  }, 600_000);

  test('tells a broken folder from a folder in use', () => {
    mkdirSync(join(folder, 'lock.sqlite'));
    expect(() => takeWriterLock(folder)).toThrow(expect.objectContaining({ code: 'storage' }));
  });
});
