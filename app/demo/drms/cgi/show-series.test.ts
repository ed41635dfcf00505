import { expect, it } from 'vitest';
import { freshDrms } from '../test-demo.ts';

const demo = freshDrms();

async function names(filter: string): Promise<string[]> {
  const answer = await demo.text(`show_series?filter=${filter}`);
  const { names: found } = JSON.parse(answer) as { names: { name: string }[] };
  return found.map(({ name }) => name.toLowerCase());
}

it('lists every series with its prime keys and note', async () => {
  const { status, names: found, n } = await demo.json('show_series');
  expect(status).toBe(0);
  expect(found).toHaveLength(Number(n));
  expect(found).toContainEqual({
    name: 'hmi.V_45s',
    primekeys: 'T_REC, CAMERA',
    note: 'Dopplergrams with a cadence of 45 seconds',
  });
  const known = (found as { name: string }[]).map(({ name }) => name.toLowerCase());
  for (const name of ['hmi.v_45s', 'hmi.m_720s', 'hmi.ic_720s', 'aia.lev1', 'aia.lev1_euv_12s', 'mdi.fd_v'])
    expect(known).toContain(name);
});

it('filters by namespace, in any letter case, and negates', async () => {
  for (const namespace of ['hmi', 'aia', 'mdi']) {
    const found = await names(`${namespace.toUpperCase()}%5C.`);
    expect(found.length).toBeGreaterThan(1);
    for (const name of found) expect(name.startsWith(`${namespace}.`)).toBe(true);
  }
  expect(await names('NOT%20hmi%5C.')).not.toContain('hmi.v_45s');
});

it('decodes %XX only: a plus stays a plus', async () => {
  expect(await names('mdi.fd_m_lev18+2')).toEqual(['mdi.fd_m_lev182']);
});

it('fails without JSON', async () => {
  expect(await demo.text('show_series?filter=(')).toBe('{"status":1,"errmsg":Series filter format error}');
  demo.server.control.setFaults([{ name: 'headless' }, { name: 'unquoted' }]);
  expect(await demo.text('show_series')).toBe('],"n":0}');
  expect(await demo.text('show_series')).toContain('"errmsg":Series');
  expect(await demo.text('show_series')).toContain('"status":0');
});

it('sends latin1 as it is, and slashes escaped', async () => {
  expect(await demo.text('show_series')).toContain('Beobachtungsnotizen für Zürich, 10 µm, ±2°');
  expect(await demo.text('jsoc_info', { op: 'series_struct', ds: 'jsoc.demo_notes' })).toContain('für');
});

it('merges lists without prime keys and without status', async () => {
  const plain = await demo.json('showextseries', { dbhost: 'any', filter: '^hmi\\.v_45s' });
  expect(plain).toEqual({ errMsg: '', seriesList: ['hmi.V_45s'] });
  const full = await demo.json('showextseries', { dbhost: 'any', filter: '^hmi\\.v_45s', info: '1' });
  expect(full.seriesList).toEqual([{ 'hmi.V_45s': { description: 'Dopplergrams with a cadence of 45 seconds' } }]);
  expect((await demo.json('showextseries')).errMsg).not.toBe('');
  expect(await demo.json('showextseries', { dbhost: 'x', filter: '(' })).toEqual({
    errMsg: 'Invalid series filter.',
    seriesList: [],
  });
});
