import { expect, it } from 'vitest';
import { freshDrms } from '../test-demo.ts';

const demo = freshDrms();
const list = (ds: string, more: Record<string, string> = {}): ReturnType<typeof demo.json> =>
  demo.json('jsoc_info', { op: 'rs_list', ds, ...more });

const golden = 'hmi.v_45s[2013.07.03_08:42_TAI/3m]';

it('answers the golden query', async () => {
  const answer = await list(golden, { key: 'T_REC,CRLT_OBS', seg: 'Dopplergram', R: '1' });
  expect(answer).toEqual({
    recinfo: ['08:42:00', '08:42:45', '08:43:30', '08:44:15'].map((clock) => ({
      name: `hmi.V_45s[2013.07.03_${clock}_TAI][2]`,
      online: 1,
    })),
    keywords: [
      {
        name: 'T_REC',
        values: ['08:42:00', '08:42:45', '08:43:30', '08:44:15'].map((clock) => `2013.07.03_${clock}_TAI`),
      },
      { name: 'CRLT_OBS', values: ['3.14159', '3.14159', '3.14159', '3.14159'] },
    ],
    segments: [
      {
        name: 'Dopplergram',
        values: expect.arrayContaining([expect.stringMatching(/^\/SUM\d+\/D\d+\/S00000\/Dopplergram\.fits$/)]),
        dims: Array(4).fill('32x32'),
        cparms: Array(4).fill('compress Rice'),
        bzeros: Array(4).fill('0'),
        bscales: Array(4).fill('0.5'),
      },
    ],
    links: [],
    count: 4,
    runtime: 0.05,
    status: 0,
  });
});

it('follows links, and says where one leads nowhere', async () => {
  const found = await list('hmi.B_720s[2013.07.03_08:42_TAI/40m]', { link: 'MDATA' });
  expect(found.links).toEqual([
    { name: 'MDATA', values: ['08:48', '09:00', '09:12'].map((clock) => `hmi.M_720s[2013.07.03_${clock}:00_TAI][3]`) },
  ]);
  const all = JSON.stringify(await list('hmi.B_720s[2013.07.03_TAI/2d]', { link: '**ALL**' }));
  expect(all).toContain('Invalid_Link');
});

it('echoes bogus names with the words of the server', async () => {
  const answer = await list('hmi.v_45s[2013.07.03_08:42_TAI/2m]', { key: 'BOGUS, T_REC', seg: 'bogus', link: 'bogus' });
  expect(answer.keywords).toEqual([
    { name: 'BOGUS', values: Array(2).fill('Invalid KeyLink') },
    { name: ' T_REC', values: Array(2).fill('Invalid KeyLink') },
  ]);
  expect(answer.segments).toMatchObject([{ values: Array(2).fill('InvalidSegName'), dims: Array(2).fill('NA') }]);
  expect(answer.links).toEqual([{ name: 'bogus', values: Array(2).fill('Invalid_Link') }]);
  expect((await list('iris.lev1', { n: '1', key: 'IAECFLFF' })).keywords).toMatchObject([
    { values: ['Invalid KeyLink'] },
  ]);
});

it('leaves all arrays out when there is nothing', async () => {
  const nothing = await list('hmi.v_45s[1999.01.01_TAI]', { key: 'T_REC', R: '1' });
  expect(nothing).toEqual({ count: 0, runtime: 0.01, status: 0 });
});

it('prints QUALITY in hex always, and MISSING for what is missing', async () => {
  const { keywords } = await list('hmi.v_45s[2016.04.01_TAI/2d]', { key: 'QUALITY,DATAMEAN' });
  const [quality, mean] = (keywords as { values: string[] }[]).map(({ values }) => values);
  expect(quality).toContain('0x80000000');
  expect(quality?.every((bits) => /^0x[0-9A-F]{8}$/.test(bits))).toBe(true);
  expect(mean?.[quality?.indexOf('0x80000000') ?? 0]).toBe('MISSING');
  const ghost = await list('hmi.Ic_45s[2010.11.03_10:00:00_TAI][-2147483648]', { key: 'CAMERA', R: '1' });
  expect(ghost).toMatchObject({
    recinfo: [{ name: 'hmi.Ic_45s[2010.11.03_10:00:00_TAI][-2147483648]' }],
    keywords: [{ values: ['MISSING'] }],
  });
});

it('knows the special keys; some are numbers', async () => {
  const key = '*recnum*,*sunum*,*size*,*online*,*retain*,*archive*,*recdir*,*dirmtime*,*logdir*,*spec*';
  const { keywords } = await list('hmi.m_720s[2013.07.03_08:48_TAI]', { key });
  const values = Object.fromEntries(
    (keywords as { name: string; values: unknown[] }[]).map(({ name, values: [one] }) => [name, one]),
  );
  expect(values).toEqual({
    '*recnum*': expect.any(Number),
    '*sunum*': expect.any(Number),
    '*size*': String(2880 + 2 * 2880 - 1),
    '*online*': 'Y',
    '*retain*': expect.stringMatching(/^\d{4}\.\d\d\.\d\d$/),
    '*archive*': expect.stringMatching(/^(Y|Pending)$/),
    '*recdir*': expect.stringMatching(/^\/SUM\d+\/D\d+\/S00000$/),
    '*dirmtime*': expect.any(String),
    '*logdir*': 'NO LOG',
    '*spec*': 'hmi.M_720s[2013.07.03_08:48:00_TAI][3]',
  });
  expect((await list('hmi.m_720s[2013.07.03_08:48_TAI]', { key: '*RECNUM*' })).keywords).toMatchObject([
    { values: ['Invalid KeyLink'] },
  ]);
});

it('says when a file is offline', async () => {
  const offline = await list('demo.m_96m[:#12,#14]', { seg: 'magnetogram', key: '*online*,*size*', R: '1' });
  expect(offline).toMatchObject({
    recinfo: [{ online: 0 }, { online: 0 }],
    segments: [{ values: ['NoDataDirectory', 'NoDataDirectory'] }],
    keywords: [{ values: ['N', 'N'] }, { values: ['NA', 'NA'] }],
  });
});

it('leaves gaps beside broken links when all segments are asked for', async () => {
  const broken = 'aia.lev1_euv_12s[2016-01-01T00:00:00Z][171]';
  expect((await list(broken, { seg: 'image' })).segments).toMatchObject([{ values: ['BadSegLink'], dims: ['32x32'] }]);
  expect((await list(broken, { seg: '**ALL**' })).segments).toMatchObject([{ values: ['BadSegLink'], dims: [] }, {}]);
  const whole = await list('aia.lev1_euv_12s[2014-06-01T00:00:00Z][171]', { seg: 'image' });
  expect(whole.segments).toMatchObject([{ values: [expect.stringMatching(/^\/SUM.*image_lev1\.fits$/)] }]);
});

it('limits, prints all digits, and takes POST', async () => {
  expect(await list(golden, { n: '2', key: '**NONE**', R: '1' })).toMatchObject({ count: 2, keywords: [] });
  const last = await list(golden, { n: '-1', key: 'T_REC', r: '1' });
  expect(last).toMatchObject({ keywords: [{ values: ['2013.07.03_08:44:15_TAI'] }] });
  expect(last).not.toHaveProperty('runtime');
  expect((await list(golden, { n: '1', key: 'DSUN_OBS', M: '1' })).keywords).toMatchObject([
    { values: [expect.stringMatching(/^\d+\.\d{4,}$/)] },
  ]);
  const body = new URLSearchParams({ op: 'rs_summary', ds: golden });
  expect(JSON.parse(await demo.text('jsoc_info', {}, { method: 'POST', body }))).toEqual({
    count: 4,
    runtime: 0.012,
    status: 0,
  });
});

it('gives all columns for **ALL**', async () => {
  const { keywords } = await list(golden, { key: '**ALL**,*recnum*' });
  expect((keywords as object[]).length).toBeGreaterThan(20);
});

it('refuses too many names and what cannot be read', async () => {
  const key = Array.from({ length: 1001 }, (_, index) => `K${index}`).join(',');
  const body = new URLSearchParams({ op: 'rs_list', ds: golden, key });
  expect(JSON.parse(await demo.text('jsoc_info', {}, { method: 'POST', body }))).toMatchObject({ status: 1 });
  expect(await list('foo', { key: 'T_REC' })).toEqual({ status: 1, error: expect.stringContaining('Bad record-set') });
});

it('shortens arrays on demand', async () => {
  demo.server.control.setFaults([{ name: 'short' }]);
  const answer = await list(golden, { key: 'T_REC' });
  expect(answer.count).toBe(4);
  expect((answer.keywords as { values: string[] }[])[0]?.values).toHaveLength(3);
});

it('stops a query by its handle', async () => {
  const { handle } = await demo.json('jsoc_WebRequestID');
  await demo.text('jsoc_userkill', { userhandle: String(handle) });
  expect(await list(golden, { key: 'T_REC', userhandle: String(handle) })).toEqual({ status: -1 });
});

it('makes big answers while it sends them, and can remember them', async () => {
  demo.server.control.change({ remembersAnswers: true });
  const parameters = { op: 'rs_list', ds: 'demo.million_60s', n: '50000', key: 'T_REC,CLOCK,QUALITY' };
  const first = await demo.text('jsoc_info', parameters);
  expect(JSON.parse(first)).toMatchObject({ count: 50000 });
  expect(first).toContain(String(2n ** 60n + 3n));
  expect(await demo.text('jsoc_info', parameters)).toBe(first);
});
