import { createServer, type RequestListener, type Server, request as send } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { createCertificate } from '../../testing/certificates.ts';
import { createFileSource } from './download/file-source.ts';
import { createHttpClient, type HttpClient, type HttpClientOptions } from './http-client.ts';
import { labServerLimits } from './limits.ts';
import { encodeForm } from './request-body.ts';
import { systemClock } from './system-clock.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
  // A TCP server's address is never a pipe name.
  return (server.address() as net.AddressInfo).port;
}

interface Proxy {
  url: string;
  /** Whole addresses of plain requests, host and port of tunnels. */
  asked: string[];
}

/** A proxy that passes plain requests on and opens tunnels, or answers all with `refusal`. */
async function startProxy(refusal?: number): Promise<Proxy> {
  const asked: string[] = [];
  const ends = new Set<Duplex>();
  const server = createServer(({ method = '', url = '', headers }, answer) => {
    asked.push(url);
    if (refusal !== undefined) return answer.writeHead(refusal).end();
    const onward = send(url, { method, headers }, (answered) => {
      answered.pipe(answer.writeHead(answered.statusCode ?? 0));
    });
    onward.on('error', () => answer.destroy());
    return answer.req.pipe(onward);
  });
  server.on('connect', ({ url = '' }, near: Duplex) => {
    asked.push(url);
    ends.add(near.on('error', () => undefined));
    if (refusal !== undefined) return near.end(`HTTP/1.1 ${refusal} Refused\r\n\r\n`);
    const { hostname, port } = new URL(`http://${url}`);
    const far = net.connect(Number(port), hostname, () => near.write('HTTP/1.1 200 OK\r\n\r\n'));
    ends.add(far.on('error', () => near.destroy()));
    return near.pipe(far).pipe(near);
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  open.push({
    close() {
      for (const end of ends) end.destroy();
    },
  });
  return { url, asked };
}

function client(origin: string, options: Partial<HttpClientOptions>): HttpClient {
  const made = createHttpClient({
    origin,
    trust: {},
    limits: { ...labServerLimits, retries: 0 },
    clock: systemClock,
    ...options,
  });
  open.push(made);
  return made;
}

const request = { target: '/x', headers: {} };
const form = encodeForm([['title', 'a']]);
const echo: RequestListener = (asked, answer) =>
  asked.resume().on('end', () => answer.end(`${asked.method} ${asked.url}`));
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe('through a proxy', () => {
  it('reads and writes', async () => {
    const proxy = await startProxy();
    const origin = `http://127.0.0.1:${await listen(createServer(echo))}`;
    const one = client(origin, { proxy: proxy.url });
    expect(text((await one.get(request)).body)).toBe('GET /x');
    expect(text((await one.post({ ...request, body: form })).body)).toBe('POST /x');
    expect(proxy.asked).toEqual([`${origin}/x`, `${origin}/x`]);
  });

  it('checks the certificate of the server behind it', async () => {
    const proxy = await startProxy();
    const authority = createCertificate({ name: 'Test Authority', authority: true });
    const certificate = createCertificate({ name: 'lab', issuer: authority, hostName: '127.0.0.1' });
    const origin = `https://127.0.0.1:${await listen(createSecureServer(certificate, echo))}`;
    const trusting = client(origin, { proxy: proxy.url, trust: { ca: authority.cert } });
    expect((await trusting.post({ ...request, body: form })).status).toBe(200);
    const wary = client(origin, { proxy: proxy.url });
    await expect(wary.get(request)).rejects.toMatchObject({ code: 'network', details: { reason: 'tls' } });
    await expect(wary.post({ ...request, body: form })).rejects.toMatchObject({ stage: 'sending' });
  });

  it('fetches files, also over plain HTTP', async () => {
    const proxy = await startProxy();
    const origin = `http://127.0.0.1:${await listen(createServer(echo))}`;
    const source = createFileSource(labServerLimits, 'Quarry/test', { trust: {}, proxy: proxy.url });
    open.push(source);
    const answer = await source.get(`${origin}/x`, {}, 1, new AbortController().signal);
    for await (const _ of answer.body) void _;
    expect(answer.status).toBe(200);
    expect(proxy.asked).toEqual([`${origin}/x`]);
  });

  it('never says that a request without a body was not sent', async () => {
    const proxy = await startProxy();
    let arrived = 0;
    const server = createServer((asked) => {
      arrived++;
      asked.socket.destroy();
    });
    const origin = `http://127.0.0.1:${await listen(server)}`;
    const sending = client(origin, { proxy: proxy.url }).post({ ...request, body: encodeForm([]) });
    await expect(sending).rejects.toMatchObject({ stage: 'sent' });
    expect(arrived).toBe(1);
  });

  it('knows that nothing was sent when the proxy opens no tunnel', async () => {
    const proxy = await startProxy(407);
    const one = client('https://lab.example', { proxy: proxy.url });
    await expect(one.get(request)).rejects.toMatchObject({ code: 'network' });
    await expect(one.post({ ...request, body: form })).rejects.toMatchObject({ code: 'network', stage: 'sending' });
    expect(new Set(proxy.asked)).toEqual(new Set(['lab.example:443']));
  });

  it('gives what the proxy itself answers', async () => {
    const proxy = await startProxy(502);
    const one = client('http://lab.example', { proxy: proxy.url });
    expect((await one.post({ ...request, body: form })).status).toBe(502);
  });

  it('takes no pinned certificate', () => {
    const pinned = { proxy: 'http://127.0.0.1:9', trust: { pinnedFingerprint: 'ab' } };
    expect(() => client('https://lab.example', pinned)).toThrow(expect.objectContaining({ code: 'unsupported' }));
  });
});
