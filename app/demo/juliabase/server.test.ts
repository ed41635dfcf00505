import { describe, expect, test } from 'vitest';
import { jsonAccept } from './test-browser.ts';
import { freshDemo } from './test-demo.ts';

const demo = freshDemo();

function logIn(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams(fields);
  return fetch(`${demo.server.url}login_remote_client`, { method: 'POST', body, headers });
}

const lena = { username: 'l.brandt', password: 'quarry-demo' };

describe('login', () => {
  test.each([
    ['a wrong password', { ...lena, password: 'x' }, 4],
    ['somebody who has left', { ...lena, username: 'e.former' }, 4],
    ['a missing field', { username: 'l.brandt' }, 3],
  ])('%s is 422, always as JSON', async (_what, fields, code) => {
    const answer = await logIn(fields, { accept: 'text/html' });
    expect([answer.status, ((await answer.json()) as unknown[])[0]]).toEqual([422, code]);
  });

  test('both cookies are set, the token anew; logging out works for everybody', async () => {
    const greeting = await fetch(`${demo.server.url}login_remote_client`);
    expect(await greeting.json()).toBeNull();
    const token = /csrftoken=(\w+)/.exec(greeting.headers.getSetCookie().join())?.[1];
    const cookies = (await logIn(lena)).headers.getSetCookie();
    expect(cookies).toEqual([
      expect.stringMatching(/^sessionid=\w+; .*Max-Age=1209600; HttpOnly/),
      expect.stringMatching(/^csrftoken=.*SameSite=Lax/),
    ]);
    expect(cookies.join()).not.toContain(String(token));
    const gone = await fetch(`${demo.server.url}logout_remote_client`);
    expect([await gone.json(), gone.headers.getSetCookie()[0]]).toEqual([
      true,
      expect.stringMatching(/^sessionid="?"?;/),
    ]);
  });

  test('without a session everything leads to the login page, forms of processes apart', async () => {
    const answer = async (path: string, method = 'GET'): Promise<[number, string | null]> => {
      const { status, headers } = await fetch(demo.server.url + path, { method, redirect: 'manual' });
      return [status, headers.get('location')];
    };
    const [status, location] = await answer('primary_keys?samples=*');
    expect([status, decodeURIComponent(location ?? '')]).toEqual([302, '/login?next=/primary_keys?samples=*']);
    expect((await answer('results/add/', 'POST'))[0]).toBe(302);
    expect((await answer('pds_measurements/add/', 'POST'))[0]).toBe(401);
    expect((await answer('substrates/add/', 'POST'))[0]).toBe(500);
  });

  test('the login page is a page in mode B, and an empty 401 in mode A', async () => {
    const page = (): Promise<Response> => fetch(`${demo.server.url}login?next=/`, { headers: { accept: jsonAccept } });
    expect(await (await page()).text()).toContain('name="password"');
    demo.server.control.change({ mode: 'A' });
    const refused = await page();
    expect([refused.status, await refused.text()]).toEqual([401, '']);
  });

  test('a session that was logged out is a fence, one of several of the same person', async () => {
    const [first, second] = [await demo.signIn('l.brandt'), await demo.signIn('l.brandt')];
    await first.get('logout_remote_client');
    expect((await first.get('primary_keys')).status).toBe(302);
    expect((await second.get('primary_keys')).status).toBe(200);
  });

  test('with CSRF enforced a POST needs the token of its cookie, in the header or the form', async () => {
    demo.server.control.change({ csrf: true });
    expect((await logIn(lena)).status).toBe(403);
    const token = 'a'.repeat(32);
    const cookie = `csrftoken=${token}`;
    expect((await logIn(lena, { cookie, 'x-csrftoken': 'wrong' })).status).toBe(403);
    expect((await logIn(lena, { cookie, 'x-csrftoken': token, origin: 'http://elsewhere.example' })).status).toBe(403);
    expect((await logIn(lena, { cookie, 'x-csrftoken': token })).status).toBe(200);
    expect((await logIn({ ...lena, csrfmiddlewaretoken: token }, { cookie })).status).toBe(200);
  });
});

describe('answers to JSON clients', () => {
  test('mode B lets pages through, mode A wraps them into an error that names the page', async () => {
    const browser = await demo.signIn('l.brandt');
    expect((await browser.get('advanced_search')).headers.get('content-type')).toContain('text/html');
    demo.server.control.change({ mode: 'A' });
    const wrapped = await browser.get('advanced_search');
    const [code, url] = (await wrapped.json()) as [number, string];
    expect([wrapped.status, code]).toEqual([422, 1]);
    expect(await (await fetch(url, { headers: { accept: 'text/html' } })).text()).toContain('Advanced search');
    expect((await fetch(url, { headers: { accept: jsonAccept } })).status).toBe(422);
  });

  test('form errors come in the same layout in both modes', async () => {
    const browser = await demo.signIn('l.brandt');
    const layout = /<td class="error-messages"><p>Title<\/p><ul class="errorlist"[^>]*><li>This field is required/;
    expect(await (await browser.post('results/add/', {})).text()).toMatch(layout);
    demo.server.control.change({ mode: 'A' });
    const [, url] = (await (await browser.post('results/add/', {})).json()) as [number, string];
    expect(await (await fetch(url, { headers: { accept: 'text/html' } })).text()).toMatch(layout);
  });

  test('a condition breaks JSON and works for pages', async () => {
    const browser = await demo.signIn('l.brandt');
    const etag = (await browser.get('samples/26S-001', 'text/html')).headers.get('etag') ?? '';
    expect((await browser.get('samples/26S-001', jsonAccept, { 'if-none-match': etag })).status).toBe(500);
    expect((await browser.get('samples/26S-001', 'text/html', { 'if-none-match': etag })).status).toBe(304);
  });

  test('permissions are 401 pages, unknown things 404 JSON, unknown addresses 404 pages', async () => {
    const guest = await demo.signIn('v.guest');
    const denied = await guest.get('samples/26S-001');
    expect([denied.status, await denied.text()]).toEqual([401, expect.stringContaining("Sorry, you can't access")]);
    const unknown = await guest.get('samples/none');
    expect([unknown.status, ((await unknown.json()) as unknown[])[0]]).toEqual([404, 2]);
    expect((await guest.get('nowhere')).headers.get('content-type')).toContain('text/html');
  });

  test('wrong methods, long request lines and many parameters', async () => {
    const browser = await demo.signIn('l.brandt');
    const wrong = await browser.get('change_my_samples');
    expect([wrong.status, wrong.headers.get('allow'), await wrong.text()]).toEqual([405, 'POST', '']);
    expect((await browser.get(`primary_keys?samples=${'x'.repeat(4055)}`)).status).toBe(200);
    expect((await browser.get(`primary_keys?samples=${'x'.repeat(4100)}`)).status).toBe(414);
    expect((await browser.get(`primary_keys?${'a&'.repeat(1001)}`)).status).toBe(400);
  });

  test('naive times are those of the server’s zone, which can be changed', async () => {
    const browser = await demo.signIn('l.brandt');
    const id = ((await browser.json('primary_keys?samples=26A-001')) as { samples: Record<string, number> }).samples[
      '26A-001'
    ];
    const sample = (await browser.json('samples/26A-001')) as Record<
      string,
      { content_type?: string; timestamp: string }
    >;
    const structuring = Object.values(sample).find((one) => one?.content_type === 'Institute | structuring');
    const utc = structuring?.timestamp.replace('T', ' ').replace('Z', '') ?? '';
    const newest = (): Promise<unknown> =>
      browser.json(`structurings/by_sample/${id}?timestamp=${encodeURIComponent(utc)}`);
    expect(await newest()).toBeNull();
    demo.server.control.change({ timezone: 'UTC' });
    expect(await newest()).toEqual(expect.any(Number));
  });
});

describe('control', () => {
  const control = (wish: object, headers: Record<string, string> = { 'x-demo-control': '1' }): Promise<Response> =>
    fetch(`${demo.server.url}__control`, { method: 'POST', headers, body: JSON.stringify(wish) });

  test('needs its header, and tells state and requests without itself', async () => {
    expect((await control({ mode: 'A' }, {})).status).toBe(403);
    await fetch(`${demo.server.url}about?x=1`);
    expect(await (await control({ mode: 'A', switches: { orphanResults: false } })).json()).toMatchObject({
      mode: 'A',
      timezone: 'Europe/Berlin',
      switches: { orphanResults: false, brokenSeriesPage: true },
      requestCounts: { 'GET about': 1 },
      requests: [{ method: 'GET', path: 'about?x=1', status: 200 }],
    });
  });

  test.each([
    { faults: [{ match: {}, kind: 'earthquake' }] },
    { faults: [{ kind: 'html' }] },
    { timezone: 'Mars/Olympus' },
    { mode: 'C' },
  ])('refuses %j', async (wish) => {
    expect((await control(wish)).status).toBe(400);
  });

  test('resets to the seeded data and ends all sessions', async () => {
    const browser = await demo.signIn('l.brandt');
    await browser.post('change_my_samples', { remove: '1' });
    await control({ reset: true });
    expect((await browser.get('primary_keys')).status).toBe(302);
    expect(await (await demo.signIn('l.brandt')).json('my_samples/l.brandt')).toContain(1);
  });
});
