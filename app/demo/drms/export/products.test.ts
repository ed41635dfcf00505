import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startDemoDrms } from '../index.ts';
import { freshExports, user } from './test-exports.ts';

const demo = freshExports();
const golden = 'hmi.v_45s[2013.07.03_08:42_TAI/3m]{Dopplergram}';
interface Line {
  record: string;
  filename: string;
}
const lines = (answer: { data?: unknown }): Line[] => answer.data as Line[];
const template = '{seriesname}.{T_REC:A}.{CAMERA}.{segment}';

it('as-is by url: segments in the records, a list of keywords, strings in the head', async () => {
  const fmt = 'hmi.v_sht_2drls.{T_START:A}.{LMIN}.{NACOEFF}.{segment}';
  const answer = await demo.done('hmi.v_sht_2drls[2024.09.19_00:00:00_TAI]{split,rot,err}', { filenamefmt: fmt });
  expect(answer).toMatchObject({ version: '0.5', count: '9', size: '1', status: '0', wait: '0' });
  expect(answer.exptime).toBe('2016.04.02_10:00:04_UT');
  expect(lines(answer)[0]).toEqual({
    record: 'hmi.V_sht_2drls[2024.09.19_00:00:00_TAI][0][6]{split}',
    filename: 'hmi.v_sht_2drls.20240919_000000_TAI.0.6.splittings.out',
  });
  for (const ending of ['splittings.out', 'rot.2d', 'err.2d'])
    expect(lines(answer).filter(({ filename }) => filename.endsWith(`.${ending}`))).toHaveLength(3);
  expect((await demo.bytes(answer.keywords)).toString()).toContain('NACOEFF=18');
  expect((await demo.bytes(`${answer.dir}/index.json`)).toString()).toContain('"dir":"\\/SUM');
});

it('fits: records without segment, keywords in the files', async () => {
  const answer = await demo.done('hmi.sharp_720s[4864][2014.11.30_00:00_TAI]{continuum, magnetogram}', {
    protocol: 'fits',
  });
  expect(answer).toMatchObject({ count: '2', keywords: '**IN FITS FILES**' });
  expect(answer).not.toHaveProperty('wait');
  for (const { record, filename } of lines(answer)) {
    expect(record).toBe('hmi.sharp_720s[4864][2014.11.30_00:00:00_TAI]');
    expect(filename).toMatch(/\.(continuum|magnetogram)\.fits$/);
    const file = await demo.bytes(`${answer.dir}/${filename}`);
    expect([file.length % 2880, file.includes('RECNUM  =')]).toEqual([0, true]);
  }
});

it('fits without compression when asked', async () => {
  const answer = await demo.done(golden, { protocol: 'FITS,**NONE**' });
  const file = await demo.bytes(`${answer.dir}/${lines(answer)[0]?.filename}`);
  expect([file.includes('ZIMAGE'), file.includes('NAXIS1  =                   32')]).toEqual([false, true]);
});

it('names files by a template', async () => {
  const names = async (filenamefmt: string): Promise<unknown> => {
    const answer = await demo.done(golden, { protocol: 'fits', filenamefmt });
    return lines(answer)[0]?.filename;
  };
  expect(await names(template)).toBe('hmi.V_45s.20130703_084200_TAI.2.Dopplergram.fits');
  expect(await names('{T_REC:D}_{#:%05d}_{CAMERA:%03d} .{segment}')).toBe('2013.07.03_00001_002.Dopplergram.fits');
  expect(await names('{T_REC:A2,UTC}')).toBe('20130703_08412500Z');
  expect(await names('{seriesname}.{recnum:%lld}.{segment}')).toMatch(/^hmi\.V_45s\.\d+\.Dopplergram\.fits$/);
  const failed = await demo.done(golden, { filenamefmt: '{NOPE}' });
  expect(failed).toMatchObject({ status: 4, error: expect.stringContaining('{NOPE}') });
});

it('processes in both spellings, and marks what it processed', async () => {
  const step = '0|im_patch,t=0,boxunits=pixels,width=16,height=12';
  for (const more of [{ 'process=n': step }, { process: `n=${step}`, filenamefmt: template }]) {
    const answer = await demo.done(golden, { protocol: 'fits', ...more });
    expect(lines(answer)[0]?.record).toBe('hmi.V_45s_mod[2013.07.03_08:42:00_TAI][2]');
    const file = await demo.bytes(`${answer.dir}/${lines(answer)[0]?.filename}`);
    expect(file.toString('latin1')).toMatch(/ZNAXIS1 = +16 .*ZNAXIS2 = +12 /s);
  }
  const limited = await demo.done(golden, { 'process=n': '2|rebin,scale=0.25,', protocol: 'fits' });
  expect(limited.count).toBe('2');
  const file = await demo.bytes(`${limited.dir}/${lines(limited)[0]?.filename}`);
  expect(file.toString('latin1')).toMatch(/ZNAXIS1 = +8 /);
});

it('noproc: leaves the processing out', async () => {
  demo.server.control.setFaults([{ name: 'noproc' }]);
  const answer = await demo.done(golden, { protocol: 'fits', 'process=n': '0|rebin,scale=0.5' });
  expect(lines(answer)[0]?.record).not.toContain('_mod');
});

it('packs into tar, with index and script', async () => {
  const answer = await demo.done('hmi.rdvflows_fd15_frame[2150][360]{Ux, Uy}', { method: 'url-tar' });
  expect(answer.tarfile).toBe(`${answer.dir}/${answer.requestid}.tar`);
  const tar = (await demo.bytes(answer.tarfile)).toString('latin1');
  for (const name of ['index.json', 'index.txt', 'drmsrun', 'part1.out', 'part2.out']) expect(tar).toContain(name);
  await expect(demo.bytes(`${answer.dir}/${lines(answer)[0]?.filename}/part1.out`)).rejects.toThrow('404');
});

it('has another index for pictures', async () => {
  const { requestid } = await demo.request(golden, {
    protocol: 'jpg,CT=grey.sao,scaling=MINMAX,size=1',
    filenamefmt: template,
  });
  demo.finish();
  const text = await demo.text('jsoc_fetch', { op: 'exp_status', requestid: String(requestid) });
  expect(text.match(/"keywords":/g)).toHaveLength(2);
  const answer = JSON.parse(text);
  expect(answer).toMatchObject({
    reqid: requestid,
    'movie name': '',
    size: '1.00',
    protocol: 'jpg',
    cparms: 'CT=grey.sao,scaling=MINMAX,size=1',
  });
  expect(answer).not.toHaveProperty('count');
  expect(answer).not.toHaveProperty('requestid');
  const picture = await demo.bytes(`${answer.dir}/${lines(answer)[0]?.filename}`);
  expect(picture.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
});

it('names a tar of pictures wrongly', async () => {
  const answer = await demo.done(golden, { protocol: 'jpg', method: 'url-tar' });
  expect(answer.tarfile).toBe(`${answer.dir}/.tar`);
  await expect(demo.bytes(answer.tarfile)).rejects.toThrow('404');
  expect((await demo.bytes(`${answer.dir}/${answer.reqid}.tar`)).length % 512).toBe(0);
});

it.each([
  ['mp4', 'ftyp'],
  ['mpg', '\u0000\u0000\u0001\u00b3'],
])('%s: the movie first, then its frames', async (protocol, mark) => {
  const answer = await demo.done(golden, { protocol });
  expect(lines(answer)[0]).toEqual({ record: 'movie of the following data', filename: `hmi.${protocol}` });
  expect(lines(answer)).toHaveLength(5);
  const movie = await demo.bytes(`${answer.dir}/hmi.${protocol}`);
  expect(movie.toString('latin1', 0, 8)).toContain(mark);
});

it('moves pictures up where one fails', async () => {
  demo.server.control.setFaults([{ name: 'nodatafile' }]);
  const answer = await demo.done(golden, { protocol: 'jpg', filenamefmt: template });
  expect(lines(answer).map(({ filename }) => filename.slice(10, 27))).toEqual([
    '20130703_084245_T',
    '20130703_084330_T',
    '20130703_084415_T',
    '',
  ]);
});

it.each(['as-is', 'fits'])('%s: says which file is gone', async (protocol) => {
  demo.server.control.setFaults([{ name: 'nodatafile' }]);
  const answer = await demo.done(golden, { protocol });
  expect(lines(answer).map(({ filename }) => filename === 'NoDataFile')).toEqual([false, false, false, true]);
});

it('ends with a warning where nothing can be written as FITS', async () => {
  const warning = { record: expect.stringMatching(/^warning=No FITS files were exported\./), filename: '' };
  const text = await demo.done('hmi.v_sht_2drls[2024.09.19_00:00:00_TAI]', { protocol: 'fits' });
  expect([text.status, text.data]).toEqual(['0', [warning]]);
  demo.server.control.setFaults([{ name: 'nofits', path: 'exp_request' }]);
  expect((await demo.done(golden, { protocol: 'fits' })).data).toEqual([warning]);
});

it('has no directory where there are no records', async () => {
  const answer = await demo.done('hmi.v_45s[1999.01.01_TAI]', { protocol: 'fits' });
  expect(answer.data).toEqual([]);
  expect(answer).not.toHaveProperty('dir');
});

it('brings files back from tape', async () => {
  const answer = await demo.done('demo.m_96m[:#12]');
  expect(await demo.bytes(`${answer.dir}/${lines(answer)[0]?.filename}`)).toHaveLength(3 * 2880);
});

it('keeps requests in a folder beyond its end', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'quarry-drms-'));
  const ask = async (parameters: Record<string, string>): Promise<Record<string, unknown>> => {
    const server = await startDemoDrms({ dataFolder });
    const answer = await (await fetch(`${server.cgiUrl}jsoc_fetch?${new URLSearchParams(parameters)}`)).json();
    await server.close();
    return answer as Record<string, unknown>;
  };
  const { requestid } = await ask({ op: 'exp_request', ds: golden, notify: user, method: 'url', protocol: 'fits' });
  expect(await ask({ op: 'exp_status', requestid: String(requestid) })).toMatchObject({ requestid });
  rmSync(dataFolder, { recursive: true });
});
