import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Thing } from '../domain/found.ts';
import { addressOf } from './address.ts';
import type { FindApi, SearchAsked, SearchFound } from './find-api.ts';
import { openFindDatabase } from './find-database.ts';
import { localSite } from './things-of-answer.ts';

let folder: string;
let index: FindApi;
const path = (): string => join(folder, 'find.sqlite');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-find-'));
  index = openFindDatabase(path());
});

afterEach(() => {
  index.shutDown();
  rmSync(folder, { recursive: true });
});

const thing = (title: string, more: Partial<Thing> = {}): Thing => ({
  ...{ kind: 'sample', title, detail: '', notes: '', part: '', fullness: 2 },
  ...{ address: addressOf('sample', 'lab', title), ...more },
});
const put = (request: string, ...things: Thing[]): void => {
  index.put([{ site: localSite, request, asOfMs: 1000, body: things }]);
};
const search = (text: string, more: Partial<SearchAsked> = {}): SearchFound =>
  index.search({ text, kinds: [], sites: [], limit: 50, opened: [], facets: false, ...more });
const titles = (text: string, more: Partial<SearchAsked> = {}): string[] =>
  search(text, more).hits.map(({ title }) => title);

describe('words', () => {
  beforeEach(() => {
    put(
      'all',
      thing('14S-005', { notes: 'Contact pad 2 scratched.\nGröße im Maß, Øre' }),
      thing('14S-0051'),
      thing('hmi.sharp_cea_720s', { kind: 'drms-series', detail: 'Definitive SHARPs', address: '/drms/jsoc/sharp' }),
      thing('Raman measurement', { kind: 'process', part: 'process 1', notes: 'crystallinity' }),
    );
  });

  test.each([
    ['14S-005', ['14S-005', '14S-0051']],
    ['14s005', ['14S-005', '14S-0051']],
    ['sharp_cea', ['hmi.sharp_cea_720s']],
    ['720s hmi', ['hmi.sharp_cea_720s']],
    ['scratched pad', ['14S-005']],
    ['grosse mass', ['14S-005']],
    ['ore', ['14S-005']],
    ['definitive', ['hmi.sharp_cea_720s']],
    ['cryst', ['Raman measurement']],
    ['scratched raman', []],
  ])('%s', (text, expected) => {
    expect(titles(text)).toEqual(expected);
  });

  test('a hit tells why it is one', () => {
    const [hit] = search('scratch').hits;
    expect(hit).toMatchObject({ title: '14S-005', titleMarks: [], excerpt: { text: 'Contact pad 2 scratched.' } });
    expect(search('14S').hits[0]).toMatchObject({ titleMarks: [[0, 3]], excerpt: null });
  });

  test('typing errors are read as the nearest known words, numbers never', () => {
    expect(search('scrached')).toMatchObject({ hits: [{ title: '14S-005' }], readAs: [{ typed: 'scrached' }] });
    expect(titles('ramna')).toEqual(['Raman measurement']);
    expect(titles('cristallinity')).toEqual(['Raman measurement']);
    expect(search('14S-006')).toMatchObject({ hits: [], readAs: [] });
    expect(search('scratched').readAs).toEqual([]);
  });

  test.each([
    '"',
    '*',
    ':',
    '-',
    'NEAR',
    'a AND',
    'OR OR',
    '(',
    '^',
    "'; DROP TABLE things",
    'x'.repeat(10_000),
    '\0',
    '😀',
  ])('no sign is an error: %s', (text) => {
    expect(search(text).total).toBeGreaterThanOrEqual(0);
  });

  test('kinds and counts', () => {
    expect(titles('14s', { kinds: ['process'] })).toEqual([]);
    expect(search('m', { facets: true }).kinds).toEqual([
      { name: 'sample', count: 1, isMore: false },
      { name: 'process', count: 1, isMore: false },
    ]);
    expect(titles('14s', { sites: ['elsewhere'] })).toEqual([]);
    expect(titles('14s', { sites: [localSite] })).toHaveLength(2);
    expect(search('14s', { limit: 1 })).toMatchObject({ total: 2, hits: [{}] });
  });

  test('each kind is counted, however many there are', () => {
    const kinds = ['series', 'table', 'figure', 'result', 'past-query', 'file'] as const;
    put('kinds', ...kinds.map((kind, place) => thing(`Sputter ${kind}`, { kind, address: `/kinds/${place}` })));
    const expected = kinds.map((name) => ({ name, count: 1, isMore: false }));
    expect(search('sputter', { facets: true })).toMatchObject({
      kinds: expected,
      sites: [{ name: localSite, count: 6 }],
    });
    const two = search('sputter', { facets: true, kinds: ['table', 'past-query'] });
    expect(two).toMatchObject({ total: 2, kinds: expected });
  });

  test('without words what was opened lately, the last one first', () => {
    const opened = [addressOf('sample', 'lab', '14S-0051'), '/start', '/drms/jsoc/sharp'];
    expect(titles('', { opened })).toEqual(['14S-0051', 'hmi.sharp_cea_720s']);
    expect(titles('14s', { opened })).toEqual(['14S-0051', '14S-005']);
    expect(search('', { opened, limit: 1 })).toMatchObject({ hits: [{ title: '14S-0051' }], total: 2 });
  });
});

describe('beginnings of every length', () => {
  const name = 'measurement0042';
  const lengths = Array.from({ length: name.length }, (_, place) => place + 1);

  test.each(lengths)('%i letters', (length) => {
    put('all', thing('Other measures', { notes: 'remeasured' }), thing('Run', { notes: name }), thing(name));
    const hits = titles(name.slice(0, length));
    expect(hits[0]).toBe(name);
    expect(hits).toHaveLength(length > 'measure'.length ? 2 : 3);
    expect(titles(`${name.slice(0, length)}7q`)).toEqual([]);
  });

  test('none is lost where more words begin so than are asked for one by one', () => {
    const numbers = Array.from({ length: 150 }, (_, place) => String(place).padStart(3, '0'));
    put('all', ...numbers.map((number) => thing(`calibration${number}`)));
    for (const text of ['calib', 'calibra', 'calibration', 'calibration1'])
      expect(search(text, { limit: 500 })).toMatchObject({ total: text.endsWith('1') ? 50 : 150, isMore: false });
    expect(search('calibration', { limit: 500 }).hits).toHaveLength(150);
  });

  test('letters outside of ASCII are letters', () => {
    put('all', thing('Исследование плёнки'), thing('試料番号四十二'), thing('𞤀𞤁𞤂𞤃𞤄𞤅𞤆𞤇'));
    expect(titles('исслед')).toEqual(['Исследование плёнки']);
    expect(titles('пленки')).toEqual(['Исследование плёнки']);
    expect(titles('試料番号四')).toEqual(['試料番号四十二']);
    expect(titles('𞤀𞤁𞤂𞤃𞤄')).toHaveLength(1);
  });
});

describe('among very many', () => {
  const many = 1200;

  beforeEach(() => {
    const samples = Array.from({ length: many }, (_, place) => thing(`27S-${String(place).padStart(4, '0')}`));
    put('samples', ...samples, thing('27S', { kind: 'file', address: '/file/27s' }));
    put('series', thing('2025 series', { kind: 'series', address: '/series/25' }));
  });

  test.each(['2', '27'])('“%s” gives the kind that leads furthest, then the newest', (text) => {
    const found = search(text);
    expect(found).toMatchObject({ total: 1000, isMore: true });
    expect(found.hits).toHaveLength(50);
    const samples = found.hits.filter(({ kind }) => kind === 'sample').map(({ title }) => title);
    const newest = `27S-${many - 120}`;
    expect(samples.filter((title) => title < newest)).toEqual([]);
    if (text === '2') expect(found.hits[0]?.title).toBe('2025 series');
  });

  test('the very name and what was opened come first, wherever they lie', () => {
    expect(titles('27s')[0]).toBe('27S');
    expect(titles('27s-0003')[0]).toBe('27S-0003');
    const opened = [addressOf('sample', 'lab', '27S-0100')];
    expect(titles('27', { opened })[0]).toBe('27S-0100');
    expect(titles('27s 01', { opened, kinds: ['sample'] })[0]).toBe('27S-0100');
  });

  test('joining lists of words changes nothing that is found', () => {
    for (let one = 0; one < 10; one++) put(`more ${one}`, thing(`28S-${one}`));
    const before = ['2', '28', '28s', '27s-11', '27s0', 'series'].map((text) => search(text));
    let steps = 0;
    while (!index.merge(steps === 0).isDone) steps += 1;
    expect(steps).toBeGreaterThan(0);
    expect(['2', '28', '28s', '27s-11', '27s0', 'series'].map((text) => search(text))).toEqual(before);
  });
});

describe('answers that tell of the same thing', () => {
  test('the fullest counts; without it the others still tell the name', () => {
    put('page', thing('14S-005', { notes: 'scratched' }));
    put('list', thing('14S-005', { fullness: 0 }), thing('14S-006', { fullness: 0 }));
    expect(titles('scratched')).toEqual(['14S-005']);
    index.forget(localSite, 'page');
    expect(titles('scratched')).toEqual([]);
    expect(titles('14s').toSorted()).toEqual(['14S-005', '14S-006']);
    index.forget(localSite, 'list');
    expect(titles('14s')).toEqual([]);
  });

  test('an answer that comes again replaces what it told before', () => {
    put('list', thing('14S-005'), thing('14S-006', { notes: 'old' }));
    put('list', thing('14S-006', { notes: 'new' }), thing('14S-007'));
    expect(titles('14s').toSorted()).toEqual(['14S-006', '14S-007']);
    expect(titles('old')).toEqual([]);
    expect(titles('new')).toEqual(['14S-006']);
  });

  test('a result that becomes a figure is found once', () => {
    put('results', thing('Conductivity', { kind: 'result', address: '/result/lab/1' }));
    put('results', thing('Conductivity', { kind: 'figure', address: '/result/lab/1' }));
    expect(search('cond').hits.map(({ kind }) => kind)).toEqual(['figure']);
  });

  test('also where all of them come at once', () => {
    const answer = (request: string, ...body: Thing[]) => ({ site: localSite, request, asOfMs: 1, body });
    const of = (title: string, more: Partial<Thing>): Thing => thing(title, { address: '/result/lab/1', ...more });
    index.put([
      answer('a', of('First title', { kind: 'result' }), thing('Passing')),
      answer('b', of('Second title', { kind: 'result' })),
      answer('c', of('Third title', { kind: 'figure' })),
      answer('a', thing('Staying')),
    ]);
    expect(search('title').hits).toMatchObject([{ kind: 'figure', title: 'Third title' }]);
    expect(titles('first')).toEqual([]);
    expect(search('pass', { facets: true })).toMatchObject({ total: 0, kinds: [] });
    expect(titles('stay')).toEqual(['Staying']);
  });
});

test('words of what could not be written are learnt when it is written', () => {
  const words = thing('Sputtering');
  // No text, which is noticed only when its words are written, after those of the first thing.
  const broken = { ...thing('Broken'), notes: 5 as unknown as string };
  expect(() => put('one', words, broken)).toThrow();
  expect(titles('sputt')).toEqual([]);
  put('one', words);
  expect(titles('sputt')).toEqual(['Sputtering']);
});

test('clearing begins anew and says so', () => {
  put('tables', thing('Magnetograms'));
  const { generation } = index.sources(null);
  expect(index.clear().generation).not.toBe(generation);
  expect(titles('ma')).toEqual([]);
  expect(index.sources(null).sources).toEqual([]);
});

test('an answer of a shape that nobody knows tells of nothing', () => {
  index.put([{ site: 'lab', request: 'sample X', asOfMs: 1, body: { surprise: true } }]);
  expect(index.sources(null).sources).toHaveLength(1);
});

describe('a file that is not what was written', () => {
  const reopen = (spoil: () => void): void => {
    put('all', thing('14S-005'));
    index.shutDown();
    spoil();
    index = openFindDatabase(path());
  };

  test('garbage is set aside and the index begun anew', () => {
    reopen(() => writeFileSync(path(), 'no database at all, but long enough to be looked at'.repeat(100)));
    expect(index.sources(null).sources).toEqual([]);
    expect(readdirSync(join(folder, 'quarantine')).some((name) => name.endsWith('find.sqlite'))).toBe(true);
    put('all', thing('14S-005'));
    expect(titles('14s')).toEqual(['14S-005']);
  });

  test('a missing file is made', () => {
    reopen(() => rmSync(path()));
    expect(existsSync(path())).toBe(true);
    expect(titles('14s')).toEqual([]);
  });

  test('one of another version is begun anew', () => {
    reopen(() => change('PRAGMA user_version = 4711'));
    expect(index.sources(null).sources).toEqual([]);
  });

  test('a changed row is never shown; the search tells by its generation that the index lost what it had', () => {
    reopen(() => change("UPDATE things SET title = 'wrong'"));
    const { generation } = index.sources(null);
    const found = search('14s');
    expect(found.hits).toEqual([]);
    expect(found.generation).not.toBe(generation);
  });

  test('a missing table is noticed when it is used', () => {
    reopen(() => change('DROP TABLE words'));
    put('all', thing('14S-006'));
    expect(titles('14s')).toEqual(['14S-006']);
  });

  function change(sql: string): void {
    const database = new SqliteDatabase(path());
    database.exec(sql);
    database.close();
  }
});
