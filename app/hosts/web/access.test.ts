import { describe, expect, test } from 'vitest';
import { loginCookieName } from '../loopback/names.ts';
import { type Access, type AccessRequest, decideAccess } from './access.ts';

const port = 4711;
const rules = { port, token: 'right-token', session: 'right-session' };

const hosts = { '127.0.0.1:4711': true, 'localhost:4711': true, '[::1]:4711': true, 'evil.example:4711': false };
const sites = { none: true, 'same-origin': true, 'same-site': false, 'cross-site': false };
const origins = { 'http://127.0.0.1:4711': true, 'http://localhost:4712': false, 'https://evil.example': false };

type Login = 'token' | 'wrong-token' | 'cookie' | 'wrong-cookie' | 'nothing';
const logins: Record<Login, Partial<AccessRequest>> = {
  token: { authorization: 'token right-token' },
  'wrong-token': { authorization: 'token wrong-token' },
  cookie: { cookies: cookies('right-session', 'x') },
  'wrong-cookie': { cookies: cookies('wrong-session', 'x') },
  nothing: {},
};

function cookies(session: string, xsrf: string): Map<string, string> {
  return new Map([
    [loginCookieName(port), session],
    ['_xsrf', xsrf],
  ]);
}

function ask(change: Partial<AccessRequest>): Access {
  return decideAccess(
    {
      transport: 'http',
      method: 'GET',
      path: '/',
      host: '127.0.0.1:4711',
      secFetchSite: undefined,
      origin: undefined,
      authorization: undefined,
      cookies: new Map(),
      xsrfHeader: undefined,
      urlToken: undefined,
      ...change,
    },
    rules,
  );
}

interface Combination {
  host: string | undefined;
  site: string | undefined;
  origin: string | undefined;
  login: Login;
  xsrf: string | undefined;
  way: 'GET' | 'POST' | 'websocket';
}

function* combinations(): Generator<Combination> {
  for (const host of [...Object.keys(hosts), undefined])
    for (const site of [...Object.keys(sites), undefined])
      for (const origin of [...Object.keys(origins), 'null', undefined])
        for (const login of Object.keys(logins) as Login[])
          for (const xsrf of ['x', 'y', undefined])
            for (const way of ['GET', 'POST', 'websocket'] as const) yield { host, site, origin, login, xsrf, way };
}

/** The rules once more, written as one sentence each. */
function expected({ host, site, origin, login, xsrf, way }: Combination): Access {
  if (host === undefined || hosts[host as keyof typeof hosts] !== true) return { allowed: false, refusal: 'host' };
  if (site !== undefined && sites[site as keyof typeof sites] !== true) return { allowed: false, refusal: 'site' };
  if (origin !== undefined && origins[origin as keyof typeof origins] !== true)
    return { allowed: false, refusal: 'origin' };
  if (login === 'token') return { allowed: true, as: 'token' };
  if (login !== 'cookie') return { allowed: false, refusal: 'login' };
  if (way === 'websocket' && origin === undefined) return { allowed: false, refusal: 'origin' };
  if (way === 'POST' && xsrf !== 'x') return { allowed: false, refusal: 'xsrf' };
  return { allowed: true, as: 'cookie' };
}

describe('access', () => {
  test('every combination of Host, site, Origin, login, XSRF and way', () => {
    let count = 0;
    for (const combination of combinations()) {
      const { host, site, origin, login, xsrf, way } = combination;
      const decision = ask({
        transport: way === 'websocket' ? 'websocket' : 'http',
        method: way === 'POST' ? 'POST' : 'GET',
        path: way === 'GET' ? '/' : '/rpc/connections.list',
        host,
        secFetchSite: site,
        origin,
        xsrfHeader: xsrf,
        ...logins[login],
      });
      expect(decision, JSON.stringify(combination)).toEqual(expected(combination));
      count++;
    }
    expect(count).toBe(5 * 5 * 5 * 5 * 3 * 3);
  });

  test.each(['127.0.0.1', '127.0.0.1:4712', 'localhost.evil.example:4711', '127.0.0.1:4711.', ' 127.0.0.1:4711', ''])(
    'refuses the Host %j',
    (host) => expect(ask({ host, ...logins.token })).toEqual({ allowed: false, refusal: 'host' }),
  );

  test('takes the Host in any case, as browsers do', () => {
    expect(ask({ host: 'LOCALHOST:4711', ...logins.token })).toMatchObject({ allowed: true });
  });

  test.each(['PUT', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'])(
    'refuses %s, so there is no preflight to answer',
    (method) => expect(ask({ method, ...logins.token })).toEqual({ allowed: false, refusal: 'method' }),
  );

  test('only the page takes a token in the address, and only the right one', () => {
    expect(ask({ urlToken: 'right-token' })).toEqual({ allowed: true, as: 'exchange' });
    for (const change of [
      { urlToken: 'wrong-token' },
      { urlToken: '' },
      { urlToken: 'right-token', path: '/rpc/connections.list' },
      { urlToken: 'right-token', method: 'POST' },
      { urlToken: 'right-token', transport: 'websocket' as const },
    ]) {
      expect(ask(change)).toEqual({ allowed: false, refusal: 'login' });
    }
  });

  test('health needs no login, but the right Host', () => {
    expect(ask({ path: '/health' })).toEqual({ allowed: true, as: 'health' });
    expect(ask({ path: '/health', host: 'evil.example' })).toEqual({ allowed: false, refusal: 'host' });
  });

  test.each(['Bearer right-token', 'token', 'token  right-token', 'token right-token x', 'basic right-token'])(
    'refuses the authorization %j, and does not fall back to the cookie',
    (authorization) =>
      expect(ask({ authorization, cookies: cookies('right-session', 'x') })).toEqual({
        allowed: false,
        refusal: 'login',
      }),
  );

  test('an empty XSRF cookie equals nothing', () => {
    expect(ask({ method: 'POST', cookies: cookies('right-session', ''), xsrfHeader: '' })).toEqual({
      allowed: false,
      refusal: 'xsrf',
    });
  });
});
