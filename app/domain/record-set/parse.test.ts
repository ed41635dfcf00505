import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRecordSet } from './parse.ts';
import type { Filter, Item, RecordSet } from './syntax.ts';
import { canonicalRecordSet, finishedPart, quoteValue } from './write.ts';

/** Documented queries with what the grammar makes of their filters. */
const examples: [text: string, shape: string][] = [
  ['hmi.v_45s[2016.04.01_TAI/1d@6h]{Dopplergram}', 'slice@ {Dopplergram}'],
  ['hmi.v_45s[2013.07.03_08:42_TAI/3m]', 'slice'],
  ['hmi.V_45s[2013.07.03_08:42_TAI/4m]', 'slice'],
  ['hmi.B_720s[2013.07.03_08:42_TAI/40m]', 'slice'],
  ['hmi.v_45s[2010.05.01_TAI/365d@1d][?QUALITY>=0?]', 'slice@ ?QUALITY>=0?'],
  ['hmi.v_45s[2014.01.01_00:00:35_TAI-2014.01.01_01:00:35_TAI]', 'range'],
  ['hmi.ic_720s[2010.05.01_TAI-2016.04.01_TAI@6h]', 'range@'],
  ['hmi.meanpf_720s[2010.05.01_TAI-2016.04.01_TAI@12h]', 'range@'],
  ['hmi.M_720s[2011.04.14_00:30:00_TAI/6h@2h]', 'slice@'],
  ['hmi.M_720s[2020-10-17_22:12:00_TAI/24m]{magnetogram}', 'slice {magnetogram}'],
  ['hmi.m_720s[2018.8.15/144m]', 'slice'],
  ['hmi.sharp_720s[4864]', 'value'],
  ['hmi.sharp_720s[4864][2014.11.30_00:00_TAI]{continuum, magnetogram}', 'value value {continuum,magnetogram}'],
  [
    'hmi.sharp_720s[][2020.01.01_00:00:35_TAI-2020.01.01_01:00:35_TAI@300.0s]{continuum,magnetogram}',
    'all range@ {continuum,magnetogram}',
  ],
  [
    'hmi.sharp_720s[12519][2024.12.30_22:24:00_TAI/1d@8h]{continuum, magnetogram, field}',
    'value slice@ {continuum,magnetogram,field}',
  ],
  ['hmi.sharp_cea_720s[377][2011.02.15_02:12:00_TAI]{Br}', 'value value {Br}'],
  ['hmi.synoptic_mr_720s[2150]', 'value'],
  ['hmi.rdvflows_fd15_frame[2150][360]{Ux, Uy}', 'value value {Ux,Uy}'],
  ['hmi.v_sht_2drls[2024.09.19_00:00:00_TAI]{split,rot,err}', 'value {split,rot,err}'],
  ['aia.lev1_euv_12s[2014-01-01T00:00:01Z/365d@1d][335]', 'slice@ value'],
  ['aia.lev1_euv_12s[2025-01-01T04:33:30.000/1m@12s][171]{image}', 'slice@ value {image}'],
  ['aia.lev1_euv_12s[2015.10.17_04:33:30/300m@84s][171,193,94,304]{image}', 'slice@ value,value,value,value {image}'],
  ['aia.lev1_euv_12s[2010.07.25_13:30/30m][? WAVELNTH = 193 ?]', 'slice ?WAVELNTH = 193?'],
  [
    'aia.lev1_euv_12s[2017.08.31_09:00:00-2017.09.10_11:00:00@48s][131][?quality>=0?]{image}',
    'range@ value ?quality>=0? {image}',
  ],
  ['hmi.MEharp_720s[][2014.5.12/10m][! 1=1 !]{field}', 'all slice !1=1! {field}'],
  ['hmi.M_45s[$]', 'last'],
  ['hmi.lev0e[:#$]', ':$'],
  ['aia.flatfield[:#7]', ':7'],
  ['hmi.Ic_45s[2010.11.03_10:00:00_TAI][-2147483648]', 'value value'],
  ['hmi.rdvfitsc_fd15[2214][?sunum>1147883536?]{fit.out}', 'value ?sunum>1147883536? {fit.out}'],
  ['hmi.m_720s[2019.06.14/96m][?sunum>1148128819?]', 'slice ?sunum>1148128819?'],
  ['jsoc.Color_Tables[][]', 'all all'],
  ['hmi.M_720s[2017.01.23_TAI],hmi.M_720s[2017.01.24_TAI]', 'value | value'],
  ['demo.v_45s[CAMERA=2][$]', 'CAMERA=value last'],
  ['demo.v_45s[#100-#200@10u]', 'range@'],
  ['demo.v_45s[? T_REC > $(2016.04.01_TAI) and datamean < 0 ?]', '?T_REC > $(2016.04.01_TAI) and datamean < 0?'],
  ['demo.log[:#10-#20]', ':10-20'],
];

function shapeOf(sets: readonly RecordSet[]): string {
  return sets
    .map(({ filters, segments }) =>
      [...filters.map(shapeOfFilter), ...(segments ? [`{${segments.map(({ text }) => text)}}`] : [])].join(' '),
    )
    .join(' | ');
}

function shapeOfItem(item: Item): string {
  return item.kind + ('every' in item && item.every ? '@' : '');
}

function shapeOfFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'all':
      return 'all';
    case 'values':
      return (filter.key ? `${filter.key.text}=` : '') + filter.items.map(shapeOfItem).join(',');
    case 'recnums':
      return `:${filter.items.map(({ start, extent }) => start + (extent.kind === 'through' ? `-${extent.end}` : '')).join(',')}`;
    case 'sql':
      return `${filter.allVersions ? '!' : '?'}${filter.query.text}${filter.allVersions ? '!' : '?'}`;
    default:
      return filter satisfies never;
  }
}

describe('Documented queries', () => {
  test.each(examples)('%s', (text, shape) => {
    const parsed = parseRecordSet(text);
    expect(parsed).toMatchObject({ ok: true });
    expect(shapeOf(parsed.sets)).toBe(shape);
  });

  test.each(examples)('in its one spelling %s means the same', (text) => {
    const canonical = canonicalRecordSet(parseRecordSet(text).sets);
    const again = parseRecordSet(canonical);
    expect(again.ok).toBe(true);
    expect(canonicalRecordSet(again.sets)).toBe(canonical);
    expect(shapeOf(again.sets)).toBe(shapeOf(parseRecordSet(text).sets));
  });
});

describe('Values and their places', () => {
  function items(list: string): Item[] {
    const [filter] = parseRecordSet(`a.b[${list}]`).sets[0]?.filters ?? [];
    return filter?.kind === 'values' ? filter.items : [];
  }

  test('A dash belongs to a date, is a sign, or makes a range', () => {
    expect(items('2014-01-01T00:00:00Z-2014-01-02T00:00:00Z')).toMatchObject([
      { kind: 'range', start: { text: '2014-01-01T00:00:00Z' }, end: { text: '2014-01-02T00:00:00Z' } },
    ]);
    expect(items('2014-01-01T00:00:00-2014-01-02T00:00:00')).toMatchObject([{ kind: 'range' }]);
    expect(items('-5--3')).toMatchObject([{ kind: 'range', start: { text: '-5' }, end: { text: '-3' } }]);
    expect(items('2100-2150')).toMatchObject([{ kind: 'range', start: { text: '2100' }, end: { text: '2150' } }]);
    expect(items('2018.8.15-2018.9.1')).toMatchObject([{ kind: 'range' }]);
    expect(items('2010-05')).toMatchObject([{ kind: 'value', value: { text: '2010-05' } }]);
    expect(items('THIN-A')).toMatchObject([{ kind: 'value', value: { text: 'THIN-A' } }]);
    expect(items('2010.05.01_12:00:00-0800/1d')).toMatchObject([
      { kind: 'slice', start: { text: '2010.05.01_12:00:00-0800' } },
    ]);
  });

  test('Texts in quotation marks hold anything', () => {
    expect(items('"two words","a,b]c",\'say "x"\',"tab\\t\\"q\\""')).toMatchObject([
      { value: { kind: 'quoted', text: 'two words' } },
      { value: { text: 'a,b]c' } },
      { value: { text: 'say "x"' } },
      { value: { text: 'tab\t"q"' } },
    ]);
  });

  test('Julian days, slots, missing values and durations', () => {
    expect(items('JD_2457479.5_TAI/1d')).toMatchObject([{ kind: 'slice', start: { text: 'JD_2457479.5_TAI' } }]);
    expect(items('#^,#$,DRMS_MISSING_VALUE,0x10,1.5e3')).toMatchObject([
      { value: { kind: 'slot', text: '^' } },
      { value: { kind: 'slot', text: '$' } },
      { value: { kind: 'missing' } },
      { value: { text: '0x10' } },
      { value: { text: '1.5e3' } },
    ]);
  });

  test('Each node knows its place', () => {
    const text = 'hmi.v_45s [ 2016.04.01_TAI/1d@6h ] {a , b} ; x.y # end';
    const { sets } = parseRecordSet(text);
    const slice = (span: { from: number; to: number } | undefined) => span && text.slice(span.from, span.to);
    expect(sets.map(slice)).toEqual(['hmi.v_45s [ 2016.04.01_TAI/1d@6h ] {a , b}', 'x.y']);
    expect(slice(sets[0]?.filters[0])).toBe('[ 2016.04.01_TAI/1d@6h ]');
    expect(sets[0]?.segments?.map(slice)).toEqual(['a', 'b']);
    const [filter] = sets[0]?.filters ?? [];
    const item = filter?.kind === 'values' ? filter.items[0] : undefined;
    expect(
      item?.kind === 'slice' && [slice(item), slice(item.start), slice(item.length), slice(item.every ?? undefined)],
    ).toEqual(['2016.04.01_TAI/1d@6h', '2016.04.01_TAI', '1d', '6h']);
    expect(sets[0]?.separator?.text).toBe(';');
  });

  test('Lines and comments separate and explain', () => {
    const { sets, ok } = parseRecordSet('# all of it\nhmi.v_45s[$] # newest\n\nhmi.v_45s[^],\n');
    expect(ok).toBe(true);
    expect(sets.map(({ separator }) => separator?.text)).toEqual(['\n', ',']);
  });

  test('Record numbers', () => {
    const { sets } = parseRecordSet('a.b[:#1,#5-#9@2,#7-#,#-#3,#^,#4/10,#2-#$]');
    expect(canonicalRecordSet(sets)).toBe('a.b[:#1,#5-#9@2,#7-#,#-#3,#^,#4/10,#2-#$]');
  });

  test('All segments', () => {
    expect(parseRecordSet('a.b{**ALL**}').sets[0]?.segments).toMatchObject([{ text: '**ALL**' }]);
  });
});

describe('Problems tell their place and what to do', () => {
  test.each([
    ['', '', 'empty', 'series'],
    ['   # nothing', '   # nothing', 'empty', 'series'],
    ['hmi', 'hmi', 'not the name of a series', 'dot'],
    ['[2016.04.01]', '[', 'missing', 'before the brackets'],
    ['a.b[1', '[1', 'not closed', ']'],
    ['a.b[1,]', '[1,]', 'A value is missing', 'comma'],
    ['a.b["x]', '["x]', 'quotation mark', '"'],
    ['a.b[2016.04.01_TAI - 2016.04.02_TAI]', '[2016.04.01_TAI - 2016.04.02_TAI', 'blank', 'quotation marks'],
    ['a.b[? x > 1]', '[? x > 1]', 'not closed', '?]'],
    ['a.b[? x ? 1 ?]', '?', 'inside of a query', 'Leave it out'],
    ['a.b[! x != 1 !]', '!', 'inside of a query', '<>'],
    ['a.b[? ?]', '[? ?]', 'empty', 'condition'],
    ['a.b{}', '{}', 'no segment', 'braces'],
    ['a.b{x', '{x', 'not closed', '}'],
    ['a.b{1}', '1', 'not the name of a segment', 'letter'],
    ['a.b{x}[1]', '[', 'behind the segments', 'last'],
    ['a.b{x}{y}', '{', 'twice', 'one {…}'],
    ['a.b[1] c.d', 'c.d', 'does not belong here', 'comma'],
    ['a.b[:7]', '7', 'not a record number', '[:#7]'],
    ['@/home/list.txt', '@/home/list.txt', 'file', 'here'],
    [`a.${'b'.repeat(62)}`, `a.${'b'.repeat(62)}`, '63', 'no such series'],
  ])('%s', (text, place, message, remedy) => {
    const parsed = parseRecordSet(text);
    const problems = parsed.ok ? [] : parsed.problems;
    expect(problems).toHaveLength(1);
    expect(text.slice(problems[0]?.from, problems[0]?.to)).toBe(place);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.remedy).toContain(remedy);
  });

  test('All problems of a text are told at once, and what is right is read', () => {
    const parsed = parseRecordSet('a.b[1,],hmi,c.d[2]{e}');
    expect(parsed.ok ? [] : parsed.problems).toHaveLength(2);
    expect(parsed.sets.map(({ series }) => series.text)).toEqual(['a.b', 'hmi', 'c.d']);
  });

  test('Any text is read to its end', () => {
    const pieces = fc.constantFrom(
      ...['hmi.v', '[', ']', '{', '}', '?', '!', ',', ';', '\n', ' ', '#', '"', "'", '^', '$', ':', '-', '/', '@'],
      ...['2016.04.01_TAI', '1d', '7', '\\', '=', 'KEY', '[?', '?]'],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const text = parts.join('');
        const parsed = parseRecordSet(text);
        for (const { from, to } of parsed.ok ? [] : parsed.problems) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(text.length);
          expect(from <= to).toBe(true);
        }
        if (parsed.ok) expect(parseRecordSet(canonicalRecordSet(parsed.sets)).ok).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

test('What is finished can be asked for without the rest', () => {
  const finished = (text: string): string => finishedPart(parseRecordSet(text).sets);
  expect(finished('a.b[1][? x > 1 and y ?]{z}')).toBe('a.b[1][? x > 1 ?]{z}');
  expect(finished('a.b[1][? y ?]')).toBe('a.b[1]');
});

test('Any text can be a value', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      const parsed = parseRecordSet(`a.b[${quoteValue(text)}]`);
      const [filter] = parsed.sets[0]?.filters ?? [];
      const item = filter?.kind === 'values' && filter.key === null ? filter.items[0] : undefined;
      expect(item?.kind === 'value' && item.value.text).toBe(text);
    }),
    { numRuns: 2000 },
  );
});
