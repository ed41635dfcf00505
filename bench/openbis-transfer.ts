import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOpenbisClient } from '../app/clients/openbis/index.ts';
import { type BenchRow, median, row } from './bench-row.ts';
import type { MoverReport } from './openbis-mover.ts';

const files = 500;
const totalBytes = files * 2_000_000;
const mostMb = 64;
const runs = 3;

/** Measured one after the other, so that both have the same machine. */
interface Pair {
  own: MoverReport;
  peerMs: number;
}

/** A data set of 500 files, 1 GB in all, each way over loopback, against one stream of curl with the same bytes. */
export async function transferRows(): Promise<BenchRow[]> {
  const server = fork(new URL('openbis-server.ts', import.meta.url));
  const home = mkdtempSync(join(tmpdir(), 'quarry-bench-'));
  try {
    // The first message of openbis-server.ts is this one.
    const [{ url, permId }] = (await once(server, 'message')) as [{ url: string; permId: string }];
    const client = createOpenbisClient({ url, login: { user: 'demo', password: 'demo' } });
    const token = await client.session.token();
    const listed = (await client.dataSets.files(permId)).filter(({ isFolder }) => !isFolder);
    await client.close();
    const folder = join(home, 'quarry');
    const plain = listed.map(({ path }, index) => [
      `url = "${url}/datastore_server/${permId}/${path}?sessionID=${token}"`,
      `output = "${join(home, 'curl', `${index}`)}"`,
    ]);
    const down: Pair[] = [];
    const up: Pair[] = [];
    for (let run = 0; run < runs; run++) {
      rmSync(folder, { recursive: true, force: true });
      down.push({ own: await move('download', url, permId, folder), peerMs: await curl(home, plain) });
      const sent = join(folder, permId, 'original');
      up.push({ own: await move('upload', url, '', sent), peerMs: await curl(home, uploads(url, token, sent)) });
    }
    return [...rowsOf('download', down), ...rowsOf('upload', up)];
  } finally {
    server.disconnect();
    rmSync(home, { recursive: true, force: true });
  }
}

function rowsOf(what: string, pairs: readonly Pair[]): BenchRow[] {
  for (const { own } of pairs)
    if (own.files !== files) throw new Error(`Only ${own.files} of ${files} files are right.`);
  const rate = (timesMs: number[]): number => totalBytes / 1e3 / median(timesMs);
  const ratio = median(pairs.map(({ own, peerMs }) => peerMs / own.ms));
  const more = median(pairs.map(({ own }) => own.peakMb - own.idleMb));
  return [
    row(
      `openbis: ${what} of ${files} files, 1 GB`,
      rate(pairs.map(({ own }) => own.ms)),
      'MB/s',
      '≥ 0.7 × curl',
      ratio >= 0.7,
      {
        ...{ name: 'curl, one stream', value: rate(pairs.map(({ peerMs }) => peerMs)), ratio },
      },
    ),
    row(`openbis: memory of the ${what} above idle`, more, 'MB', `≤ ${mostMb} MB`, more <= mostMb),
  ];
}

async function move(what: 'download' | 'upload', url: string, permId: string, folder: string): Promise<MoverReport> {
  const child: ChildProcess = fork(new URL('openbis-mover.ts', import.meta.url), [what, url, permId, folder]);
  const ended = once(child, 'exit');
  const told = once(child, 'message');
  const [report] = (await Promise.race([told, ended])) as [MoverReport | number | null];
  await ended;
  if (typeof report !== 'object' || report === null) throw new Error(`The mover ended with ${report}.`);
  return report;
}

function uploads(url: string, token: string, folder: string): string[][] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bin'));
  return names.map((name, index) => [
    `url = "${url}/datastore_server/session_workspace_file_upload?sessionID=${token}&id=1&startByte=0&endByte=0&filename=curl/${index}"`,
    `data-binary = "@${join(folder, name)}"`,
    'header = "Content-Type: application/octet-stream"',
    'output = "/dev/null"',
  ]);
}

/** One process and one connection for all; it verifies nothing. */
async function curl(home: string, requests: readonly string[][]): Promise<number> {
  mkdirSync(join(home, 'curl'), { recursive: true });
  const list = join(home, 'curl.list');
  writeFileSync(list, requests.map((lines) => `${lines.join('\n')}\n`).join('next\n'));
  const startMs = performance.now();
  const [code] = await once(spawn('curl', ['--silent', '--fail', '-K', list], { stdio: 'inherit' }), 'exit');
  if (code !== 0) throw new Error(`curl ended with ${code}`);
  const ms = performance.now() - startMs;
  rmSync(join(home, 'curl'), { recursive: true, force: true });
  return ms;
}
