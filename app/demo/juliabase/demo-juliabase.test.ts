import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DemoServer, startDemoJuliaBase } from '../index.ts';
import { chooseMedia, wantsJson } from './negotiation.ts';
import { storySeries } from './seed.ts';
import { readTimestamp } from './times.ts';
import { searchHash } from './views-search.ts';

const jsonAccept = 'application/json,text/html;q=0.9,application/xhtml+xml;q=0.9,text/*;q=0.8,*/*;q=0.7';
let folder = '';
let demo: DemoServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-demo-'));
  demo = await startDemoJuliaBase({ filesFolder: join(folder, 'files'), stateFile: join(folder, 'state.json') });
});
afterEach(async () => {
  await demo.close();
  rmSync(folder, { recursive: true });
});

interface Browser {
  get(path: string, accept?: string, headers?: Record<string, string>): Promise<Response>;
  json(path: string): Promise<unknown>;
  post(path: string, form: Record<string, string | string[]>): Promise<Response>;
  send(path: string, body: FormData): Promise<Response>;
}

async function signIn(user: string, password = 'quarry-demo'): Promise<Browser> {
  let cookie = '';
  const request = (path: string, init: RequestInit, accept: string): Promise<Response> =>
    fetch(demo.url + path, { redirect: 'manual', ...init, headers: { accept, cookie, ...init.headers } });
  const browser: Browser = {
    get: (path, accept = jsonAccept, headers = {}) => request(path, { headers }, accept),
    json: async (path) => (await browser.get(path)).json(),
    post: (path, form) =>
      request(
        path,
        {
          method: 'POST',
          body: new URLSearchParams(
            Object.entries(form).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
          ),
        },
        jsonAccept,
      ),
    send: (path, body) => request(path, { method: 'POST', body }, jsonAccept),
  };
  const answer = await browser.post('login_remote_client', { username: user, password });
  expect(answer.status).toBe(200);
  cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return browser;
}

const resultForm = {
  title: 'Test',
  comments: 'Some text',
  timestamp: '2026-03-05 13:20:00Z',
  timestamp_inaccuracy: '0',
  combined_operator: '3',
  number_of_quantities: '0',
  number_of_values: '0',
  'previous-number_of_quantities': '0',
  'previous-number_of_values': '0',
};

describe('content negotiation', () => {
  test.each([
    ['application/json', true],
    ['application/json, text/plain, */*', true],
    [jsonAccept, true],
    ['application/json, text/html', false],
    ['application/json, application/xhtml+xml', false],
    ['*/*', false],
    ['application/*', false],
    [undefined, false],
    ['foo/bar', false],
    ['application/json;q=0', true],
  ])('%s → JSON %s', (accept, json) => {
    expect(wantsJson(accept)).toBe(json);
  });

  test('exports prefer CSV on a tie', () => {
    expect(chooseMedia('*/*', ['text/csv', 'application/json'])).toBe('text/csv');
    expect(chooseMedia('application/json', ['text/csv', 'application/json'])).toBe('application/json');
  });
});

test('search hashes are those of the protocol', () => {
  expect(
    searchHash([
      ['_model', 'Sample'],
      ['_old_model', 'Sample'],
    ]),
  ).toBe('b79bfe2d2af28b369fcbce5f1537ea65f123de6b');
  expect(
    searchHash([
      ['name', 'é'],
      ['_model', 'SampleSeries'],
      ['_old_model', 'SampleSeries'],
      ['1__-active', 'on'],
    ]),
  ).toBe('6b5df9a2ae679f0d5e1aeb0b9da73b7390fd6a3c');
});

test.each([
  ['2026-01-15 12:00:00', '2026-01-15T11:00:00.000Z'],
  ['2026-07-15 12:00:00', '2026-07-15T10:00:00.000Z'],
  ['2026-03-29 03:30:00', '2026-03-29T01:30:00.000Z'],
  ['2026-07-15T12:00:00.250+00:00', '2026-07-15T12:00:00.250Z'],
  ['2026-07-15 12:00:00Z', '2026-07-15T12:00:00.000Z'],
])('%s in the server’s zone is %s', (text, utc) => {
  expect(new Date(readTimestamp(text, 'Europe/Berlin') ?? 0).toISOString()).toBe(utc);
});

describe('login', () => {
  test('wrong credentials are 422 with code 4; without a session everything goes to the login page', async () => {
    const wrong = await fetch(`${demo.url}login_remote_client`, {
      method: 'POST',
      body: new URLSearchParams({ username: 'l.brandt', password: 'x' }),
    });
    expect([wrong.status, await wrong.json()]).toEqual([422, [4, 'user could not be authenticated']]);
    const anonymous = await fetch(`${demo.url}primary_keys?samples=*`, { redirect: 'manual' });
    expect([anonymous.status, anonymous.headers.get('location')]).toEqual([
      302,
      '/login?next=/primary_keys%3Fsamples%3D*',
    ]);
    const form = await fetch(`${demo.url}pds_measurements/add/`, { method: 'POST', redirect: 'manual' });
    expect(form.status).toBe(401);
  });

  test('with CSRF enforced a POST without token is 403', async () => {
    demo.control.change({ csrf: true });
    const answer = await fetch(`${demo.url}login_remote_client`, {
      method: 'POST',
      body: new URLSearchParams({ username: 'l.brandt', password: 'quarry-demo' }),
    });
    expect(answer.status).toBe(403);
  });
});

describe('reading', () => {
  test('aliases are lists; the data sheet shows results of the series, the JSON does not', async () => {
    const browser = await signIn('l.brandt');
    expect(await browser.json('primary_keys?samples=26S-001,SC3-glass,OLD-7,nothing')).toEqual({
      samples: { '26S-001': 1, 'SC3-glass': [1], 'OLD-7': [2, 3] },
    });
    const sample = (await browser.json('samples/26S-001')) as Record<string, { content_type?: string; title?: string }>;
    const titles = Object.values(sample).flatMap((value) => value?.title ?? []);
    expect(titles).toEqual(['Adhesion']);
    const sheet = await (await browser.get('samples/26S-001', 'text/html')).text();
    const ids = [...sheet.matchAll(/process-heading-(\d+)/g)].map((match) => Number(match[1]));
    const inherited = ids.filter((id) => !(`process #${id}` in sample));
    expect(inherited).toHaveLength(1);
    expect(await browser.json(`results/${inherited[0]}`)).toMatchObject({
      title: 'Raman crystallinity',
      sample_series: [storySeries],
    });
  });

  test.each(['26-LB-a%252Fb', '26-LB-%25237', '26-LB-50%2525', '26-LB-a%2Fb'])('odd name %s', async (name) => {
    const browser = await signIn('l.brandt');
    expect((await browser.get(`samples/${name}`)).status).toBe(200);
  });

  test('members of a series come from its export', async () => {
    const browser = await signIn('l.brandt');
    const quoted = encodeURIComponent(encodeURIComponent(storySeries));
    const choice = '__-column_groups=sample&__-columns=0&__old_data-column_groups=sample&__old_data-columns=0';
    const rows = (await browser.json(
      `sample_series/${quoted}/export/?${choice}&1__-active=on&2__-active=on&99__-active=on`,
    )) as unknown;
    expect(rows).toEqual([
      { sample: '26S-001', name: '26S-001' },
      { sample: '26S-002', name: '26S-002' },
    ]);
    expect((await browser.get(`sample_series/${quoted}`)).status).toBe(500);
    expect(
      (
        await browser.get(
          `sample_series/${encodeURIComponent('Comparison with Helios')}/export/?${choice}&1__-active=on`,
        )
      ).status,
    ).toBe(401);
  });

  test('a confidential series is not even listed to a superuser', async () => {
    const list = async (user: string): Promise<string> =>
      (
        await (await signIn(user)).get('advanced_search?_model=SampleSeries&_old_model=SampleSeries', 'text/html')
      ).text();
    expect(await list('root')).not.toContain('Helios pilot line');
    expect(await list('s.lind')).toContain('Helios pilot line');
  });

  test('mode B lets pages through, mode A wraps them; a conditional GET breaks; permissions are 401 pages', async () => {
    const browser = await signIn('v.guest');
    expect((await browser.get('advanced_search')).headers.get('content-type')).toContain('text/html');
    demo.control.change({ mode: 'A' });
    const wrapped = await browser.get('advanced_search');
    const [code, url] = (await wrapped.json()) as [number, string];
    expect([wrapped.status, code]).toEqual([422, 1]);
    expect(await (await fetch(url, { headers: { accept: 'text/html' } })).text()).toContain('Advanced search');
    expect((await browser.get('primary_keys?topics=*', jsonAccept, { 'if-none-match': '"x"' })).status).toBe(500);
    const denied = await browser.get('samples/26S-001');
    expect([denied.status, await denied.text()]).toEqual([401, expect.stringContaining("Sorry, you can't access")]);
  });

  test('long request lines are 414, unknown addresses 404 pages, unknown samples 404 JSON', async () => {
    const browser = await signIn('l.brandt');
    expect((await browser.get(`primary_keys?samples=${'x'.repeat(4100)}`)).status).toBe(414);
    expect((await browser.get('nowhere')).headers.get('content-type')).toContain('text/html');
    const unknown = await browser.get('samples/none');
    expect([unknown.status, ((await unknown.json()) as unknown[])[0]]).toEqual([404, 2]);
  });
});

describe('My Samples', () => {
  test('unknown ids are reported as changed, nothing is added', async () => {
    const browser = await signIn('l.brandt');
    expect(await (await browser.post('change_my_samples', { add: '9999' })).json()).toEqual([9999]);
    expect(await browser.json('my_samples/l.brandt')).not.toContain(9999);
  });
});

describe('results', () => {
  test('only selectable samples, with a preset one beside them; a folded topic hides its samples', async () => {
    const browser = await signIn('l.brandt');
    const refused = await browser.post('results/add/', { ...resultForm, samples: '12' });
    expect(await refused.text()).toContain('not one of the available choices');
    expect(
      await (await browser.post('results/add/?sample=26S-012', { ...resultForm, samples: ['12', '1'] })).json(),
    ).toBeGreaterThan(0);
    await browser.post('fold_main_menu_element/', { element_id: '1' });
    expect(await (await browser.post('results/add/', { ...resultForm, samples: '1' })).text()).toContain(
      'not one of the available choices',
    );
  });

  test('a table whose size is not told twice is not saved, without a word', async () => {
    const browser = await signIn('l.brandt');
    const before = ((await (await signIn('m.keller')).json('available_items/Result')) as number[]).length;
    const answer = await browser.post('results/add/', {
      ...resultForm,
      samples: '1',
      number_of_quantities: '1',
      number_of_values: '1',
      '0-quantity': 'x',
      '0_0-value': '1',
    });
    expect(await answer.text()).not.toContain('errorlist');
    expect(((await (await signIn('m.keller')).json('available_items/Result')) as number[]).length).toBe(before);
  });

  test('an unknown image is refused and leaves an orphan', async () => {
    const browser = await signIn('l.brandt');
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...resultForm, comments: 'orphan-mark', samples: '1' }))
      form.set(name, value);
    form.set('image_file', new Blob(['GIF89a']), 'x.png');
    expect(await (await browser.send('results/add/', form)).text()).toContain('Invalid file format');
    expect(
      await (
        await browser.get('advanced_search?_model=Result&_old_model=Result&comments=orphan-mark', 'text/html')
      ).text(),
    ).toMatch(/href="\/results\/\d+"/);
  });

  test('more than a thousand fields are 400', async () => {
    const browser = await signIn('l.brandt');
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`f${index}`, 'x']));
    expect((await browser.post('results/add/', many)).status).toBe(400);
  });

  test('what was committed survives a restart', async () => {
    const browser = await signIn('l.brandt');
    const id = (await (await browser.post('results/add/', { ...resultForm, samples: '1' })).json()) as number;
    await demo.close();
    demo = await startDemoJuliaBase({ filesFolder: join(folder, 'files'), stateFile: join(folder, 'state.json') });
    expect(await (await signIn('l.brandt')).json(`results/${id}`)).toMatchObject({ title: 'Test' });
  });
});

describe('faults', () => {
  const count = async (): Promise<number> =>
    ((await (await signIn('m.keller')).json('available_items/Result')) as number[]).length;

  test.each([
    ['reset-before', false],
    ['reset-at-request-byte', false],
    ['reset-after-commit', true],
    ['reset-at-response-byte', true],
    ['status', false],
    ['status-after-commit', true],
    ['html', false],
    ['html-after-commit', true],
  ] as const)('%s: committed %s', async (kind, committed) => {
    const browser = await signIn('l.brandt');
    const before = await count();
    demo.control.setFaults([{ match: { method: 'POST', path: '^results/add/' }, kind, offset: 1 }]);
    const answer = await browser
      .post('results/add/', { ...resultForm, samples: '1' })
      .then((one) => one.text())
      .catch(() => 'reset');
    expect(answer === 'reset').toBe(kind.startsWith('reset'));
    expect((await count()) - before).toBe(committed ? 1 : 0);
  });

  test('a late commit arrives after the reset', async () => {
    const browser = await signIn('l.brandt');
    const before = await count();
    demo.control.setFaults([{ match: { method: 'POST', path: '^results' }, kind: 'late-commit', delayMs: 80 }]);
    await expect(browser.post('results/add/', { ...resultForm, samples: '1' })).rejects.toThrow();
    expect(await count()).toBe(before);
    await expect.poll(count, { timeout: 3000 }).toBe(before + 1);
  });

  test('an expired session leads to the login page', async () => {
    const browser = await signIn('l.brandt');
    demo.control.setFaults([{ match: {}, kind: 'expire-session' }]);
    expect((await browser.get('samples/26S-001')).status).toBe(302);
  });
});
