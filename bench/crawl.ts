import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type BenchRow, median, row } from './bench-row.ts';
import type { CrawlReport } from './crawl-runner.ts';

const folders = 1000;
const filesPerFolder = 100;
const runs = 5;
const megabyte = 1024 ** 2;

/** The hourly run of a crawler over files that have not changed, against the method of the remote client in Python. */
export async function run(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'quarry-bench-'));
  try {
    const root = join(home, 'files');
    fillFolder(root);
    const state = join(home, 'state.pickle');
    const database = join(home, 'crawl.sqlite');
    const first = await crawl(root, database);
    await reference(root, state);
    const [ours, theirs]: [CrawlReport[], number[]] = [[], []];
    for (let number = 0; number < runs; number++) {
      theirs.push(await reference(root, state));
      ours.push(await crawl(root, database));
    }
    return rowsOf(first, ours, theirs);
  } finally {
    rmSync(home, { recursive: true });
  }
}

function rowsOf(first: CrawlReport, ours: readonly CrawlReport[], theirs: readonly number[]): BenchRow[] {
  const count = folders * filesPerFolder;
  const total = ours.reduce((sum, { files }) => sum + files, 0);
  if (first.queued !== count || total !== runs * count) throw new Error('A crawl has not seen all files.');
  const [ms, peerMs] = [median(ours.map((one) => one.ms)), median(theirs)];
  const peak = Math.max(...ours.map(({ peakMb }) => peakMb));
  return [
    row(`crawl: ${count} unchanged files`, ms, 'ms', '≥ 3 × as fast as the peer', peerMs / ms >= 3, {
      ...{ name: 'walk, stat and compare in Python', value: peerMs, ratio: peerMs / ms },
    }),
    row('crawl: memory of that run', peak, 'MB', '≤ 150 MB', peak <= 150),
    row(`crawl: first run, ${count} files read`, first.ms / 1000, 's', 'told', true),
    row('crawl: memory of the first run', first.peakMb, 'MB', 'told', true),
  ];
}

function fillFolder(root: string): void {
  for (let number = 0; number < folders; number++) {
    const folder = join(root, String(2000 + Math.floor(number / 40)), `27-AL-${number}`);
    mkdirSync(folder, { recursive: true });
    for (let file = 0; file < filesPerFolder; file++)
      writeFileSync(join(folder, `run-${file}.dat`), `# T/K\tsigma/(S/cm)\n300\t1e-5\n${number}\t${file}\n`);
  }
}

async function crawl(root: string, database: string): Promise<CrawlReport> {
  // As the command line does, so that threads need not compile anew.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(dirname(database), 'compiled') };
  const child = fork(new URL('./crawl-runner.ts', import.meta.url), [root, database], { env });
  // The child sends exactly one report.
  const [report] = (await once(child, 'message')) as [CrawlReport];
  await once(child, 'exit');
  return report;
}

async function reference(root: string, state: string): Promise<number> {
  const script = new URL('./crawl-reference.py', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)('python3', [script, root, state, '.*\\.dat'], { maxBuffer: megabyte });
  const { ms, files } = JSON.parse(stdout) as { ms: number; files: number };
  if (files !== folders * filesPerFolder) throw new Error('The reference has not seen all files.');
  return ms;
}
