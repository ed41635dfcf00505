import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const program = fileURLToPath(new URL('../../../testing/download-child.ts', import.meta.url));
/** QUARRY_KILLS=40: a longer run. */
const kills = Number(process.env.QUARRY_KILLS ?? 4);
const mebibyte = 1024 * 1024;
const pieceBytes = 32 * 1024;
const content = Buffer.alloc((kills + 2) * 2 * mebibyte).map((_, at) => (at * 31 + (at >> 9)) % 251);

let folder = '';
let server: Server;
let url = '';
let child: ChildProcess | undefined;
/** Where each answer began, and how far it came. */
let answers: { from: number; to: number }[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-download-kill-'));
  answers = [];
  server = createServer((request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const answer = { from, to: from };
    answers.push(answer);
    const range = { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` };
    const head = { etag: '"x"', 'content-length': content.length - from, ...(from > 0 ? range : {}) };
    response.writeHead(from > 0 ? 206 : 200, head);
    const stopAt = answers.length > kills ? content.length : answers.length * 2 * mebibyte;
    for (; answer.to < stopAt && !response.destroyed; answer.to += pieceBytes)
      response.write(content.subarray(answer.to, Math.min(stopAt, answer.to + pieceBytes)));
    // Else it falls silent, and the other side is killed.
    if (stopAt === content.length) response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/file.dat`;
});
afterEach(() => {
  child?.kill('SIGKILL');
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

function start(): Promise<unknown> {
  child = spawn(process.execPath, [program, url, folder, 'file.dat'], { stdio: 'inherit' });
  return once(child, 'exit');
}

function partBytes(): number {
  return statSync(join(folder, 'file.dat.part'), { throwIfNoEntry: false })?.size ?? 0;
}

test(`12 Kill every 2 MiB while downloading, ${kills} times: ≤ 1 MiB per file lost per kill; final names never torn`, {
  timeout: 300_000,
}, async () => {
  for (let kill = 1; kill <= kills; kill++) {
    const ended = start();
    // Of what has arrived, all but the last mebibyte comes to the disk by itself.
    while (partBytes() < (kill * 2 - 1) * mebibyte) await wait(1);
    // It counts once the journal has it too, a moment later.
    await wait(50);
    child?.kill('SIGKILL');
    await ended;
    expect(existsSync(join(folder, 'file.dat'))).toBe(false);
  }
  await start();
  expect(answers).toHaveLength(kills + 1);
  for (const [index, { from }] of answers.entries()) {
    const before = answers[index - 1];
    if (before !== undefined) expect(before.to - from, `kill ${index}`).toBeLessThanOrEqual(mebibyte);
  }
  const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  expect(digest(readFileSync(join(folder, 'file.dat')))).toBe(digest(content));
});
