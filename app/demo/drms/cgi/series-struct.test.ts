import { expect, it } from 'vitest';
import { freshDrms } from '../test-demo.ts';

const demo = freshDrms();
const struct = (ds: string, more = {}): ReturnType<typeof demo.json> =>
  demo.json('jsoc_info', { op: 'series_struct', ds, ...more });
const namesOf = (list: unknown): string[] => (list as { name: string }[]).map(({ name }) => name);

it.each([
  ['hmi.v_45s', ['T_REC', 'CAMERA'], ['Dopplergram']],
  ['hmi.m_720s', ['T_REC', 'CAMERA'], ['magnetogram']],
  ['hmi.v_sht_2drls', ['LMIN', 'NACOEFF'], ['split', 'rot', 'err']],
  ['aia.lev1', ['T_REC', 'FSN'], []],
  ['aia.lev1_euv_12s', ['T_REC', 'WAVELNTH'], []],
  ['aia.response', ['T_START', 'WAVE_STR'], []],
  ['iris.lev1', ['T_OBS', 'FSN'], []],
  ['mdi.fd_m_lev182', ['T_REC'], []],
])('%s has the prime keys and segments of its namesake', async (ds, keys, segments) => {
  const answer = await struct(ds);
  for (const key of keys) expect(answer.primekeys).toContain(key);
  for (const segment of segments) expect(namesOf(answer.segments)).toContain(segment);
  const keywords = namesOf(answer.keywords);
  for (const key of answer.primekeys as string[]) expect(keywords).toContain(key);
});

it('tells slots, internal names, types and defaults', async () => {
  const answer = await struct('hmi.v_45s');
  expect(answer.primekeysinfo).toEqual([
    { name: 'T_REC', slotted: 1, step: '45.000000' },
    { name: 'CAMERA', slotted: 0 },
  ]);
  expect(answer.dbindex).toEqual(['T_REC_index', 'CAMERA']);
  expect(answer.keywords).toContainEqual({
    name: 'CAMERA',
    type: 'int',
    recscope: 'index',
    defval: '-2147483648',
    units: 'none',
    note: 'Camera',
  });
  expect(answer.keywords).toContainEqual(
    expect.objectContaining({
      name: 'T_REC',
      type: 'time',
      recscope: 'ts_eq',
      defval: '-4712.01.01_11:59:28_TAI',
      units: 'TAI',
    }),
  );
  expect(answer.Interval).toEqual({
    FirstRecord: 'hmi.V_45s[2010.05.01_00:00:00_TAI][2]',
    FirstRecnum: 2,
    LastRecord: 'hmi.V_45s[2025.12.31_23:59:15_TAI][2]',
    LastRecnum: expect.any(Number),
    MaxRecnum: expect.any(Number),
  });
});

it('names links of keywords and segments', async () => {
  const vector = await struct('hmi.b_720s');
  expect(vector.links).toEqual([
    { name: 'MDATA', target: 'hmi.M_720s', kind: 'DYNAMIC', note: 'Magnetogram of the same slot' },
  ]);
  expect(vector.keywords).toContainEqual(expect.objectContaining({ name: 'M_MEAN', linkinfo: ['MDATA->DATAMEAN'] }));
  const [linked] = (await struct('aia.lev1_euv_12s')).segments as object[];
  expect(linked).toMatchObject({ name: 'image', units: null, dims: null, protocol: 'link via LEV1' });
  const [followed] = (await struct('aia.lev1_euv_12s', { l: '1' })).segments as object[];
  expect(followed).toMatchObject({ units: 'DN', dims: '32x32', protocol: 'fits' });
  const broken = (await struct('iris.lev1')).keywords;
  expect(broken).toContainEqual(
    expect.objectContaining({ type: 'link', recscope: expect.stringContaining('cannot be opened') }),
  );
});

it('has [null] for a series without prime keys, and the owner on request', async () => {
  const answer = await struct('jsoc.demo_notes', { o: '1' });
  expect([answer.primekeys, answer.dbindex, answer.primekeysinfo, answer.owner]).toEqual([[null], [null], [], 'jsoc']);
});

it('does not escape the units of segments', async () => {
  const text = await demo.text('jsoc_info', { op: 'series_struct', ds: 'demo.odd_units' });
  expect(() => JSON.parse(text)).toThrow();
  expect(text).toContain('10^3 "DN"\t');
});

it('refuses what it does not know', async () => {
  expect(await struct('demo.nope')).toEqual({ status: 1, error: 'series not found' });
  expect(await demo.json('jsoc_info', { op: 'nonsense' })).toMatchObject({ status: 1 });
});
