import { describe, expect, test } from 'vitest';
import { loginCookieName } from '../loopback/names.ts';
import { type Access, type AccessRequest, decideAccess } from './access.ts';

const port = 4711;
const notebooks = 'http://localhost:8888';
const rules = { port, token: 'right-token', session: 'right-session', allowedOrigins: [notebooks] };

const hosts = { '127.0.0.1:4711': true, 'LOCALHOST:4711': true, '[::1]:4711': true, 'evil.example:4711': false };
const sites = { none: true, 'same-origin': true, 'same-site': false, 'cross-site': false };
const origins = {
  none: 'own',
  'http://127.0.0.1:4711': 'own',
  'http://localhost:8888': 'allowed',
  'http://localhost:8889': 'foreign',
  'https://evil.example': 'foreign',
  null: 'foreign',
} as const;

type Login = 'token' | 'url-token' | 'wrong-token' | 'cookie' | 'wrong-cookie' | 'nothing';
const logins: Record<Login, Partial<AccessRequest>> = {
  token: { authorization: 'token right-token' },
  'url-token': { urlToken: 'right-token' },
  'wrong-token': { authorization: 'token wrong-token', cookies: cookies('right-session') },
  cookie: { cookies: cookies('right-session') },
  'wrong-cookie': { cookies: cookies('wrong-session') },
  nothing: {},
};

const xsrfs = { right: 'x', wrong: 'y', missing: undefined };

function cookies(session: string): Map<string, string> {
  return new Map([
    [loginCookieName(port), session],
    ['_xsrf', 'x'],
  ]);
}

function ask(change: Partial<AccessRequest>): Access {
  return decideAccess(
    {
      ...{ method: 'GET', isRoot: false, actsOnGet: false, host: '127.0.0.1:4711', cookies: new Map() },
      ...{ secFetchSite: undefined, origin: undefined, referer: undefined, authorization: undefined },
      ...{ xsrf: undefined, urlToken: undefined },
      ...change,
    },
    rules,
  );
}

interface Combination {
  method: string;
  host: keyof typeof hosts;
  site: keyof typeof sites | 'absent';
  origin: keyof typeof origins;
  login: Login;
  xsrf: keyof typeof xsrfs;
}

/** Said anew, in other words than the code: what must hold for a request to get through. */
function mayPass({ method, host, site, origin, login, xsrf }: Combination): boolean {
  const source = origins[origin];
  const hasToken = login === 'token' || login === 'url-token';
  return (
    hosts[host] &&
    (source === 'allowed' || site === 'absent' || sites[site]) &&
    source !== 'foreign' &&
    (hasToken || (login === 'cookie' && source === 'own' && (method === 'GET' || xsrf === 'right')))
  );
}

function keysOf<T extends object>(values: T): (keyof T)[] {
  // The objects above have no other keys.
  return Object.keys(values) as (keyof T)[];
}

const all: Combination[] = ['GET', 'POST', 'PUT', 'DELETE'].flatMap((method) =>
  keysOf(hosts).flatMap((host) =>
    [...keysOf(sites), 'absent' as const].flatMap((site) =>
      keysOf(origins).flatMap((origin) =>
        keysOf(logins).flatMap((login) =>
          keysOf(xsrfs).map((xsrf): Combination => ({ method, host, site, origin, login, xsrf })),
        ),
      ),
    ),
  ),
);

describe('combinations of Host, Sec-Fetch-Site, Origin, token, cookie and XSRF', () => {
  test('are many, and some of them pass', () => {
    expect(all.length).toBeGreaterThanOrEqual(8000);
    expect(all.filter(mayPass).length).toBeGreaterThan(96);
  });

  test.each(['GET', 'POST', 'PUT', 'DELETE'])('of %s pass or are refused as they should', (method) => {
    const wrong = all
      .filter((one) => one.method === method)
      .filter(({ host, site, origin, login, xsrf, ...rest }) => {
        const decided = ask({
          ...{ method, host, xsrf: xsrfs[xsrf], ...logins[login] },
          ...(site === 'absent' ? {} : { secFetchSite: site }),
          ...(origin === 'none' ? {} : { origin }),
        });
        return decided.allowed !== mayPass({ host, site, origin, login, xsrf, ...rest });
      });
    expect(wrong).toEqual([]);
  });
});

describe('in particular', () => {
  const refused = (refusal: string): Access => expect.objectContaining({ allowed: false, refusal });

  test('the first refusal counts', () => {
    const bad = { host: 'evil.example', secFetchSite: 'cross-site', origin: 'https://evil.example' };
    expect(ask(bad)).toEqual(refused('host'));
    expect(ask({ ...bad, host: 'localhost:4711' })).toEqual(refused('site'));
    expect(ask({ ...bad, host: 'localhost:4711', secFetchSite: undefined })).toEqual(refused('origin'));
    expect(ask({ method: 'POST' })).toEqual(refused('login'));
    expect(ask({ method: 'POST', ...logins.cookie })).toEqual(refused('xsrf'));
  });

  test('a missing Host is none of the list', () => expect(ask({ host: undefined })).toEqual(refused('host')));

  test('where Origin is missing, Referer counts', () => {
    expect(ask({ ...logins.token, referer: 'http://127.0.0.1:4711/lab?x' })).toMatchObject({ allowed: true });
    expect(ask({ ...logins.token, referer: 'http://localhost:8888/lab' })).toMatchObject({ allowed: true });
    expect(ask({ ...logins.token, referer: 'https://evil.example/' })).toEqual(refused('origin'));
    expect(ask({ ...logins.token, referer: 'nonsense' })).toEqual(refused('origin'));
    expect(ask({ ...logins.cookie, referer: 'http://localhost:8888/lab' })).toEqual(refused('login'));
  });

  test('only a page of an allowed origin gets an answer to its preflight', () => {
    const preflight = { method: 'OPTIONS', secFetchSite: 'same-site' };
    expect(ask({ ...preflight, origin: notebooks })).toMatchObject({ as: 'preflight', foreignOrigin: notebooks });
    expect(ask({ ...preflight, origin: 'https://evil.example' })).toEqual(refused('site'));
    expect(ask({ method: 'OPTIONS' })).toEqual(refused('origin'));
  });

  test('a GET that acts needs more than a cookie from a browser that tells nothing', () => {
    const act = { ...logins.cookie, actsOnGet: true };
    expect(ask(act)).toEqual(refused('xsrf'));
    expect(ask({ ...act, xsrf: 'x' })).toMatchObject({ allowed: true });
    expect(ask({ ...act, secFetchSite: 'same-origin' })).toMatchObject({ allowed: true });
    expect(ask({ ...act, referer: 'http://localhost:4711/' })).toMatchObject({ allowed: true });
  });

  test('the token in the address is exchanged at the root only', () => {
    expect(ask({ urlToken: 'right-token', isRoot: true })).toMatchObject({ as: 'exchange' });
    expect(ask({ urlToken: 'right-token' })).toMatchObject({ as: 'token' });
    expect(ask({ urlToken: 'right-token', isRoot: true, method: 'POST' })).toMatchObject({ as: 'token' });
  });

  test('empty secrets equal nothing', () => {
    const empty = new Map([[loginCookieName(port), '']]);
    expect(decideAccess({ ...request(), cookies: empty }, { ...rules, session: '' })).toEqual(refused('login'));
    const noXsrf = new Map([
      [loginCookieName(port), 'right-session'],
      ['_xsrf', ''],
    ]);
    expect(ask({ method: 'POST', cookies: noXsrf, xsrf: '' })).toEqual(refused('xsrf'));
  });

  function request(): AccessRequest {
    return {
      ...{ method: 'GET', isRoot: false, actsOnGet: false, host: '127.0.0.1:4711', cookies: new Map() },
      ...{ secFetchSite: undefined, origin: undefined, referer: undefined, authorization: undefined },
      ...{ xsrf: undefined, urlToken: undefined },
    };
  }
});
