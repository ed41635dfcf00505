import { describe, expect, it } from 'vitest';
import { nightlyCount } from '../../testing/nightly.ts';
import { spoil } from '../../testing/spoil.ts';
import { listField } from './answer-fields.ts';
import { DrmsError } from './drms-error.ts';
import { exportAnswerOf } from './export-answer.ts';
import { fileTableOf } from './file-table.ts';
import { ListTaker } from './list-taker.ts';
import { columnKindOf, type SeriesInfo, seriesInfoOf } from './series-info.ts';
import { seriesListOf } from './series-list.ts';
import { readTimeBytes } from './time-bytes.ts';
import { parseAnswer } from './tolerant-json.ts';

const structure = {
  note: 'm/s "x"',
  primekeys: ['T_REC', null],
  primekeysinfo: [{ name: 'T_REC', slotted: 1, step: '45.0' }],
  dbindex: [null],
  keywords: [
    { name: 'T_REC', type: 'time', recscope: 'ts_eq', defval: '', units: 'TAI', note: '' },
    { name: 'QUALITY', type: 'int', linkinfo: ['L->Q'] },
    { name: 'SERIAL', type: 'longlong' },
    { name: 'MEAN', type: 'float' },
  ],
  segments: [{ name: 'image', type: 'int', units: null, protocol: 'fits', dims: '4x4', note: '' }],
  links: [{ name: 'L', target: 'a.c', kind: 'STATIC', note: '' }],
  Interval: { FirstRecord: 'a.b[1]', FirstRecnum: 1, LastRecord: 'NA', LastRecnum: -1, MaxRecnum: 0 },
  status: 0,
};
const table = {
  recinfo: [{ name: 'a.b[1]', online: 1 }],
  keywords: [
    { name: 'T_REC', values: ['2016.04.01_00:00:00_TAI', 'MISSING'] },
    { name: 'QUALITY', values: ['0x80000000', '7'] },
    { name: 'SERIAL', values: ['9007199254740993', null] },
    { name: 'MEAN', values: ['12.5', 'nan'] },
  ],
  segments: [{ name: 'image', values: ['/SUM1/a', 'NoDataDirectory'], dims: ['4x4'], cparms: [''] }],
  links: [{ name: 'L', values: ['Invalid_Link'] }],
  count: 2,
  runtime: 0.05,
  status: 0,
};
const exported = {
  requestid: 'JSOC_1',
  method: 'url',
  protocol: 'jpg',
  count: '2',
  dir: '/SUM7/D1',
  tarfile: '',
  status: '0',
  data: [
    { record: 'a.b[1]', filename: 'a.b.1.image.jpg' },
    { record: 'movie', filename: 'x.mp4' },
  ],
};
const list = {
  status: 0,
  names: [{ name: 'a.b', primekeys: 'T, C', note: 'x' }, 'c.d', { 'e.f': { description: 'y' } }],
  n: 3,
};

const info: SeriesInfo = seriesInfoOf('a.b', structure);
const reading = { kindOf: (name: string) => columnKindOf(info, name), readTime: readTimeBytes };

/** All that is ever done with an answer. */
const readers: [text: string, read: (bytes: Uint8Array) => void][] = [
  [JSON.stringify(structure), (bytes) => void seriesInfoOf('a.b', parseAnswer(bytes, 'x', 'y').value)],
  [JSON.stringify(list), (bytes) => void seriesListOf(listField(parseAnswer(bytes, 'x', 'y').value.names))],
  [
    JSON.stringify(exported),
    (bytes) => void fileTableOf(exportAnswerOf(parseAnswer(bytes, 'x', 'y').value), (path) => path, true),
  ],
  [
    JSON.stringify(table),
    (bytes) => {
      const taker = new ListTaker(reading, 'x', 'y');
      taker.push(bytes.subarray(0, bytes.length >> 1));
      taker.push(bytes.subarray(bytes.length >> 1));
      taker.finish();
    },
  ],
];

/** Numbers that look random and are the same in every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pieces = [
  '"__proto__":{"polluted":1},',
  '"constructor":{"prototype":{"polluted":1}},',
  '"status":',
  'null',
  '-1',
  '1e999',
  '[',
  ']',
  '{',
  '}',
  '"',
  ',',
  '\\',
  '\\u00',
  '\u0000',
  '\xff',
  '[[[[[[[[',
  '"count":99999999999,',
  '"count":-1,',
  '"values":[],',
  '"values":"x",',
  '"name":"T_REC",',
];

const counts = ['99999999999', '500', '-3', '"2"', '1e8', 'null', '0'];

function spoiltAnswer(text: string, random: (below: number) => number): string {
  const miscounted = text.replace(/("count":)2/, (all, key: string) => (random(4) > 0 ? all : key + counts[random(7)]));
  return spoil(miscounted, pieces, random);
}

/** Matrix row 21. */
const rounds = nightlyCount(100_000);

describe('spoilt answers', () => {
  it(`${rounds} of them: taken, or refused with a named error`, {
    timeout: 300_000,
  }, () => {
    const random = createRandom(20160401);
    let refused = 0;
    for (let round = 0; round < rounds; round++) {
      const [text, read] = readers[round % readers.length] ?? ['', () => undefined];
      const spoilt = Buffer.from(spoiltAnswer(text, random), 'latin1');
      try {
        read(spoilt);
      } catch (error) {
        refused++;
        if (!(error instanceof DrmsError) || error.code !== 'bad-response')
          throw new Error(`${String(error)} for ${spoilt.toString('latin1')}`, { cause: error });
      }
    }
    expect(refused).toBeGreaterThan(rounds / 100);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
