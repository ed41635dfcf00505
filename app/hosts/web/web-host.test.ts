import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { AppError } from '../../contract/app-error.ts';
import { bytesPath } from '../../contract/bytes.ts';
import { type Contract, contract, type Handlers } from '../../contract/contract.ts';
import type { Log } from '../../platform/platform.ts';
import { createClient } from '../../rpc/client.ts';
import { createRouter } from '../../rpc/server.ts';
import { type SocketLike, socketTransport } from '../../rpc/transport.ts';
import { readRuntimeFile, removeRuntimeFile, runtimeFilePath, writeRuntimeFile } from './runtime-file.ts';
import { startWebHost, type WebHost } from './web-host.ts';

const canary = 'CANARY-of-the-lab';
const log: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => log };
const clock = { nowMs: () => 0, monotonicMs: () => performance.now(), sleep: async () => undefined };

let folder: string;
let host: WebHost;
let runs = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-web-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), `<meta content="__QUARRY_NONCE__"><p>${canary}`);
  writeFileSync(join(folder, 'assets/main-1.js'), `"${canary}"`);
  writeFileSync(join(folder, 'assets/old-1.js'), '');
  writeFileSync(join(folder, 'assets/main-1.js.gz'), gzipSync(`"${canary}"`));
  const handlers = Object.fromEntries(
    Object.keys(contract).map((name) => [
      name,
      async () => {
        runs++;
        if (name === 'connections.logout') throw new AppError('conflict', 'A write is under way.');
        return { layout: canary };
      },
    ]),
  );
  const app = {
    // Only the entries that the tests call answer as the contract says.
    router: createRouter(contract, handlers as unknown as Handlers, { checkOutput: false }),
    async bytes(name: string, query: string) {
      runs++;
      return { contentType: 'image/png', fileName: 'σ "1".png', bytes: Buffer.from(`${name} ${query} ${canary}`) };
    },
  };
  host = await startWebHost(app, { pageFolder: folder, clock, log });
});

afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

function ask(
  path: string,
  { method = 'GET', body = '', ...options }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port: host.port, path, method, ...options, agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const withToken = (): Record<string, string> => ({ authorization: `token ${host.token}` });

async function login(): Promise<{ cookie: string; xsrf: string }> {
  const { headers } = await ask(`/?token=${host.token}`);
  const cookies = (headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '');
  return { cookie: cookies.join('; '), xsrf: cookies.find((one) => one.startsWith('_xsrf='))?.slice(6) ?? '' };
}

/** The socket if it opens, else the whole refusal. */
function openSocket(headers: Record<string, string>, path = '/rpc'): Promise<WebSocket | Answer> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
  });
}

describe('who may ask', () => {
  const badHosts = ['evil.example', 'evil.example:PORT', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example:PORT'];
  const ways = ['GET page', 'GET bytes', 'GET asset', 'POST', 'websocket'] as const;
  type Way = (typeof ways)[number];
  interface Case {
    name: string;
    way: Way;
    headers: (login: { cookie: string; xsrf: string }) => Record<string, string>;
  }

  const good: Record<string, Case['headers']> = {
    token: withToken,
    cookie: ({ cookie, xsrf }) => ({ cookie, 'x-xsrftoken': xsrf, origin: `http://127.0.0.1:${host.port}` }),
  };
  const spoil: Record<string, Record<string, string>> = {
    ...Object.fromEntries(badHosts.map((value) => [`Host ${value}`, { host: value }])),
    'same-site': { 'sec-fetch-site': 'same-site' },
    'cross-site': { 'sec-fetch-site': 'cross-site' },
    'foreign Origin': { origin: 'https://evil.example' },
    'Origin of another port': { origin: 'http://127.0.0.1:1' },
    'Origin of a file': { origin: 'null' },
    'Origin equal to a foreign Host': { origin: 'http://evil.example:PORT', host: 'evil.example:PORT' },
    'wrong token': { authorization: `token ${'x'.repeat(43)}` },
  };
  const fill = (headers: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, v.replace('PORT', String(host.port))]));

  const refused: Case[] = ways.flatMap((way): Case[] => [
    ...Object.entries(good).flatMap(([as, headers]) =>
      Object.entries(spoil).map(([what, change]) => ({
        name: `${way} with ${as}: ${what}`,
        way,
        headers: (one: { cookie: string; xsrf: string }) => ({ ...headers(one), ...fill(change) }),
      })),
    ),
    { name: `${way} with nothing`, way, headers: () => ({}) },
    {
      name: `${way} with a guessed cookie`,
      way,
      headers: () => ({ cookie: `quarry-login-${host.port}=guess; _xsrf=a` }),
    },
  ]);
  refused.push(
    { name: 'POST without XSRF header', way: 'POST', headers: ({ cookie }) => ({ cookie }) },
    {
      name: 'POST with a foreign XSRF header',
      way: 'POST',
      headers: ({ cookie }) => ({ cookie, 'x-xsrftoken': 'other' }),
    },
    { name: 'websocket by cookie without Origin', way: 'websocket', headers: ({ cookie }) => ({ cookie }) },
  );

  async function go(way: Way, headers: Record<string, string>): Promise<WebSocket | Answer> {
    if (way === 'websocket') return openSocket(headers);
    if (way === 'POST') return ask('/rpc/app.workspace.get', { method: 'POST', headers, body: '{}' });
    return ask({ 'GET page': '/', 'GET bytes': '/bytes/diagnostics?q={}', 'GET asset': '/assets/main-1.js' }[way], {
      headers,
    });
  }

  test('are at least 96 cases', () => expect(refused.length).toBeGreaterThanOrEqual(96));

  test.each(refused)('refuses $name: nothing done, nothing told', async ({ way, headers }) => {
    const before = runs;
    const answer = await go(way, headers(await login()));
    if (answer instanceof WebSocket) throw new Error('The socket opened.');
    expect(answer.status).toBe(403);
    expect(answer.body.toString()).toBe('Refused. Open the address that `quarry serve` has printed.\n');
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(JSON.stringify(answer.headers)).not.toContain(host.token);
    expect(runs).toBe(before);
  });

  test.each(ways.flatMap((way) => Object.entries(good).map(([as, headers]) => ({ way, as, headers }))))(
    'lets $way with $as through',
    async ({ way, headers }) => {
      const answer = await go(way, headers(await login()));
      if (answer instanceof WebSocket) answer.terminate();
      else expect(answer.status).toBe(200);
    },
  );

  test('a missing Host, a second line of one, and a full address as target are refused', async () => {
    const raw = (lines: string[]): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect(host.port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
        let text = '';
        socket.on('data', (chunk) => {
          text += chunk;
        });
        socket.on('end', () => resolve(text));
        socket.on('error', reject);
      });
    const token = `authorization: token ${host.token}`;
    expect(await raw(['GET / HTTP/1.1', token])).toMatch(/^HTTP\/1.1 403 /);
    expect(await raw([`GET http://evil.example/ HTTP/1.1`, `host: 127.0.0.1:${host.port}`, token])).toMatch(
      /^HTTP\/1.1 403 /,
    );
    expect(await raw([`GET //evil.example/ HTTP/1.1`, `host: 127.0.0.1:${host.port}`, token])).toMatch(
      /^HTTP\/1.1 403 /,
    );
  });

  test('a preflight of another origin gets no CORS answer', async () => {
    const { status, headers } = await ask('/rpc/app.info', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(status).toBe(403);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test('health tells that the host lives, and no more', async () => {
    expect((await ask('/health')).body.toString()).toBe('ok\n');
  });

  test('listens on loopback only', () => expect(host.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=/));
});

describe('login', () => {
  test('exchanges the token for a strict cookie and takes it out of the address', async () => {
    const { status, headers } = await ask(`/?token=${host.token}`);
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['referrer-policy']).toBe('no-referrer');
    const [cookie, xsrf] = headers['set-cookie'] ?? [];
    expect(cookie).toMatch(new RegExp(`^quarry-login-${host.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`));
    expect(cookie).not.toContain(host.token);
    expect(xsrf).toMatch(/^_xsrf=[\w-]{43}; Path=\/; SameSite=Strict$/);
  });
});

describe('what is answered', () => {
  test('the page, with a nonce of its own each time', async () => {
    const [first, second] = [await ask('/', { headers: withToken() }), await ask('/', { headers: withToken() })];
    const nonceOf = (answer: Answer): string => /content="([^"]+)"/.exec(answer.body.toString())?.[1] ?? '';
    expect(nonceOf(first)).not.toBe(nonceOf(second));
    const policy = String(first.headers['content-security-policy']);
    expect(policy).toContain(`'nonce-${nonceOf(first)}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(first.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });

  test('a file that went away since the start is not found', async () => {
    rmSync(join(folder, 'assets/old-1.js'));
    expect(await ask('/assets/old-1.js', { headers: withToken() })).toMatchObject({ status: 404 });
  });

  test('assets for ever and compressed as the browser takes them', async () => {
    const plain = await ask('/assets/main-1.js', { headers: withToken() });
    expect(plain.headers['cache-control']).toContain('immutable');
    expect(plain.headers['content-encoding']).toBeUndefined();
    const packed = await ask('/assets/main-1.js', { headers: { ...withToken(), 'accept-encoding': 'br;q=0, gzip' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.body).toString()).toBe(plain.body.toString());
  });

  test.each(['/../package.json', '/assets/%2e%2e/index.html', '/assets/..%2f..%2fetc/passwd', '/index.html', '/rpc'])(
    'nothing at %s',
    async (path) => expect((await ask(path, { headers: withToken() })).status).toBe(404),
  );

  test('bytes as a download that can run nothing', async () => {
    const input = { connectionId: 'c', resultId: 7 };
    const { headers, body } = await ask(`/${bytesPath('result-image', input)}`, { headers: withToken() });
    expect(headers['content-disposition']).toBe("attachment; filename*=UTF-8''%CF%83%20%221%22.png");
    expect(headers['content-security-policy']).toContain('sandbox');
    expect(body.toString()).toBe(`result-image ${JSON.stringify(input)} ${canary}`);
  });

  test('a call by POST, its failures with their status, and names that are none', async () => {
    const post = (name: string, body: string): Promise<Answer> =>
      ask(`/rpc/${name}`, { method: 'POST', headers: withToken(), body });
    expect(JSON.parse((await post('app.workspace.get', '')).body.toString())).toEqual({ layout: canary });
    expect((await post('connections.logout', '{"id":"a"}')).status).toBe(409);
    const bad = await post('connections.logout', '{}');
    expect(bad.status).toBe(400);
    expect(JSON.parse(bad.body.toString())).toMatchObject({ error: { code: 'invalid-input' } });
    expect((await post('connections.logout', '{"id"')).status).toBe(400);
    expect((await post('toString', '{}')).status).toBe(404);
    expect((await post('%zz', '{}')).status).toBe(404);
    expect((await post('jobs.watch', '{}')).status).toBe(501);
  });

  test('no body over 32 MiB', async () => {
    const answer = await ask('/rpc/app.workspace.set', {
      method: 'POST',
      headers: { ...withToken(), 'content-length': String(33 * 1024 * 1024), expect: '100-continue' },
    }).catch((error: Error) => error);
    if (answer instanceof Error) throw answer;
    expect(answer.body.toString()).toContain('32 MiB');
  });

  test('GET changes nothing: calls take POST only', async () => {
    const before = runs;
    expect((await ask('/rpc/app.cache.clear', { headers: withToken() })).status).toBe(404);
    expect(runs).toBe(before);
  });

  test('calls over the WebSocket', async () => {
    const socket = await openSocket(withToken());
    if (!(socket instanceof WebSocket)) throw new Error(`Refused: ${socket.status}`);
    const client = createClient<Contract>(socketTransport(socket as unknown as SocketLike));
    expect(await client.call('app.workspace.get', {})).toEqual({ layout: canary });
    client.close();
  });

  test('no socket at another path', async () => {
    expect(await openSocket(withToken(), '/other')).toMatchObject({ status: 404 });
  });
});

describe('start', () => {
  test('a taken port is a conflict that names it', async () => {
    const app = { router: { serve: () => undefined }, bytes: () => Promise.reject(new Error()) };
    await expect(startWebHost(app, { pageFolder: folder, port: host.port, clock, log })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(String(host.port)),
    });
  });

  test('a page that is not built is named', async () => {
    const app = { router: { serve: () => undefined }, bytes: () => Promise.reject(new Error()) };
    await expect(startWebHost(app, { pageFolder: join(folder, 'no'), clock, log })).rejects.toMatchObject({
      code: 'storage',
    });
  });

  test('the runtime file is for the owner only and goes with its process', () => {
    writeRuntimeFile(folder, { address: 'http://127.0.0.1:1', token: 't', pid: 7 });
    expect(readRuntimeFile(folder)).toEqual({ address: 'http://127.0.0.1:1', token: 't', pid: 7 });
    if (process.platform !== 'win32') expect(statSync(runtimeFilePath(folder)).mode & 0o777).toBe(0o600);
    removeRuntimeFile(folder, 8);
    expect(readFileSync(runtimeFilePath(folder), 'utf8')).toContain('token');
    removeRuntimeFile(folder, 7);
    expect(readRuntimeFile(folder)).toBeUndefined();
  });
});
