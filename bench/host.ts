import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { findOrInstallBrowser } from '../scripts/browser.ts';
import { type BenchRow, median, row } from './bench-row.ts';

const root = new URL('..', import.meta.url).pathname;

interface Host {
  address: string;
  process: ChildProcess;
}

async function startHost(home: string): Promise<Host> {
  const child = spawn(process.execPath, [join(root, 'app/hosts/cli/quarry.js'), 'serve', '--json', '--home', home], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, QUARRY_SECRETS: 'memory' },
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { address } = JSON.parse(line.toString('utf8')) as { address: string };
  return { address, process: child };
}

async function stopHost(host: Host): Promise<void> {
  host.process.kill('SIGTERM');
  await once(host.process, 'exit');
}

function residentMb(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

/** From the command to a page that can be used, in a browser that runs already; and memory when nothing happens. */
export async function run(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'quarry-bench-'));
  const browser = await chromium.launch({
    executablePath: findOrInstallBrowser(() => undefined),
    args: ['--no-sandbox'],
  });
  const startsMs: number[] = [];
  const paintsMs: number[] = [];
  let idleMb = 0;
  try {
    for (let run = 0; run < 4; run++) {
      const startMs = performance.now();
      const host = await startHost(home);
      const page = await browser.newPage();
      await page.goto(host.address);
      await page.getByRole('button', { name: 'Start the demo' }).waitFor();
      const usableMs = performance.now() - startMs;
      const paintMs = await page.evaluate(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      );
      // The first run fills caches of the disk and of compiled code.
      if (run > 0) {
        startsMs.push(usableMs);
        paintsMs.push(paintMs);
      }
      await page.close();
      if (run === 3 && process.platform === 'linux') {
        await wait(5000);
        idleMb = residentMb(host.process.pid ?? 0);
      }
      await stopHost(host);
    }
  } finally {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
  }
  const start = median(startsMs) / 1000;
  return [
    row('web host: command to usable page, warm', start, 's', '≤ 1.5 s', start <= 1.5),
    row('web host: first paint after navigation', median(paintsMs) / 1000, 's', 'told', true),
    row('core: idle memory (resident)', idleMb, 'MB', '≤ 120 MB', idleMb > 0 && idleMb <= 120),
    ...bundleRows(),
  ];
}

function bundleRows(): BenchRow[] {
  const folder = join(root, 'dist/renderer/assets');
  const index = readFileSync(join(root, 'dist/renderer/index.html'), 'utf8');
  const initial = [...index.matchAll(/assets\/([^"']+\.js)/g)].map((match) => match[1] ?? '');
  const kilobytes = (names: string[]): number =>
    names.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0) / 1000;
  const all = readdirSync(folder).filter((name) => name.endsWith('.js') && statSync(join(folder, name)).isFile());
  return [
    row(
      'page: scripts before the first paint, gzipped',
      kilobytes(initial),
      'kB',
      'without plotly',
      !initial.some((name) => /plotly/.test(name)),
      { name: 'all scripts', value: kilobytes(all), ratio: kilobytes(all) / kilobytes(initial) },
    ),
  ];
}
