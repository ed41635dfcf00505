import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeClock } from '../../platform/node/node-clock.ts';
import { type ApiAnswer, type Ask, type JupyterLab, openJupyterLab } from '../../testing/jupyter-lab.ts';
import { loginCookieName } from '../loopback/names.ts';

const notebooks = 'http://localhost:8888';
let lab: JupyterLab;
let cookies: string;
/** While it is set, time stands still. */
let stoppedMs: number | undefined;

beforeAll(async () => {
  lab = await openJupyterLab({
    host: {
      basePath: '/user/ada/',
      clock: { ...nodeClock, monotonicMs: () => stoppedMs ?? nodeClock.monotonicMs() },
    },
  });
  lab.allowedOrigins.push(notebooks);
  cookies = await login();
});
afterAll(() => lab.close());

async function login(): Promise<string> {
  const { headers } = await lab.ask(`?token=${lab.host.token}`, { headers: {} });
  return (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
}

const xsrfOf = (text: string): string => /_xsrf=([^;]+)/.exec(text)?.[1] ?? '';

type Headers = Record<string, string>;
const own = (): string => `http://127.0.0.1:${lab.host.port}`;

/** Ways in that work; each is then spoilt in every way below. */
const good: Record<string, () => Headers> = {
  'the token': () => ({ authorization: `token ${lab.host.token}` }),
  'the cookie': () => ({ cookie: cookies, 'x-xsrftoken': xsrfOf(cookies), origin: own() }),
  'the cookie and X-CSRFToken': () => ({ cookie: cookies, 'x-csrftoken': xsrfOf(cookies), referer: `${own()}/lab` }),
};

const spoilt: Record<string, () => Headers> = {
  'a foreign Host': () => ({ host: 'evil.example' }),
  'a foreign Host with our port': () => ({ host: `evil.example:${lab.host.port}` }),
  'our Host without port': () => ({ host: '127.0.0.1' }),
  'another loopback name': () => ({ host: `127.0.0.2:${lab.host.port}` }),
  'same-site': () => ({ 'sec-fetch-site': 'same-site', origin: own() }),
  'cross-site': () => ({ 'sec-fetch-site': 'cross-site', origin: own() }),
  'a foreign Origin': () => ({ origin: 'https://evil.example' }),
  'the Origin of another port': () => ({ origin: 'http://127.0.0.1:1' }),
  'the Origin of a file': () => ({ origin: 'null' }),
  'an Origin equal to a foreign Host': () => ({ origin: 'http://evil.example', host: 'evil.example' }),
  'a wrong token': () => ({ authorization: `token ${'x'.repeat(43)}` }),
  'a token of another form': () => ({ authorization: `Bearer ${lab.host.token}` }),
};

/** Calls that would do or tell something. */
const calls: Record<string, Ask & { path: string }> = {
  'GET conns': { path: 'openbis/conns' },
  'POST conns': { path: 'openbis/conns', method: 'POST', body: { name: 'evil', url: 'https://evil.example' } },
  'PUT conn': { path: 'openbis/conn/lab', method: 'PUT', body: { action: 'logout' } },
  'DELETE conn': { path: 'openbis/conn/lab', method: 'DELETE' },
  'GET dataset': { path: 'openbis/dataset/lab/1-7/x' },
  'POST requirements': {
    ...{ path: 'requirements', method: 'POST' },
    body: { notebook_path: 'a.ipynb', runtime: 'r', runtime_filename: 'r.txt' },
  },
};

const refusal = { reason: expect.stringMatching(/^Refused\./) };

async function expectRefused(asked: Promise<ApiAnswer>): Promise<void> {
  const { status, headers, text, body } = await asked;
  expect([status, body]).toEqual([403, refusal]);
  expect(text).not.toContain(lab.host.token);
  expect(headers['set-cookie']).toBeUndefined();
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  expect((await lab.client.call('connections.list', {})).map(({ name }) => name)).toEqual(['lab']);
  expect(lab.demo.control.requests()).toEqual([]);
}

describe('a refused call does nothing and tells nothing', () => {
  const cases = Object.entries(calls).flatMap(([call, ask]) => [
    ...Object.entries(good).flatMap(([way, headers]) =>
      Object.entries(spoilt).map(([how, change]) => ({ call, ask, how: `${way}, but ${how}`, headers, change })),
    ),
    { call, ask, how: 'nothing', headers: () => ({}), change: () => ({}) },
    {
      ...{ call, ask, how: 'a guessed cookie', change: () => ({}) },
      headers: () => ({ cookie: `${loginCookieName(lab.host.port)}=guess; _xsrf=a`, 'x-xsrftoken': 'a' }),
    },
    {
      ...{ call, ask, how: 'the cookie from a page that may use the token only' },
      headers: () => ({ cookie: cookies, 'x-xsrftoken': xsrfOf(cookies) }),
      change: () => ({ origin: notebooks }),
    },
    ...(ask.method === undefined
      ? []
      : ['', 'other', undefined].map((xsrf) => ({
          ...{ call, ask, how: `the cookie, with ${xsrf ?? 'no'} XSRF token`, change: () => ({}) },
          headers: () => ({ cookie: cookies, ...(xsrf === undefined ? {} : { 'x-xsrftoken': xsrf }) }),
        }))),
  ]);

  test('in at least 96 combinations', () => expect(cases.length).toBeGreaterThanOrEqual(96));

  test.each(cases)('$call with $how', async ({ ask: { path, ...ask }, headers, change }) => {
    await expectRefused(lab.ask(path, { ...ask, headers: { ...headers(), ...change() } }));
  });

  test('a missing Host, and a full address as target', async () => {
    const token = `authorization: token ${lab.host.token}`;
    expect(await raw(['GET /user/ada/openbis/conns HTTP/1.1', token])).toMatch(/^HTTP\/1.1 403 /);
    const target = 'GET http://evil.example/user/ada/openbis/conns HTTP/1.1';
    expect(await raw([target, `host: 127.0.0.1:${lab.host.port}`])).toMatch(/^HTTP\/1.1 403 /);
  });

  function raw(lines: string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(lab.host.port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
    });
  }

  test('the log of calls has them all, without queries', async () => {
    await lab.ask('openbis/conns?token=canary', { headers: {} });
    expect(lab.calls.at(-1)).toMatchObject({ method: 'GET', path: '/user/ada/openbis/conns', status: 403 });
    expect(JSON.stringify(lab.calls)).not.toContain('canary');
  });
});

describe.each(Object.entries(good))('%s lets through', (_, headers) => {
  test('reading and changing', async () => {
    expect((await lab.ask('openbis/conns', { headers: headers() })).status).toBe(200);
    const change = { method: 'PUT', body: { action: 'unmount' }, headers: headers() };
    expect((await lab.ask('openbis/conn/lab', change)).status).toBe(200);
  });
});

describe('the token', () => {
  test('in the address of a call', async () => {
    expect((await lab.ask(`openbis/conns?token=${lab.host.token}`, { headers: {} })).status).toBe(200);
    expect((await lab.ask('openbis/conns?token=wrong', { headers: {} })).status).toBe(403);
  });

  test('once in the address of the root: exchanged for a strict cookie, and gone from the address', async () => {
    const { status, headers, text } = await lab.ask(`?token=${lab.host.token}`, { headers: {} });
    expect([status, headers.location]).toEqual([303, '/user/ada/']);
    const [cookie, xsrf] = headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^quarry-login-\d+=[\w-]{43}; Path=\/user\/ada\/; HttpOnly; SameSite=Strict$/);
    expect(xsrf).toMatch(/^_xsrf=[\w-]{43}; Path=\/user\/ada\/; SameSite=Lax$/);
    expect(text + cookie).not.toContain(lab.host.token);
  });

  test('bypasses XSRF, as in Jupyter', async () => {
    const headers = { authorization: `token ${lab.host.token}` };
    const change = { method: 'PUT', body: { action: 'unmount' } };
    expect((await lab.ask('openbis/conn/lab', { ...change, headers })).status).toBe(200);
  });
});

describe('XSRF', () => {
  test('the cookie is set on GETs only if absent: it may belong to a Jupyter on another port', async () => {
    const session = cookies.split('; ')[0] ?? '';
    const absent = await lab.ask('openbis/conns', { headers: { cookie: session } });
    expect(absent.headers['set-cookie']).toEqual([
      expect.stringMatching(/^_xsrf=[\w-]{43}; Path=\/user\/ada\/; SameSite=Lax$/),
    ]);
    const present = await lab.ask('openbis/conns', { headers: { cookie: `${session}; _xsrf=of-jupyter` } });
    expect(present.headers['set-cookie']).toBeUndefined();
  });

  test('only equality counts, and the query may carry it', async () => {
    const cookie = `${cookies.split('; ')[0]}; _xsrf=of-jupyter`;
    const change = { method: 'PUT', body: { action: 'unmount' } };
    const headers = { cookie, 'x-xsrftoken': 'of-jupyter', credentials: 'same-origin' };
    expect((await lab.ask('openbis/conn/lab', { ...change, headers })).status).toBe(200);
    expect((await lab.ask('openbis/conn/lab?_xsrf=of-jupyter', { ...change, headers: { cookie } })).status).toBe(200);
  });
});

describe('pages of other origins', () => {
  const fromNotebook = (): Headers => ({ origin: notebooks, 'sec-fetch-site': 'same-site' });

  test('an allowed one may call with the token and read the answer', async () => {
    const headers = { ...fromNotebook(), authorization: `token ${lab.host.token}` };
    const answer = await lab.ask('openbis/conns', { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': notebooks, vary: 'origin' });
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  });

  test('its preflight is answered; others get 403 without CORS', async () => {
    const asked = { 'access-control-request-method': 'PUT' };
    const allowed = await lab.ask('openbis/conn/lab', { method: 'OPTIONS', headers: { ...fromNotebook(), ...asked } });
    expect(allowed.status).toBe(204);
    expect(allowed.headers['access-control-allow-headers']).toContain('authorization');
    const origin = 'https://evil.example';
    const other = await lab.ask('openbis/conn/lab', { method: 'OPTIONS', headers: { origin, ...asked } });
    expect([other.status, other.headers['access-control-allow-origin']]).toEqual([403, undefined]);
  });

  test('none is allowed any more once it is taken off the list', async () => {
    lab.allowedOrigins.length = 0;
    const headers = { ...fromNotebook(), authorization: `token ${lab.host.token}` };
    expect((await lab.ask('openbis/conns', { headers })).status).toBe(403);
    lab.allowedOrigins.push(notebooks);
  });
});

describe('what no route takes', () => {
  test.each([
    ['GET', 'openbis', 404],
    ['GET', 'openbis/conn', 405],
    ['HEAD', 'openbis/conns', 405],
    ['PATCH', 'openbis/conns', 405],
    ['GET', 'openbis/sample/lab', 404],
    ['GET', 'openbis/conn/%zz', 400],
    ['GET', '../../openbis/conns', 404],
  ])('%s %s is %i', async (method, path, status) => expect((await lab.ask(path, { method })).status).toBe(status));

  test('a path that does not begin with the base path', async () => {
    const { hostname, port } = new URL(lab.host.address);
    const answer = await fetch(`http://${hostname}:${port}/openbis/conns?token=${lab.host.token}`);
    expect(answer.status).toBe(403);
    const headers = { authorization: `token ${lab.host.token}` };
    expect((await fetch(`http://${hostname}:${port}/openbis/conns`, { headers })).status).toBe(404);
  });

  test.each([
    ['{"name"', 400],
    ['[]', 400],
    [`"${'x'.repeat(3 * 1024 * 1024)}"`, 413],
  ])('a body that is no call', async (body, status) => {
    const answer = await lab.ask('openbis/conns', { method: 'POST', raw: body });
    expect([answer.status, answer.body]).toEqual([status, { reason: expect.any(String) }]);
  });

  test('keys of prototypes in a body change nothing', async () => {
    const raw = '{"name":"p","url":"x://","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    expect((await lab.ask('openbis/conns', { method: 'POST', raw })).status).toBe(400);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

test('too many calls at once are told to wait', async () => {
  stoppedMs = nodeClock.monotonicMs();
  const answers = await Promise.all(Array.from({ length: 500 }, () => lab.ask('', {})));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
});
