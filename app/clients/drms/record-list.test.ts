import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonSyntaxError } from './byte-json.ts';
import { type CellColumn, type ColumnKind, stateAt, textAt } from './cell-column.ts';
import { type ReadList, type RecordList, RecordListReader } from './record-list.ts';
import { readTimeBytes } from './time-bytes.ts';

const kinds: Record<string, ColumnKind> = {
  T_REC: 'time',
  QUALITY: 'integer',
  DATAMEAN: 'real',
  SERIAL: 'longlong',
  '*recnum*': 'longlong',
};
const reading = { kindOf: (name: string) => kinds[name] ?? 'text', readTime: readTimeBytes };

function read(answer: unknown, cuts: readonly number[] = []): ReadList {
  const bytes = Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer), 'latin1');
  const reader = new RecordListReader(reading);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  for (const [index, start] of places.entries()) reader.push(bytes.subarray(start, places[index + 1] ?? bytes.length));
  return reader.finish();
}

function listOf(answer: unknown): RecordList {
  const read_ = read(answer);
  if (!read_.ok) throw new Error(read_.error ?? 'refused');
  return read_.list;
}

function cells(column: CellColumn | null | undefined): (string | number | bigint)[] {
  if (column === null || column === undefined) return [];
  return Array.from({ length: column.length }, (_, row) => {
    const state = stateAt(column, row);
    if (state !== 'ok') return state;
    return column.kind === 'text' ? textAt(column, row) : (column.values[row] ?? Number.NaN);
  });
}

/** As a server writes it, with all its oddities. */
const full =
  String.raw`{"recinfo":[{"name":"demo.V_45s[2016.04.01_00:00:00_TAI][2]","online":1},
 {"name":"demo.V_45s[2016.04.01_06:00:00_TAI][2]","online":"0"}],
 "keywords":[{"name":"T_REC","values":["2016.04.01_00:00:00_TAI","2016.04.01_06:00:00_TAI"]},
  {"name":"QUALITY","values":["0x00000000","0x80000000"]},
  {"name":"DATAMEAN","values":["12.5","MISSING"]},
  {"name":"SERIAL","values":["9007199254740993","-9223372036854775807"]},
  {"name":"NOTE","values":["m\/s \"x\" \\ \u00e9","` +
  String.raw`Größe"]},
  {"name":"*recnum*","values":[101,581]}],
 "segments":[{"name":"Dopplergram","values":["\/SUM1\/D4242\/S00000\/Dopplergram.fits","NoDataDirectory"],
  "dims":["4096x4096","4096x4096"],"cparms":["compress Rice","compress Rice"],"bzeros":["0","0"],"bscales":["0.5","0.5"]}],
 "links":[{"name":"MDATA","values":["demo.M_96m[2016.04.01_00:00:00_TAI]","Invalid_Link"]}],
 "count":"2","runtime":0.05,"status":"0"}`;

describe('tables of records', () => {
  it('are read as they are meant', () => {
    const list = listOf(full);
    expect(list).toMatchObject({ count: 2, runtimeS: 0.05, bytes: Buffer.from(full, 'latin1').length });
    expect(list.keywords.map((column) => [column.name, column.kind, ...cells(column)])).toEqual([
      ['T_REC', 'time', 1238544000, 1238565600],
      ['QUALITY', 'integer', 0, -0x80000000],
      ['DATAMEAN', 'real', 12.5, 'missing'],
      ['SERIAL', 'longlong', 9007199254740993n, -9223372036854775807n],
      ['NOTE', 'text', 'm/s "x" \\ é', 'Größe'],
      ['*recnum*', 'longlong', 101n, 581n],
    ]);
    const [segment] = list.segments;
    expect([segment?.name, cells(segment?.path), cells(segment?.dims), cells(segment?.bscales)]).toEqual([
      'Dopplergram',
      ['/SUM1/D4242/S00000/Dopplergram.fits', 'offline'],
      ['4096x4096', '4096x4096'],
      ['0.5', '0.5'],
    ]);
    expect(cells(list.links[0])).toEqual(['demo.M_96m[2016.04.01_00:00:00_TAI]', 'invalid-link']);
    expect([cells(list.recordNames)[1], cells(list.online)]).toEqual([
      'demo.V_45s[2016.04.01_06:00:00_TAI][2]',
      [1, 0],
    ]);
  });

  it('do not depend on how the answer was cut', () => {
    const whole = read(full);
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), (cuts) => {
        expect(read(full, cuts)).toEqual(whole);
      }),
    );
    expect(
      read(
        full,
        Array.from({ length: full.length }, (_, place) => place),
      ),
    ).toEqual(whole);
  });

  it('are padded where arrays are short or not there', () => {
    const list = listOf({
      keywords: [{ name: 'T_REC', values: ['2016.04.01_00:00:00_TAI'] }, { name: 'NONE' }],
      segments: [{ name: 'image', values: ['/SUM1/a', '/SUM1/b'], dims: [] }],
      count: 3,
      status: 0,
    });
    expect(cells(list.keywords[0])).toEqual([1238544000, 'absent', 'absent']);
    expect(cells(list.keywords[1])).toEqual(['absent', 'absent', 'absent']);
    expect(cells(list.segments[0]?.path)).toEqual(['/SUM1/a', '/SUM1/b', 'absent']);
    expect(cells(list.segments[0]?.bzeros)).toEqual(['absent', 'absent', 'absent']);
    expect([list.links, list.recordNames, list.online]).toEqual([[], null, null]);
  });

  it('of no records have nothing at all', () => {
    expect(listOf({ count: 0, runtime: 0.01, status: 0 })).toMatchObject({
      count: 0,
      keywords: [],
      segments: [],
      links: [],
    });
  });

  it('null is a cell that was not sent; what one record lacks does not move the others', () => {
    const list = listOf({
      recinfo: [{ name: 'a' }, { online: 1 }, { name: 'c', online: 1, more: { name: 'x' } }, { name: 'd', online: 0 }],
      keywords: [{ name: 'DATAMEAN', values: [null, '1', null, 'nan'] }],
      other: [{ name: 'not a column', values: ['x'] }],
      count: 4,
      status: 0,
    });
    expect(cells(list.keywords[0])).toEqual(['absent', 1, 'absent', Number.NaN]);
    expect(cells(list.recordNames)).toEqual(['a', 'absent', 'c', 'd']);
    expect(cells(list.online)).toEqual(['absent', 1, 1, 0]);
    expect(list.keywords[0]?.name).toBe('DATAMEAN');
  });

  it.each([
    [{ status: 1, error: 'series not found' }, 1, 'series not found'],
    [{ status: '-1' }, -1, null],
    [{ status: 0, error: 'odd', count: 3 }, 0, 'odd'],
    [{ status: 'x' }, -1, null],
  ])('%j is a refusal', (answer, status, error) => {
    expect(read(answer)).toEqual({ ok: false, status, error });
  });

  it.each([
    [
      'more values than records',
      { keywords: [{ name: 'A', values: ['1', '2'] }], count: 1 },
      'There are 2 values for 1 records',
    ],
    ['a count beyond all bytes', { keywords: [{ name: 'A', values: ['1'] }], count: 99999999999 }, 'There cannot be'],
    ['values before their name', { keywords: [{ values: ['1'], name: 'DATAMEAN' }], count: 1 }, 'come before its name'],
    ['lists within a column', { keywords: [{ name: 'A', values: [['1']] }], count: 1 }, 'This is no value'],
    ['half an answer', full.slice(0, 400), 'ends too early'],
  ])('%s: an error with its place', (_, answer, message) => {
    expect(() => read(answer)).toThrow(JsonSyntaxError);
    expect(() => read(answer)).toThrow(message);
  });
});
