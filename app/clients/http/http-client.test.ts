import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Clock } from '../../platform/platform.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { createHttpClient, type HttpClient } from './http-client.ts';
import { labServerLimits } from './limits.ts';
import type { RequestRecord } from './observer.ts';
import { encodeForm } from './request-body.ts';
import { systemClock } from './system-clock.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function listen(server: Server | net.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close() {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
    },
  });
  // A TCP server's address is never a pipe name.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function serve(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  return listen(createServer(handler));
}

function client(
  origin: string,
  limits: Partial<typeof labServerLimits> = {},
  records: RequestRecord[] = [],
  clock: Clock = systemClock,
): HttpClient {
  const made = createHttpClient({
    origin,
    trust: {},
    limits: { ...labServerLimits, retryDelayMs: 1, ...limits },
    clock,
    observer: (record) => records.push(record),
  });
  open.push(made);
  return made;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const form = encodeForm([['title', 'a b']]);

it('repeats a POST that only reads, over one connection', async () => {
  const sockets = new Set<unknown>();
  const bodies: string[] = [];
  const origin = await serve(async (request, response) => {
    sockets.add(request.socket);
    let body = '';
    for await (const piece of request) body += piece;
    bodies.push(`${request.headers['content-type']} ${body}`);
    response.writeHead(bodies.length === 1 ? 503 : 200).end('answer');
  });
  const one = client(origin, { connections: 1 });
  const body = { contentType: 'application/json', bytes: Buffer.from('{"a":1}') };
  for (let turn = 0; turn < 2; turn++) expect((await one.ask({ target: '/', headers: {}, body })).status).toBe(200);
  expect(bodies).toEqual(Array(3).fill('application/json {"a":1}'));
  expect(sockets.size).toBe(1);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (const piece of ['{"a"', ':2}']) yield Buffer.from(piece);
  }
  await one.ask({ target: '/', headers: {}, body: { contentType: 'application/json', length: 7, pieces } });
  expect(bodies.at(-1)).toBe('application/json {"a":2}');
});

describe('reading', () => {
  it('gives status, headers, every cookie and the inflated body, and never follows a redirect', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(302, {
        location: '/elsewhere',
        'content-encoding': 'gzip',
        'set-cookie': ['a=1', 'b=2'],
        'content-type': 'application/json',
      });
      response.end(gzipSync('[1]'));
    });
    const answer = await client(origin).get({ target: '/x', headers: {} });
    expect(answer).toMatchObject({ status: 302, setCookies: ['a=1', 'b=2'] });
    expect(text(answer.body)).toBe('[1]');
  });

  it('sends the target as it stands, dots and double quoting included', async () => {
    const origin = await serve((request, response) => response.end(request.url));
    const answer = await client(origin).get({ target: '/samples/../a%252Fb?x=%20', headers: {} });
    expect(text(answer.body)).toBe('/samples/../a%252Fb?x=%20');
  });

  it('repeats after a reset and after 503, and reports each try without its query', async () => {
    let count = 0;
    const origin = await serve((request, response) => {
      count++;
      if (count === 1) request.socket.resetAndDestroy();
      else response.writeHead(count === 2 ? 503 : 200).end('ok');
    });
    const records: RequestRecord[] = [];
    expect((await client(origin, {}, records).get({ target: '/x?secret=1', headers: {} })).status).toBe(200);
    expect(records.map(({ path, status, attempt }) => ({ path, status, attempt }))).toEqual([
      { path: '/x', status: undefined, attempt: 1 },
      { path: '/x', status: 503, attempt: 2 },
      { path: '/x', status: 200, attempt: 3 },
    ]);
  });

  it('stops at the size limit of the inflated body', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(4_000_000)));
    });
    const reading = client(origin, { maxBodyBytes: 1_000_000 }).get({ target: '/', headers: {} });
    await expect(reading).rejects.toMatchObject({ code: 'bad-response', details: { limitBytes: 1_000_000 } });
  });

  it('gives up after a silence, before the answer and within it, and does not ask again', async () => {
    let count = 0;
    const origin = await serve((request, response) => {
      count++;
      if (request.url === '/within') response.writeHead(200, { 'content-length': '9' }).write('begun');
    });
    const one = client(origin, { idleTimeoutMs: 50 });
    for (const target of ['/before', '/within'])
      await expect(one.get({ target, headers: {} })).rejects.toMatchObject({ code: 'timeout', retryable: true });
    expect(count).toBe(2);
  });

  it('waits as long as a busy server asks', async () => {
    const clock = new FakeClock();
    const arrived = [Promise.withResolvers<number>(), Promise.withResolvers<number>()];
    let count = 0;
    const origin = await serve((_request, response) => {
      arrived[count]?.resolve(clock.monotonicMs());
      response.writeHead(count++ === 0 ? 429 : 200, { 'retry-after': '30' }).end();
    });
    const records: RequestRecord[] = [];
    const one = client(origin, {}, records, clock);
    const reading = one.get({ target: '/', headers: {} });
    const startMs = await arrived[0]?.promise;
    await vi.waitFor(() => expect(records).toHaveLength(1));
    await clock.advance(29_999);
    expect(count).toBe(1);
    await clock.advance(1);
    expect((await reading).status).toBe(200);
    expect(await arrived[1]?.promise).toBe((startMs ?? 0) + 30_000);
  });

  it('is cancelled while it waits for another try, by the caller or when closed', async () => {
    const origin = await serve((_request, response) => response.writeHead(503, { 'retry-after': '50' }).end());
    const records: RequestRecord[] = [];
    const one = client(origin, {}, records, new FakeClock());
    const abort = new AbortController();
    const first = one.get({ target: '/', headers: {}, signal: abort.signal });
    const second = one.get({ target: '/', headers: {} });
    await vi.waitFor(() => expect(records).toHaveLength(2));
    abort.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await Promise.all([expect(second).rejects.toMatchObject({ code: 'cancelled' }), one.close()]);
    expect(records).toHaveLength(2);
  });

  it('keeps to the number of connections', async () => {
    const held: ServerResponse[] = [];
    let most = 0;
    const origin = await serve((_request, response) => {
      most = Math.max(most, held.push(response));
      if (held.length === 2) setImmediate(() => held.splice(0).map((waiting) => waiting.end()));
    });
    const one = client(origin);
    await Promise.all(Array.from({ length: 8 }, () => one.get({ target: '/', headers: {} })));
    expect(most).toBe(2);
  });

  it('says that it was cancelled when aborted or closed', async () => {
    const origin = await serve(() => undefined);
    const abort = new AbortController();
    const one = client(origin);
    const first = one.get({ target: '/', headers: {}, signal: abort.signal });
    const second = one.get({ target: '/', headers: {} });
    abort.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await Promise.all([expect(second).rejects.toMatchObject({ code: 'cancelled' }), one.close()]);
  });
});

describe('writing', () => {
  it('tells that an aborted request may have arrived', async () => {
    const arrived = Promise.withResolvers<void>();
    const origin = await serve((request) => void request.resume().on('end', arrived.resolve));
    const abort = new AbortController();
    const sending = client(origin).post({ target: '/', headers: {}, body: form, signal: abort.signal });
    await arrived.promise;
    abort.abort();
    await expect(sending).rejects.toMatchObject({ code: 'cancelled', stage: 'sent' });
  });

  it('never repeats', async () => {
    let count = 0;
    const origin = await serve((_request, response) => {
      count++;
      response.writeHead(503).end();
    });
    expect((await client(origin).post({ target: '/', headers: {}, body: form })).status).toBe(503);
    expect(count).toBe(1);
  });

  it('knows that nothing was sent without a connection', async () => {
    const gone = net.createServer();
    const origin = await listen(gone);
    await new Promise((resolve) => gone.close(resolve));
    const sending = client(origin).post({ target: '/', headers: {}, body: form });
    await expect(sending).rejects.toMatchObject({ code: 'network', stage: 'connecting' });
  });

  it('knows that the last byte was not handed over when the connection breaks within the body', async () => {
    const origin = await serve((request) => request.once('data', () => request.socket.resetAndDestroy()));
    const body = { contentType: 'application/octet-stream', bytes: Buffer.alloc(30_000_000) };
    await expect(client(origin).post({ target: '/', headers: {}, body })).rejects.toMatchObject({ stage: 'sending' });
  });

  it('does not know what became of a request whose answer is missing', async () => {
    const origin = await serve((request) => request.on('end', () => request.socket.resetAndDestroy()).resume());
    await expect(client(origin).post({ target: '/', headers: {}, body: form })).rejects.toMatchObject({
      stage: 'sent',
    });
  });

  it('resets the connection after a silence, so that nothing arrives later', async () => {
    const seen: string[] = [];
    const ended = Promise.withResolvers<void>();
    const server = net.createServer((socket) => {
      socket.on('data', () => undefined);
      socket.on('error', (error) => seen.push('code' in error ? String(error.code) : error.message));
      socket.on('close', () => ended.resolve());
    });
    const origin = await listen(server);
    const sending = client(origin, { idleTimeoutMs: 50 }).post({ target: '/', headers: {}, body: form });
    await expect(sending).rejects.toMatchObject({ code: 'timeout', stage: 'sent' });
    await ended.promise;
    expect(seen).toEqual(['ECONNRESET']);
  });

  it('sends a body without a byte', async () => {
    const origin = await serve((request, response) => response.end(request.headers['content-length']));
    const answer = await client(origin).post({ target: '/', headers: {}, body: encodeForm([]) });
    expect(text(answer.body)).toBe('0');
  });
});
