import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from './app.ts';
import { wholeBytes } from './contract/bytes.ts';
import type { Contract } from './contract/contract.ts';
import type { FitsFileOut, FitsOpenEvent, FitsOrigin } from './contract/fits.ts';
import { type DemoDrmsServer, startDemoDrms } from './demo/drms/index.ts';
import type { Client } from './rpc/client.ts';
import { fitsExpected } from './testing/fits-fixtures.ts';
import { openCoreAt } from './testing/open-core.ts';

let demo: DemoDrmsServer;
let home: string;
let app: App;
let client: Client<Contract>;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quarry-fits-'));
  demo = await startDemoDrms();
  ({ app, client } = await openCoreAt(home));
});

afterAll(async () => {
  client.close();
  await app.close();
  await demo.close();
  rmSync(home, { recursive: true, force: true });
});

async function open(origin: FitsOrigin): Promise<{ file: FitsFileOut; events: FitsOpenEvent[] }> {
  const events: FitsOpenEvent[] = [];
  for await (const event of client.watch('fits.open', origin)) {
    events.push(event);
    if (event.kind === 'opened') return { file: event.file, events };
  }
  throw new Error('The file was not opened.');
}

function fixture(name: string): string {
  return fileURLToPath(new URL(`domain/fits/fixtures/${name}`, import.meta.url));
}

function numbersOf(bytes: Uint8Array): number[] {
  return [...new Float32Array(bytes.slice().buffer)];
}

async function tile(input: object): Promise<number[]> {
  const answer = await app.bytes('fits-image', JSON.stringify(input), new AbortController().signal);
  return numbersOf(await wholeBytes(answer));
}

test('a file of this computer: parts, header, picture, pixels, tile', async () => {
  const { file } = await open({ kind: 'file', path: fixture('tiles-rice1-i16.fits') });
  expect(file.hdus.map(({ kind, axes, compression }) => [kind, axes, compression])).toEqual([
    ['image', [], null],
    ['compressed-image', [25, 18], 'RICE_1'],
  ]);
  const part = { fileId: file.fileId, hdu: 1 };
  const cards = await client.call('fits.header', part);
  expect(cards.find(({ name }) => name === 'ZCMPTYPE')).toMatchObject({ value: 'RICE_1', kind: 'value' });
  expect(await client.call('fits.sums', part)).toEqual({ checksum: 'right', datasum: 'right' });
  const image = await client.call('fits.image', part);
  const expected = fitsExpected.files['tiles-rice1-i16.fits']?.[1]?.values as number[];
  expect(image).toMatchObject({ width: 25, height: 18, wcs: null });
  expect(image.survey).toMatchObject({
    count: 450,
    missing: 0,
    min: Math.min(...expected),
    max: Math.max(...expected),
  });
  const around = await client.call('fits.pixels', { ...part, x: -1, y: 0, width: 3, height: 2 });
  expect(around.values).toEqual([null, expected[0], expected[1], null, expected[25], expected[26]]);
  const whole = { ...part, x: 0, y: 0, width: 25, height: 18 };
  expect(await tile({ ...whole, step: 1 })).toEqual(expected);
  const coarse = await tile({ ...whole, step: 10 });
  expect(coarse).toHaveLength(3 * 2);
  const corner = expected.filter((_, at) => at % 25 >= 20 && Math.floor(at / 25) >= 10);
  expect(coarse.at(-1)).toBeCloseTo(corner.reduce((sum, value) => sum + value, 0) / corner.length, 2);
});

test('a file of a record is fetched once, with its name', async () => {
  const recordSet = 'hmi.m_720s[2013.07.03_08:48_TAI]';
  const table = await client.call('drms.query', { serverId: demo.url, recordSet, segments: ['magnetogram'] });
  const page = await client.call('drms.table.page', { tableId: table.tableId, from: 0, count: 1 });
  const cell = (role: string): string => String(page.columns[table.columns.findIndex((one) => one.role === role)]?.[0]);
  const origin = {
    ...{ kind: 'segment' as const, serverId: demo.url, segment: 'magnetogram' },
    ...{ record: cell('record'), path: cell('path') },
  };
  const { file } = await open(origin);
  expect(file).toMatchObject({ name: 'magnetogram.fits', origin });
  const images = file.hdus.filter(({ planes }) => planes === 1);
  expect(images).toHaveLength(1);
  const asked = (): number => demo.control.requests().filter(({ path }) => path.startsWith('/SUM')).length;
  const before = asked();
  expect((await open(origin)).file.fileId).toBe(file.fileId);
  expect(asked()).toBe(before);
});

test('rows of a table', async () => {
  const { file } = await open({ kind: 'file', path: fixture('table.fits') });
  const { rows, columns, cells } = await client.call('fits.table', { fileId: file.fileId, hdu: 1, from: 1, count: 2 });
  const of = (name: string): unknown => cells[columns.findIndex((one) => one.name === name)];
  expect(rows).toBe(5);
  expect([of('FLAG'), of('SHORT'), of('LONG'), of('LIST'), of('FLOAT')]).toEqual([
    ['F', 'T'],
    [null, 3],
    ['-4611686018427387904', 0],
    ['[0]', '[0, 10]'],
    ['NaN', -2],
  ]);
});

test('what cannot be opened is told with its place', async () => {
  const broken = join(home, 'broken.fits');
  writeFileSync(broken, '<html>');
  await expect(open({ kind: 'file', path: broken })).rejects.toMatchObject({
    code: 'bad-response',
    message: expect.stringContaining('broken.fits: HDU 0, byte 0: this is no FITS file'),
  });
  await expect(open({ kind: 'file', path: join(home, 'none.fits') })).rejects.toMatchObject({ code: 'not-found' });
  await expect(open({ kind: 'file', path: 'some.fits' })).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(open({ kind: 'file', path: home })).rejects.toMatchObject({ code: 'invalid-input' });
  const { file } = await open({ kind: 'file', path: fixture('tiles-hcompress.fits') });
  const part = { fileId: file.fileId, hdu: 1 };
  await expect(client.call('fits.image', part)).rejects.toMatchObject({ code: 'unsupported' });
  await expect(client.call('fits.header', { ...part, hdu: 7 })).rejects.toMatchObject({ code: 'not-found' });
  await expect(client.call('fits.header', { ...part, fileId: 'x' })).rejects.toMatchObject({ code: 'not-found' });
});

test('a file that changes is read anew', async () => {
  const path = join(home, 'changing.fits');
  copyFileSync(fixture('image-i16.fits'), path);
  const { file } = await open({ kind: 'file', path });
  copyFileSync(fixture('cube-i16.fits'), path);
  const again = await open({ kind: 'file', path });
  expect(again.file.fileId).toBe(file.fileId);
  expect(again.file.hdus[0]).toMatchObject({ axes: [25, 18, 3, 2], planes: 6 });
});

test('a record without a file is told by its name', async () => {
  const origin = { kind: 'segment' as const, serverId: demo.url, segment: 'x', record: 'hmi.none[1]' };
  await expect(open({ ...origin, path: '/SUM9/D1/S00000/none.fits' })).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('hmi.none[1]'),
  });
});
