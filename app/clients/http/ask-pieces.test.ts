import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { createCertificate } from '../../testing/certificates.ts';
import { createHttpClient, type HttpClient, type PieceTaker } from './http-client.ts';
import { labServerLimits } from './limits.ts';
import { systemClock } from './system-clock.ts';

const certificate = createCertificate({ name: 'alone', hostName: '127.0.0.1' });
const body = { contentType: 'application/json', bytes: Buffer.from('{"name":"µm"}') };
const request = { target: '/transfer?x=1', headers: { 'user-agent': 'Quarry/test' }, body };
const rounds = 5;
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function clientOf(scheme: string, answer: RequestListener, maxBodyBytes = 10_000_000): Promise<HttpClient> {
  const { cert, key, fingerprint } = certificate;
  const server: Server = scheme === 'https' ? createSecureServer({ cert, key }, answer) : createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a pipe name.
  const origin = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createHttpClient({
    ...{ origin, trust: scheme === 'https' ? { pinnedFingerprint: fingerprint } : {}, clock: systemClock },
    limits: { ...labServerLimits, retryDelayMs: 1, maxBodyBytes },
  });
  open.push(client, {
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
  return client;
}

function gathered(): PieceTaker<Buffer> {
  const pieces: Uint8Array[] = [];
  return { push: (piece) => void pieces.push(Uint8Array.from(piece)), finish: () => Buffer.concat(pieces) };
}

describe.each(['http', 'https'])('many bytes that are asked for by POST over %s', (scheme) => {
  it('come as they were sent, over kept connections, though their memory is used again', async () => {
    const sockets = new Set<unknown>();
    const asked: unknown[] = [];
    const whole = Buffer.alloc(3_000_000, 'abcdefg');
    const client = await clientOf(scheme, async (incoming, response) => {
      sockets.add(incoming.socket);
      const { method, url, headers } = incoming;
      asked.push([method, url, headers['content-type'], headers['accept-encoding'], await text(incoming)]);
      response.writeHead(200, { 'x-kind': 'bytes' }).end(whole);
    });
    for (let round = 0; round < rounds; round++) {
      const bytes = await client.askPieces(request, (head, giveBack) => {
        expect(head).toMatchObject({ status: 200, headers: { 'x-kind': 'bytes' } });
        const { push, finish } = gathered();
        return {
          async push(piece) {
            await push(piece);
            giveBack(piece);
          },
          finish,
        };
      });
      expect(bytes.equals(whole)).toBe(true);
    }
    expect(sockets.size).toBeLessThan(rounds);
    expect(asked).toEqual(
      Array(rounds).fill(['POST', '/transfer?x=1', 'application/json', 'identity', '{"name":"µm"}']),
    );
  });

  it('are asked for again after 503 and after a broken connection', async () => {
    let requests = 0;
    const client = await clientOf(scheme, (incoming, response) => {
      requests += 1;
      incoming.resume();
      if (requests === 1) response.writeHead(503).end('busy');
      else if (requests === 2)
        response.writeHead(200, { 'content-length': 9 }).write('half', () => response.socket?.destroy());
      else response.end('the whole');
    });
    expect(String(await client.askPieces(request, gathered))).toBe('the whole');
    expect(requests).toBe(3);
  });

  it('are not asked for again when they are refused, and too many are', async () => {
    let requests = 0;
    const client = await clientOf(
      scheme,
      (incoming, response) => {
        requests += 1;
        incoming.resume();
        response.end(Buffer.alloc(2_000_000));
      },
      1_000_000,
    );
    const refusing: PieceTaker<never> = {
      push() {
        throw new Error('refused');
      },
      finish: () => Promise.reject(new Error('never')),
    };
    await expect(client.askPieces(request, () => refusing)).rejects.toThrow('refused');
    await expect(client.askPieces(request, gathered)).rejects.toMatchObject({
      code: 'bad-response',
      message: expect.stringContaining('larger than 1 MiB'),
    });
    expect(requests).toBe(2);
  });

  it('can be stopped', async () => {
    const stop = new AbortController();
    const client = await clientOf(scheme, (incoming, response) => {
      incoming.resume();
      response.writeHead(200).write('some');
      stop.abort();
    });
    await expect(client.askPieces({ ...request, signal: stop.signal }, gathered)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
