import { once } from 'node:events';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../demo/juliabase/random.ts';
import type { FileAnswer } from '../file-source.ts';
import { PlainSource } from './plain-source.ts';

type Answer = (request: string, socket: net.Socket, number: number) => void;

let server: net.Server;
let source: PlainSource;
let url = '';
let answer: Answer = () => undefined;
let connections = 0;
let requests: string[] = [];
const open = new Set<net.Socket>();

beforeEach(async () => {
  connections = 0;
  requests = [];
  source = new PlainSource({ connectTimeoutMs: 1000, idleTimeoutMs: 300 }, 'Quarry/test');
  server = net.createServer((socket) => {
    connections += 1;
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      const request = bytes.toString('latin1');
      requests.push(request);
      answer(request, socket, requests.length);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/a%20b.fits?x=1`;
});
afterEach(async () => {
  await source.close();
  for (const socket of open) socket.destroy();
  server.close();
});

function get(signal = new AbortController().signal): Promise<FileAnswer> {
  return source.get(url, { range: 'bytes=5-' }, 1, signal);
}

async function textOf({ body }: FileAnswer): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(Uint8Array.from(piece));
  return Buffer.concat(pieces).toString('latin1');
}

describe('files over plain HTTP', () => {
  it('come one after the other on one connection, asked for in so many words', async () => {
    answer = (_, socket, number) => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfil${number}`);
    expect(await textOf(await get())).toBe('fil1');
    expect(await textOf(await get())).toBe('fil2');
    expect(connections).toBe(1);
    const host = new URL(url).host;
    expect(requests[0]).toBe(
      [
        'GET /a%20b.fits?x=1 HTTP/1.1',
        `host: ${host}`,
        'user-agent: Quarry/test',
        'accept: */*',
        'accept-encoding: identity',
        'range: bytes=5-',
        '\r\n',
      ].join('\r\n'),
    );
  });

  it('are the same however their bytes are cut, with chunks, trailers and announcements', async () => {
    const whole =
      'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n' +
      '5;name=x\r\nhello\r\n6 \r\n world\r\n0\r\nX: y\r\n\r\n';
    for (let cut = 1; cut < whole.length; cut += 3) {
      answer = (_, socket) => {
        socket.setNoDelay(true);
        socket.write(whole.slice(0, cut), () => setImmediate(() => socket.write(whole.slice(cut))));
      };
      expect(await textOf(await get()), `cut at ${cut}`).toBe('hello world');
    }
    expect(connections).toBe(1);
  });

  it('end with the connection where nothing else tells their end', async () => {
    answer = (_, socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nall of it');
    expect(await textOf(await get())).toBe('all of it');
    expect(await textOf(await get())).toBe('all of it');
    expect(connections).toBe(2);
  });

  it('break with a word, after all that has come', async () => {
    answer = (_, socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf', () => setImmediate(() => socket.destroy()));
    };
    const { body } = await get();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const piece of body) seen.push(Buffer.from(piece).toString());
    })();
    await expect(reading).rejects.toMatchObject({ code: 'network', retryable: true });
    expect(seen.join('')).toBe('half');
  });

  it.each([
    ['nonsense', 'SSH-2.0-server\r\n\r\n'],
    ['a head without end', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(70_000)}`],
    ['a chunk without a size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
    ['more than was told', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n\r\n'],
  ])('are refused from a server that sends %s, and never taken for the next', async (_, text) => {
    answer = (_request, socket, number) =>
      socket.write(number === 1 ? text : 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnext');
    const first = await get()
      .then(textOf)
      .catch((error: unknown) => error);
    if (first !== 'ok') expect(first).toMatchObject({ code: 'network', retryable: true });
    expect(await textOf(await get())).toBe('next');
    expect(connections).toBe(2);
  });

  it('are given up when a server falls silent, and when nobody wants them any more', async () => {
    answer = (_, socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf');
    await expect(get().then(textOf)).rejects.toMatchObject({ code: 'timeout' });
    const stop = new AbortController();
    const stopped = get(stop.signal).then(textOf);
    await expect.poll(() => requests.length).toBe(2);
    stop.abort();
    await expect(stopped).rejects.toMatchObject({ code: 'network' });
    await expect(get(stop.signal)).rejects.toThrow();
    await expect(source.get('http://127.0.0.1:1/', {}, 1, new AbortController().signal)).rejects.toMatchObject({
      message: expect.stringContaining('does not accept connections'),
    });
  });

  it('let nobody who is through with one end the next on the same connection', async () => {
    answer = (_, socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    const first = await get();
    await first.ended;
    const second = get();
    first.abandon();
    expect(await textOf(await second)).toBe('ok');
    expect(connections).toBe(1);
  });

  it('spoilt in a thousand ways end in bytes or in a word, never in silence', async () => {
    const random = createRandom(20261121);
    const whole = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 11\r\nETag: "x"\r\n\r\nhello world');
    const chunks = Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n0\r\n\r\n');
    for (let round = 0; round < 1000; round++) {
      const bytes = Buffer.from(round % 2 === 0 ? whole : chunks);
      for (let hit = 0; hit <= random() * 4; hit++)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      answer = (_, socket) => socket.end(bytes.subarray(0, Math.ceil(random() * bytes.length)));
      const outcome = await get()
        .then(textOf)
        .catch((error: unknown) => error);
      if (typeof outcome !== 'string')
        expect(outcome).toMatchObject({ code: expect.stringMatching(/^(?:network|timeout)$/) });
    }
  });
});
