import { expect, it } from 'vitest';
import { freshDrms } from './test-demo.ts';

const demo = freshDrms();
const check = (address: string, more = {}): ReturnType<typeof demo.json> =>
  demo.json('checkAddress.sh', { address, checkonly: '1', ...more });

it('knows addresses, quoted once or twice', async () => {
  expect(await check('demo@example.org')).toEqual({ status: 2, msg: 'Address is registered.', user_id: 17 });
  expect(await check('demo%40example.org')).toMatchObject({ status: 2 });
  expect(await check('notregistered@example.com')).toMatchObject({ status: 4, user_id: -1 });
  expect(await check('not-valid')).toMatchObject({ status: -2 });
  expect(await check('')).toMatchObject({ status: -2 });
  expect(await check('a@b.technology')).toMatchObject({ status: -2 });
  demo.server.control.register('ada+sun@example.org');
  expect(await check('ada%2Bsun%40example.org')).toMatchObject({ status: 2 });
});

it('starts a registration when it is not told only to check', async () => {
  expect(await demo.json('checkAddress.sh', { address: 'new@example.com' })).toMatchObject({ status: 1 });
  expect(await check('new@example.com')).toMatchObject({ status: '3' });
});

it('tells how it reads a record set', async () => {
  const url = `${demo.server.url}cgi-bin/drms_parserecset?spec=${encodeURIComponent('hmi.v_45s[$][2]{Dopplergram}')}`;
  expect(await (await fetch(url)).json()).toMatchObject({
    atfile: 0,
    hasfilts: 1,
    nsubsets: 1,
    subsets: [
      { seriesname: 'hmi.V_45s', seriesns: 'hmi', seriestab: 'v_45s', filter: '[$][2]', segments: '{Dopplergram}' },
    ],
  });
  const bad = `${demo.server.url}cgi-bin/drms_parserecset?spec=foo`;
  expect(await (await fetch(bad)).json()).toMatchObject({ errMsg: expect.stringContaining('Bad record-set') });
});

it('has a page for what it does not have', async () => {
  const response = await fetch(`${demo.server.url}nothing`);
  expect([response.status, (await response.text()).startsWith('<html>')]).toEqual([404, true]);
});

it('listens on loopback and counts requests, bytes and connections', async () => {
  expect(demo.server.cgiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/cgi-bin\/ajax\/$/);
  const body = await demo.text('show_series');
  await demo.text('show_series');
  const { requests, bytes, paths } = demo.server.control.traffic();
  expect([requests, bytes]).toEqual([2, body.length * 2]);
  expect(paths['/cgi-bin/ajax/show_series']).toMatchObject({ requests: 2 });
  expect(demo.server.control.requests().at(-1)).toEqual({
    method: 'GET',
    path: '/cgi-bin/ajax/show_series',
    status: 200,
  });
  demo.server.control.clearTraffic();
  expect(demo.server.control.traffic()).toEqual({ requests: 0, bytes: 0, connections: 0, paths: {} });
});

it('falls over when a query has more than ten time ranges', async () => {
  const ranges = (count: number): string =>
    Array.from({ length: count }, (_, index) => `2016.04.${index + 1}_TAI/10m`).join(',');
  const ask = (count: number): Promise<Response> =>
    fetch(
      `${demo.server.cgiUrl}jsoc_info?${new URLSearchParams({ op: 'rs_summary', ds: `hmi.v_45s[${ranges(count)}]` })}`,
    );
  expect(await (await ask(10)).json()).toMatchObject({ count: 130 });
  const failed = await ask(11);
  expect([failed.status, (await failed.text()).startsWith('<html>')]).toEqual([500, true]);
});
