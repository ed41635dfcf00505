import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readRecordSet } from '../recordset/record-set.ts';
import { select } from '../recordset/select.ts';
import { Catalog } from '../series/catalog.ts';
import { knownRecord } from '../series/records.ts';
import { headerBlocks } from './fits-cards.ts';
import { onesSum } from './fits-checksum.ts';
import { riceEncode } from './rice.ts';
import { StoredFiles } from './stored-files.ts';

const catalog = new Catalog();
const files = new StoredFiles();

function fileOf(spec: string, segmentName: string, withKeywords = false): Buffer {
  const [{ series, ...query }] = readRecordSet(spec, catalog);
  const segment = series.segments.find(({ name }) => name === segmentName);
  const [recnum = 0] = select({ series, ...query });
  if (segment === undefined) throw new Error(`There is no segment ${segmentName}.`);
  const body = files.file({ series, record: knownRecord(series, recnum), segment, withKeywords });
  return Buffer.from(body.read(0, body.size));
}

interface Unit {
  cards: Map<string, string>;
  text: string;
  data: Buffer;
  whole: Buffer;
}

/** Reads a file by the standard, knowing nothing of how it was written. */
function unitsOf(file: Buffer): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < file.length; ) {
    const start = at;
    let text = '';
    do {
      text += file.toString('latin1', at, at + 2880);
      at += 2880;
    } while (!text.slice(-2880).match(/.{80}/g)?.includes('END'.padEnd(80)));
    const cards = new Map(
      (text.match(/.{80}/g) ?? []).map((card) => [
        card.slice(0, 8).trim(),
        card.slice(10).split(' / ')[0]?.trim() ?? '',
      ]),
    );
    const number = (name: string): number => Number(cards.get(name) ?? 0);
    const axes = Array.from({ length: number('NAXIS') }, (_, axis) => number(`NAXIS${axis + 1}`));
    const bytes =
      axes.length === 0 ? 0 : (Math.abs(number('BITPIX')) / 8) * axes.reduce((a, b) => a * b, 1) + number('PCOUNT');
    const data = file.subarray(at, at + bytes);
    at += Math.ceil(bytes / 2880) * 2880;
    units.push({ cards, text, data, whole: file.subarray(start, at) });
  }
  return units;
}

const stored: [string, string, string][] = [
  ['RICE_1', 'hmi.v_45s[2013.07.03_08:42_TAI]', 'Dopplergram'],
  ['RICE_1', 'aia.lev1[2014-01-01T00:00:01Z]', 'image'],
  ['GZIP_1', 'hmi.ic_720s[2013.07.03_08:48_TAI]', 'continuum'],
  ['GZIP_1', 'hmi.b_720s[2013.07.03_08:48_TAI]', 'disambig'],
  ['GZIP_2', 'hmi.b_720s[2013.07.03_08:48_TAI]', 'field'],
  ['none', 'hmi.m_720s[2013.07.03_08:48_TAI]', 'magnetogram'],
  ['none', 'hmi.synoptic_mr_720s[2150]', 'synopMr'],
  ['table', 'demo.flares[3]', 'events'],
];

describe.each(stored)('%s: %s{%s}', (kind, spec, segment) => {
  const plain = unitsOf(fileOf(spec, segment));
  const described = unitsOf(fileOf(spec, segment, true));

  it('consists of whole blocks whose sums are right', () => {
    for (const { whole, cards, data } of [...plain, ...described]) {
      expect(whole.length % 2880).toBe(0);
      expect(onesSum(whole)).toBe(0xffffffff);
      const padded = Buffer.concat([data, Buffer.alloc((2880 - (data.length % 2880)) % 2880)]);
      expect(cards.get('DATASUM')?.replaceAll("'", '').trim()).toBe(String(onesSum(padded)));
    }
  });

  it('says how it is compressed', () => {
    const last = plain.at(-1)?.cards;
    const isCompressed = kind !== 'none' && kind !== 'table';
    expect(last?.get('ZCMPTYPE')).toBe(isCompressed ? `'${kind.padEnd(8)}'` : undefined);
    expect(last?.get(isCompressed ? 'ZNAXIS1' : 'NAXIS1')).toBe(kind === 'table' ? '47' : '32');
  });

  it('has keywords only when they are asked for', () => {
    expect(plain.at(-1)?.cards.has('RECNUM')).toBe(false);
    expect(described.at(-1)?.cards.has('RECNUM')).toBe(true);
    expect(described.at(-1)?.data.equals(plain.at(-1)?.data ?? Buffer.alloc(0))).toBe(true);
  });
});

it('writes keywords by the rules of an export', () => {
  const [, unit] = unitsOf(fileOf('hmi.v_45s[2013.07.03_08:42_TAI]', 'Dopplergram', true));
  const { cards, text } = unit ?? { cards: new Map<string, string>(), text: '' };
  expect(cards.get('T_REC')).toBe("'2013.07.03_08:42:00.000_TAI'");
  expect(cards.get('DATE')).toBe("'2013-07-07T08:41:25.000'");
  expect(cards.get('QUALITY')).toBe('0');
  expect(cards.get('PRIMARYK')).toBe("'T_REC, CAMERA'");
  expect(cards.get('DRMS_ID')).toMatch(/^'hmi\.V_45s:\d+:Dopplergram'$/);
  expect(cards.get('LICENSE')).toBeDefined();
  expect(text).toContain('/ Slot number {T_REC_index}');
  // The bit meanings after the dash are left out, and so is the word in brackets.
  expect(text).toMatch(/QUALITY = +0 \/ Bit mask {2,}/);
  expect(text).toMatch(/RSUN_OBS= +[\d.]+ \/ Radius of the Sun {2,}/);
});

it('leaves the value of a missing number out, and shows quality with its sign', () => {
  const { series, ...query } = readRecordSet('hmi.v_45s[2016.04.01_TAI/2d][? quality < 0 ?]', catalog)[0];
  const [recnum = 0] = select({ series, ...query });
  const [, unit] = unitsOf(fileOf(`hmi.v_45s[:#${recnum}]`, 'Dopplergram', true));
  expect(unit?.cards.get('DATAMEAN')).toBe('');
  expect(Number(unit?.cards.get('QUALITY'))).toBeLessThan(0);
});

it('compresses with gzip what gunzip gives back', () => {
  const [, unit] = unitsOf(fileOf('hmi.ic_720s[2013.07.03_08:48_TAI]', 'continuum'));
  const [, plain] = unitsOf(fileOf('hmi.ic_720s[2013.07.03_08:48_TAI]', 'continuum', true));
  const data = unit?.data ?? Buffer.alloc(0);
  const tile = data.subarray(32 * 8 + data.readInt32BE(4), 32 * 8 + data.readInt32BE(4) + data.readInt32BE(0));
  expect(gunzipSync(tile)).toHaveLength(32 * 4);
  expect(plain?.data.equals(data)).toBe(true);
});

describe('Rice coding', () => {
  const random = (count: number, spread: number): number[] =>
    Array.from({ length: count }, (_, index) => Math.round(Math.sin(index * index) * spread));

  it.each([
    ['level', 4, Array<number>(70).fill(5)],
    ['noise', 4, random(100, 1000)],
    ['wild', 4, random(70, 2_147_483_000)],
    ['edges', 4, [...Array<number>(20).fill(-2147483648), ...random(50, 100), 2147483647]],
    ['short', 2, random(65, 30_000)],
    ['bytes', 1, random(40, 100).map((value) => value & 0xff)],
    ['one', 4, [7]],
  ] as const)('%s: the decoder of the standard gives the pixels back', (_, bytes, pixels) => {
    expect(riceDecode(riceEncode(pixels, bytes), pixels.length, bytes)).toEqual([...pixels]);
  });
});

/** After the description of RICE_1 in the FITS standard. */
function riceDecode(coded: Uint8Array, count: number, bytes: 1 | 2 | 4): number[] {
  const bits = [...coded].flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (byte >> bit) & 1));
  let at = 0;
  const take = (length: number): number => {
    let value = 0;
    for (let bit = 0; bit < length; bit += 1) value = value * 2 + (bits[at++] ?? 0);
    return value;
  };
  const [codeBits, most] = { 1: [3, 6], 2: [4, 14], 4: [5, 25] }[bytes] as [number, number];
  const width = bytes * 8;
  const wrap = (value: number): number => (bytes === 1 ? value & 0xff : (value << (32 - width)) >> (32 - width));
  let last = wrap(take(width));
  const pixels: number[] = [];
  while (pixels.length < count) {
    const split = take(codeBits) - 1;
    for (let index = 0; index < 32 && pixels.length < count; index += 1) {
      let folded = 0;
      if (split === most) folded = take(width);
      else if (split >= 0) {
        while (take(1) === 0) folded += 1;
        folded = folded * 2 ** split + take(split);
      }
      const difference = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
      last = wrap((last + difference) | 0);
      pixels.push(last);
    }
  }
  return pixels;
}

it('writes cards of 80 characters, texts quoted', () => {
  const text = headerBlocks([
    { name: 'LONG', value: `it's ${'x'.repeat(100)}`, comment: 'cut' },
    { name: 'NOVALUE', value: undefined, comment: 'nothing' },
    { name: 'COMMENT', value: 'free text' },
    { name: 'REAL', value: 3, isReal: true },
    { name: 'ODD', value: 'µ' },
  ]).toString('latin1');
  expect(text).toHaveLength(2880);
  expect(text.slice(0, 80)).toMatch(/^LONG {4}= 'it''s x+'$/);
  expect(text.slice(80, 160).trimEnd()).toBe('NOVALUE =  / nothing');
  expect(text.slice(160, 240).trimEnd()).toBe('COMMENT free text');
  expect(text.slice(240, 320).trimEnd()).toBe('REAL    =                  3.0');
  expect(text.slice(320, 400)).toContain("'?       '");
});
