import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { createHttpClient, type HttpClient } from '../http/http-client.ts';
import { labServerLimits } from '../http/limits.ts';
import { encodeForm } from '../http/request-body.ts';
import { type SessionNews, SignInDesk } from '../http/session-manager.ts';
import { systemClock } from '../http/system-clock.ts';
import { classifyLostWrite } from './classify-write.ts';
import { type Credentials, createSession, type Session } from './session.ts';
import { siteOf } from './site.ts';

interface Reply {
  status?: number;
  type?: string;
  body?: string;
  headers?: Record<string, string | string[]>;
}

const login = 'login_remote_client';
const formBody = encodeForm([['a', '1']]);

/** A server of a few lines: it greets, takes the password `right`, and answers the rest as told. */
let answers: Map<string, (request: IncomingMessage) => Reply | Promise<Reply>>;
let seen: { line: string; cookie: string; token: string; accept: string }[];
let server: Server;
let origin: string;
let http: HttpClient;
let desk: SignInDesk;
let news: SessionNews['kind'][];
let credentials: Credentials;
let session: Session;

beforeEach(async () => {
  answers = new Map();
  seen = [];
  news = [];
  let tokens = 0;
  answers.set(`GET /jb/${login}`, () => ({
    body: 'null',
    headers: { 'set-cookie': `csrftoken=t${++tokens}; Path=/` },
  }));
  answers.set(`POST /jb/${login}`, () => ({
    body: 'true',
    headers: { 'set-cookie': [`csrftoken=t${++tokens}; Path=/`, 'sessionid=s; Path=/; HttpOnly'] },
  }));
  server = createServer(async (request, response) => {
    const line = `${request.method} ${request.url}`;
    const { cookie = '', accept = '' } = request.headers;
    seen.push({ line, cookie, token: String(request.headers['x-csrftoken'] ?? ''), accept });
    const reply = (await answers.get(line)?.(request)) ?? { status: 404, type: 'text/html' };
    response.writeHead(reply.status ?? 200, { 'content-type': reply.type ?? 'application/json', ...reply.headers });
    response.end(reply.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a pipe name.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const limits = { ...labServerLimits, retryDelayMs: 1 };
  http = createHttpClient({ origin, trust: {}, limits, clock: systemClock });
  desk = new SignInDesk({ clock: systemClock, onNews: ({ kind }) => void news.push(kind) });
  credentials = { user: 'a.lang', password: async () => 'right', desk };
  session = createSession(siteOf(`${origin}/jb/`, 'lab'), http, credentials);
});
afterEach(async () => {
  await http.close();
  server.closeAllConnections();
  server.close();
});

const lines = (): string[] => seen.map(({ line }) => line).filter((line) => !line.includes(login));
const signIns = (): number => seen.filter(({ line }) => line === `POST /jb/${login}`).length;
const meaningOf = async (path: string): Promise<string> => {
  const { meaning } = await session.request({ path, wants: 'json' });
  return meaning.kind;
};
const redirect =
  (location: string): (() => Reply) =>
  () => ({ status: 302, type: 'text/html', headers: { location } });

describe('redirects', () => {
  it('are followed below the root of the same server', async () => {
    answers.set('GET /jb/old', redirect('/jb/dir/new?x=1#top'));
    answers.set('GET /jb/dir/new?x=1', redirect('../last'));
    answers.set('GET /jb/last', () => ({ body: '1' }));
    expect(await meaningOf('old')).toBe('json');
    expect(lines()).toEqual(['GET /jb/old', 'GET /jb/dir/new?x=1', 'GET /jb/last']);
  });

  test.each([
    'https://evil.example/jb/x',
    '//evil.example/jb/x',
    'http://127.0.0.1:1/jb/x',
    '/elsewhere/x',
    '/jb/../x',
    '/jb/%2e%2e/x',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ])('to %s are not followed', async (location) => {
    answers.set('GET /jb/old', redirect(location));
    expect(await meaningOf('old')).toBe('redirect');
    expect(lines()).toEqual(['GET /jb/old']);
  });

  it('end after a few, and a 304 is none', async () => {
    answers.set('GET /jb/round', redirect('/jb/round'));
    expect(await meaningOf('round')).toBe('redirect');
    expect(lines()).toHaveLength(6);
    answers.set('GET /jb/same', () => ({ status: 304 }));
    expect(await meaningOf('same')).toBe('failed');
    expect(lines()).toHaveLength(7);
  });

  it('of a write are never followed', async () => {
    answers.set('POST /jb/write', redirect('/jb/new'));
    expect((await session.request({ path: 'write', wants: 'json', body: formBody })).meaning.kind).toBe('redirect');
    expect(lines()).toEqual(['POST /jb/write']);
  });
});

describe('cookies and tokens', () => {
  it('go with each request as the server set them last', async () => {
    answers.set('POST /jb/write', () => ({ body: '57', headers: { 'set-cookie': 'csrftoken=t9; Path=/' } }));
    await session.request({ path: 'write', wants: 'json', body: formBody });
    await session.request({ path: 'write', wants: 'json', body: formBody });
    const writes = seen.filter(({ line }) => line === 'POST /jb/write');
    expect(writes.map(({ token }) => token)).toEqual(['t2', 't9']);
    expect(writes[1]?.cookie.split('; ').sort()).toEqual(['csrftoken=t9', 'sessionid=s']);
  });

  it('are renewed by one sign-in after a refused token, then the write goes out again', async () => {
    answers.set('POST /jb/write', ({ headers }) =>
      headers['x-csrftoken'] === 't4' ? { body: '57' } : { status: 403, type: 'text/html', body: 'CSRF' },
    );
    const write = () => session.request({ path: 'write', wants: 'json', body: formBody });
    const meanings = await Promise.all([write(), write(), write()]);
    expect(meanings.map(({ meaning }) => meaning.kind)).toEqual(['json', 'json', 'json']);
    expect([lines().length, signIns()]).toEqual([6, 2]);
    answers.set('POST /jb/write', () => ({ status: 403, type: 'text/html' }));
    expect((await write()).meaning.kind).toBe('csrf-refused');
    expect([lines().length, signIns()]).toEqual([8, 3]);
  });

  it('stay with the server that set them', async () => {
    answers.set('GET /jb/x', () => ({ body: '1', headers: { 'set-cookie': 'spy=1; Domain=evil.example; Path=/' } }));
    await meaningOf('x');
    await meaningOf('x');
    expect(seen.at(-1)?.cookie).not.toContain('spy');
  });
});

describe('an expired session', () => {
  const expired: Reply = { status: 302, type: 'text/html', headers: { location: '/jb/login?next=/jb/x' } };

  it('is renewed once, and then told', async () => {
    answers.set('GET /jb/x', () => expired);
    expect(await meaningOf('x')).toBe('session-expired');
    expect([lines().length, signIns()]).toEqual([2, 2]);
  });

  it('is shared by all that meet it', async () => {
    await session.signIn();
    let valid = 0;
    answers.set('GET /jb/x', () => (signIns() > 1 ? { body: String(++valid) } : expired));
    const kinds = await Promise.all(Array.from({ length: 12 }, () => meaningOf('x')));
    expect(new Set(kinds)).toEqual(new Set(['json']));
    expect(signIns()).toBe(2);
  });

  it('of a server that always asks for the login is not fought for, and a write that met it was not done', async () => {
    answers.set('GET /jb/x', () => expired);
    answers.set('POST /jb/write', () => expired);
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => meaningOf('x')));
    for (let turn = 0; turn < 3; turn++) outcomes.push(...(await Promise.allSettled([meaningOf('x')])));
    expect(outcomes.at(-1)).toMatchObject({ reason: { code: 'auth-required', details: { reason: 'taken-over' } } });
    expect(signIns()).toBe(4);
    const write = session.request({ path: 'write', wants: 'json', body: formBody }).catch((error: unknown) => error);
    expect(classifyLostWrite(await write)).toMatchObject({ outcome: 'not-created' });
    expect([signIns(), news.at(-1)]).toEqual([4, 'failed']);
  });

  it('hides behind a denial for the forms of some processes, so that a write tries it once', async () => {
    const denied: Reply = { status: 401, type: 'text/html', body: '<p>Access denied</p>' };
    answers.set('POST /jb/write', () => denied);
    answers.set('GET /jb/x', () => denied);
    await session.signIn();
    expect((await session.request({ path: 'write', wants: 'json', body: formBody })).meaning.kind).toBe('denied');
    expect([lines().length, signIns()]).toEqual([2, 2]);
    expect(await meaningOf('x')).toBe('denied');
    expect([lines().length, signIns()]).toEqual([3, 2]);
  });
});

describe('signing in', () => {
  it('lets one waiter go and serves the other', async () => {
    const gate = Promise.withResolvers<Reply>();
    answers.set(`GET /jb/${login}`, () => gate.promise);
    answers.set('GET /jb/x', () => ({ body: '1' }));
    const abort = new AbortController();
    const leaving = session.request({ path: 'x', wants: 'json', signal: abort.signal });
    const staying = meaningOf('x');
    abort.abort();
    await expect(leaving).rejects.toMatchObject({ code: 'cancelled' });
    gate.resolve({ body: 'null' });
    expect(await staying).toBe('json');
    expect([signIns(), lines()]).toEqual([1, ['GET /jb/x']]);
  });

  it('happens anew after it has failed, but not after the password was refused', async () => {
    answers.set(`POST /jb/${login}`, () => ({ status: 500, type: 'text/html' }));
    await expect(meaningOf('x')).rejects.toMatchObject({ code: 'remote-failed' });
    answers.set(`POST /jb/${login}`, () => ({ status: 422, body: '[4, "no"]' }));
    await expect(meaningOf('x')).rejects.toMatchObject({ code: 'auth-required', source: 'lab' });
    await expect(meaningOf('x')).rejects.toMatchObject({ code: 'auth-required' });
    const other = createSession(siteOf(`${origin}/jb/`, 'lab'), http, credentials);
    await expect(other.request({ path: 'x', wants: 'json' })).rejects.toMatchObject({ code: 'auth-required' });
    expect([signIns(), lines()]).toEqual([2, []]);
    expect(news).toEqual(['signing-in', 'failed', 'signing-in', 'failed']);
  });

  it('is told the server once by two sessions that begin together with a wrong password', async () => {
    answers.set(`POST /jb/${login}`, () => ({ status: 422, body: '[4, "no"]' }));
    const writer = createSession(siteOf(`${origin}/jb/`, 'lab'), http, credentials);
    const both = [meaningOf('x'), writer.request({ path: 'write', wants: 'json', body: formBody })];
    for (const outcome of await Promise.allSettled(both))
      expect(outcome).toMatchObject({ reason: { code: 'auth-required', details: { reason: 'password-refused' } } });
    expect(signIns()).toBe(1);
  });

  test.each<[string, Reply, string, string]>([
    ['another program', { type: 'text/html', body: '<html>' }, 'bad-response', 'whether it needs a path'],
    ['JSON of another kind', { body: '{"version":1}' }, 'bad-response', 'Check the address'],
    [
      'a way to another server',
      { status: 301, headers: { location: 'https://new.example/' } },
      'bad-response',
      'new.example',
    ],
    ['no such address', { status: 404, type: 'text/html' }, 'bad-response', 'Check the address'],
    ['a broken server', { status: 500, type: 'text/html' }, 'remote-failed', 'later'],
  ])('never tells the password to %s', async (_, greeting, code, remedy) => {
    let asked = 0;
    credentials.password = async () => String(++asked);
    answers.set(`GET /jb/${login}`, () => greeting);
    await expect(session.signIn()).rejects.toMatchObject({ code, remedy: expect.stringContaining(remedy) });
    expect([asked, signIns()]).toEqual([0, 0]);
  });
});

test('each kind of answer is asked for in its own words', async () => {
  answers.set('GET /jb/x', () => ({ body: '1' }));
  for (const wants of ['json', 'html', 'bytes'] as const) await session.request({ path: 'x', wants });
  const accepts = seen.filter(({ line }) => line === 'GET /jb/x').map(({ accept }) => accept);
  expect(accepts).toEqual([expect.stringMatching(/^application\/json,text\/html;q=0\.9/), 'text/html', '*/*']);
});

test('signing out ends the session on the server and here', async () => {
  answers.set('GET /jb/x', () => ({ body: '1' }));
  answers.set('GET /jb/logout_remote_client', () => ({ body: 'true' }));
  await session.signOut();
  expect(seen).toEqual([]);
  await session.signIn();
  await session.signOut();
  await meaningOf('x');
  expect(lines()).toEqual(['GET /jb/logout_remote_client', 'GET /jb/x']);
  expect(signIns()).toBe(2);
});
