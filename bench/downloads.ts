import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type BenchRow, median, row } from './bench-row.ts';
import type { DownloadReport } from './download-reader.ts';

const files = 1000;
const turns = 4;
const bytes = 35 * 2880;
const runs = 3;

/** Files over slow connections, each verified and journalled, against curl with kept-alive ones. */
export async function run(): Promise<BenchRow[]> {
  const server = fork(new URL('download-server.ts', import.meta.url));
  const home = mkdtempSync(join(tmpdir(), 'quarry-bench-'));
  try {
    // The first message of download-server.ts is this one.
    const [{ url }] = (await once(server, 'message')) as [{ url: string }];
    return [await throughput(url, home, 1), await throughput(url, home, 4), await processorTime(url, home)];
  } finally {
    server.disconnect();
    rmSync(home, { recursive: true, force: true });
  }
}

/** In turns, so that what else the machine does meets both. */
async function throughput(url: string, home: string, connections: number): Promise<BenchRow> {
  let [ownMs, peerMs] = [0, 0];
  for (let turn = 0; turn < turns; turn++) {
    const folder = join(home, `turn-${turn}`);
    const own = await quarry(url, join(folder, 'quarry'), connections, files / turns);
    if (own.verified !== files / turns)
      throw new Error(`Only ${own.verified} of ${files / turns} files were verified.`);
    ownMs += own.ms;
    peerMs += (await curl(url, join(folder, 'curl'), connections, files / turns)).ms;
    rmSync(folder, { recursive: true, force: true });
  }
  const rate = (ms: number): number => (files * bytes) / 1e3 / ms;
  return row(
    `downloads: ${files} files of 100 kB at ${connections === 1 ? 'one connection' : `${connections} connections`}`,
    ...([rate(ownMs), 'MB/s', '≥ 0.95 × curl', peerMs / ownMs >= 0.95] as const),
    { name: 'curl, kept alive', value: rate(peerMs), ratio: peerMs / ownMs },
  );
}

async function processorTime(url: string, home: string): Promise<BenchRow> {
  const own: number[] = [];
  const peers: number[] = [];
  for (let run = 0; run < runs; run++) {
    const folder = join(home, `large-${run}`);
    own.push((await quarry(url, join(folder, 'quarry'), 1, 1)).cpuMs);
    peers.push((await curl(url, join(folder, 'curl'), 1, 1)).cpuMs);
    rmSync(folder, { recursive: true, force: true });
  }
  const [ownMs, peerMs] = [median(own), median(peers)];
  return row('downloads: processor time of one file of 1 GB', ownMs, 'ms', '≤ 1.5 × curl', ownMs <= 1.5 * peerMs, {
    ...{ name: 'curl', value: peerMs, ratio: peerMs / ownMs },
  });
}

async function quarry(url: string, folder: string, connections: number, count: number): Promise<DownloadReport> {
  const child = fork(new URL('download-reader.ts', import.meta.url), [url, folder, `${connections}`, `${count}`]);
  const ended = once(child, 'exit');
  const told = once(child, 'message');
  const [report] = (await Promise.race([told, ended])) as [DownloadReport | number | null];
  await ended;
  if (typeof report !== 'object' || report === null) throw new Error(`The reader ended with ${report}.`);
  return report;
}

/** One process for all files; it verifies nothing and writes no journal. */
async function curl(
  url: string,
  folder: string,
  connections: number,
  count: number,
): Promise<{ ms: number; cpuMs: number }> {
  const names = count === 1 ? ['large.dat'] : Array.from({ length: count }, (_, index) => `${index}.fits`);
  const list = `${folder}.list`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(list, names.map((name) => `url = "${url}/${name}"\noutput = "${join(folder, name)}"\n`).join(''));
  const parallel = connections === 1 ? '' : `--parallel --parallel-max ${connections}`;
  const startMs = performance.now();
  const child = spawn('bash', ['-c', `TIMEFORMAT='%U %S'; time curl -s --fail ${parallel} -K ${list}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [told, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  if (code !== 0) throw new Error(`curl ended with ${code}: ${told}`);
  const [user = Number.NaN, system = Number.NaN] = told.trim().split(/\s+/).map(Number);
  return { ms: performance.now() - startMs, cpuMs: (user + system) * 1000 };
}
