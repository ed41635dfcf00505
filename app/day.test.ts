import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect } from './clients/juliabase/index.ts';
import { startDemoJuliaBase } from './demo/index.ts';
import type { Grown } from './testing/day-child.ts';

const hours = 24;
/** A day in nine minutes, which only the nightly set has (vitest.config.ts). */
const speed = 160;
const mib = 1024 * 1024;
const series = 'Reference 2026';

test(`row 36: ${hours} hours of questions, uploads and crawls leave heap, handles, databases and logs as they were`, async () => {
  const home = mkdtempSync(join(tmpdir(), 'quarry-day-'));
  const demo = await startDemoJuliaBase({ filesFolder: join(home, 'files') });
  try {
    const judge = await connect({ url: demo.url, user: 'l.brandt', password: 'quarry-demo' });
    const sample = (await judge.series.get(series)).members[0]?.name ?? '';
    const script = new URL('./testing/day-child.ts', import.meta.url).pathname;
    const child = spawn(
      process.execPath,
      ['--expose-gc', script, home, demo.url, String(hours), String(speed), series, sample],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const said: string[] = [];
    child.stdout.on('data', (data) => said.push(String(data)));
    await once(child, 'close');
    await judge.close();
    // Written by the child alone.
    const { before, after } = JSON.parse(said.join('')) as Record<'before' | 'after', Grown>;
    expect(after.uploads).toBeGreaterThan(before.uploads);
    expect(after.heapBytes - before.heapBytes).toBeLessThan(20 * mib);
    expect(Math.abs(after.handles - before.handles)).toBeLessThanOrEqual(5);
    expect(after.walBytes).toBeLessThan(64 * mib);
    expect(after.logBytes).toBeLessThan(50 * mib);
  } finally {
    await demo.close();
    rmSync(home, { recursive: true, force: true });
  }
}, 1_200_000);
