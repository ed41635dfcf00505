import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { createOpenbisClient, type OpenbisClient } from './index.ts';

const limits = { maxBodyBytes: 300_000, idleTimeoutMs: 300, retries: 0 };
let server: Server;
let client: OpenbisClient;

/** A server that answers every call in its own way. */
async function serve(answer: (response: ServerResponse) => void): Promise<void> {
  server = createServer((request, response) => {
    request.resume().on('end', () => answer(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has such an address.
  const { port } = server.address() as AddressInfo;
  client = createOpenbisClient({ url: `http://127.0.0.1:${port}`, name: 'lab', limits });
}

afterEach(async () => {
  await client.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const json = { 'content-type': 'application/json' };
const before = '{"jsonrpc":"2.0","id":"1","result":';

it.each<[string, (response: ServerResponse) => void]>([
  ['without an end', (response) => endless(response)],
  ['that is large only when it is unpacked', (response) => packed(response, Buffer.alloc(50_000_000, 'a'))],
])('an answer %s is refused with the limit', async (_, answer) => {
  await serve(answer);
  await expect(client.probe()).rejects.toMatchObject({
    ...{ code: 'bad-response', message: expect.stringMatching(/127\.0\.0\.1.*larger/) },
  });
});

it.each([
  ['lists', '['.repeat(100_000)],
  ['objects', '{"a":'.repeat(50_000)],
])('an answer of ever deeper %s is refused by name', async (_, text) => {
  await serve((response) => response.writeHead(200, json).end(before + text));
  await expect(client.probe()).rejects.toMatchObject({ code: 'bad-response', source: 'lab' });
});

it('an answer that comes by drops can be stopped, and one that stops is given up', async () => {
  const stop = new AbortController();
  await serve((response) => {
    response.writeHead(200, json).write(before);
    let drops = 0;
    const dripping = setInterval(() => {
      response.write(' ');
      drops += 1;
      if (drops === 5) stop.abort();
    }, 20);
    response.on('close', () => clearInterval(dripping));
  });
  await expect(client.probe({ signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' });

  server.removeAllListeners('request');
  server.on('request', (_request, response) => void response.writeHead(200, json).write(before));
  await expect(client.probe()).rejects.toMatchObject({ code: 'timeout' });
});

function endless(response: ServerResponse): void {
  response.writeHead(200, json).write(before);
  const more = (): void => {
    while (!response.destroyed && response.write('"a",'.repeat(10_000)));
  };
  response.on('drain', more);
  more();
}

function packed(response: ServerResponse, text: Buffer): void {
  response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync(text));
}
