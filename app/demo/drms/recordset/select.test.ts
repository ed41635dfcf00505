import { describe, expect, it } from 'vitest';
import { Catalog } from '../series/catalog.ts';
import { findKeyword, knownRecord, recordName } from '../series/records.ts';
import { readRecordSet } from './record-set.ts';
import { count, select } from './select.ts';

const catalog = new Catalog();

function names(spec: string, limit = 0): string[] {
  return readRecordSet(spec, catalog).flatMap((query) =>
    select(query, limit).map((recnum) => recordName(query.series, knownRecord(query.series, recnum))),
  );
}

function howMany(spec: string): number {
  return readRecordSet(spec, catalog).reduce((sum, query) => sum + count(query), 0);
}

describe('the golden queries', () => {
  it('gives 4 records at the known slots, with the known tilt', () => {
    const [query] = readRecordSet('hmi.v_45s[2013.07.03_08:42_TAI/3m]', catalog);
    const records = select(query).map((recnum) => knownRecord(query.series, recnum));
    expect(records.map((record) => recordName(query.series, record))).toEqual([
      'hmi.V_45s[2013.07.03_08:42:00_TAI][2]',
      'hmi.V_45s[2013.07.03_08:42:45_TAI][2]',
      'hmi.V_45s[2013.07.03_08:43:30_TAI][2]',
      'hmi.V_45s[2013.07.03_08:44:15_TAI][2]',
    ]);
    const tilt = findKeyword(query.series, 'crlt_obs');
    for (const record of records) expect(tilt?.print(tilt.value(record))).toBe('3.14159');
  });

  it('counts slots as the server does', () => {
    expect(names('hmi.v_45s[2013.07.03_08:42_TAI/4m]')).toHaveLength(5);
    expect(names('hmi.b_720s[2013.07.03_08:42_TAI/40m]')).toEqual([
      'hmi.B_720s[2013.07.03_08:48:00_TAI]',
      'hmi.B_720s[2013.07.03_09:00:00_TAI]',
      'hmi.B_720s[2013.07.03_09:12:00_TAI]',
    ]);
    expect(names('hmi.v_45s[2016.04.01_TAI/1d@6h]{Dopplergram}')).toEqual(
      ['00', '06', '12', '18'].map((hour) => `hmi.V_45s[2016.04.01_${hour}:00:00_TAI][2]`),
    );
  });
});

describe('the examples of the documentation', () => {
  it.each([
    ['hmi.v_45s[2010.05.01_TAI/365d@1d][?QUALITY>=0?]', 365],
    ['hmi.v_45s[2014.01.01_00:00:35_TAI-2014.01.01_01:00:35_TAI]', 81],
    ['hmi.ic_720s[2010.05.01_TAI-2016.04.01_TAI@6h]', 8649],
    ['hmi.meanpf_720s[2010.05.01_TAI-2016.04.01_TAI@12h]', 4325],
    ['hmi.M_720s[2011.04.14_00:30:00_TAI/6h@2h]', 3],
    ['hmi.M_720s[2020-10-17_22:12:00_TAI/24m]{magnetogram}', 2],
    ['hmi.m_720s[2018.8.15/144m]', 12],
    ['hmi.sharp_720s[4864]', 1681],
    ['hmi.sharp_720s[4864][2014.11.30_00:00_TAI]{continuum, magnetogram}', 1],
    ['hmi.sharp_720s[12519][2024.12.30_22:24:00_TAI/1d@8h]{continuum, magnetogram, field}', 3],
    ['hmi.sharp_cea_720s[377][2011.02.15_02:12:00_TAI]{Br}', 1],
    ['hmi.synoptic_mr_720s[2150]', 1],
    ['hmi.rdvflows_fd15_frame[2150][360]{Ux, Uy}', 1],
    ['hmi.v_sht_2drls[2024.09.19_00:00:00_TAI]{split,rot,err}', 3],
    ['aia.lev1_euv_12s[2014-01-01T00:00:01Z/365d@1d][335]', 365],
    ['aia.lev1_euv_12s[2025-01-01T04:33:30.000/1m@12s][171]{image}', 5],
    ['aia.lev1_euv_12s[2015.10.17_04:33:30/300m@84s][171,193,94,304]{image}', 860],
    ['aia.lev1_euv_12s[2010.07.25_13:30/30m][? WAVELNTH = 193 ?]', 150],
    ['hmi.M_45s[$]', 1],
    ['hmi.lev0e[:#$]', 1],
    ['aia.flatfield[:#7]', 1],
    ['hmi.Ic_45s[2010.11.03_10:00:00_TAI][-2147483648]', 1],
    ['hmi.Ic_45s[2010.11.03_10:00:00_TAI]', 2],
    ['hmi.rdvfitsc_fd15[2214][?sunum>1147883536?]{fit.out}', 24],
    ['hmi.m_720s[2019.06.14/96m][?sunum>1148128819?]', 8],
    ['jsoc.Color_Tables[][]', 15],
    ['hmi.M_720s[2017.01.23_TAI],hmi.M_720s[2017.01.24_TAI]', 2],
    ['demo.v_45s[CAMERA=2][$]', 1],
    ['demo.v_45s[? T_REC > $(2016.05.31_23:00_TAI) and datamean < 0 ?]', 59],
    ['demo.log[:#10-#20]', 11],
  ])('%s', (spec, records) => {
    expect(howMany(spec)).toBe(records);
    expect(names(spec)).toHaveLength(records);
  });

  it('takes any patch and a cadence with a unit', () => {
    expect(
      howMany('hmi.sharp_720s[][2020.01.01_00:00:35_TAI-2020.01.01_01:00:35_TAI@300.0s]{continuum}'),
    ).toBeGreaterThan(0);
  });

  it('goes over slot numbers', () => {
    const { slots } = catalog.find('demo.v_45s')?.axes[0] ?? {};
    const first = slots?.first ?? 0;
    expect(howMany(`demo.v_45s[#${first + 100}-#${first + 200}@10u][1]`)).toBe(11);
    expect(howMany('demo.v_45s[#^][1]')).toBe(1);
  });

  it('gives all versions only when asked', () => {
    const spec = 'hmi.MEharp_720s[][2014.5.12/10m]{field}';
    const latest = howMany(spec);
    expect(latest).toBeGreaterThan(0);
    const all = howMany('hmi.MEharp_720s[][2014.5.12/3h][! 1=1 !]{field}');
    expect(all).toBeGreaterThan(howMany('hmi.MEharp_720s[][2014.5.12/3h]'));
  });
});

describe('the edges', () => {
  it('takes the newest record within the other filters', () => {
    expect(names('hmi.M_45s[$]')).toEqual(['hmi.M_45s[2025.12.31_23:59:15_TAI][2]']);
    expect(names('hmi.sharp_720s[4864][^]')).toEqual(['hmi.sharp_720s[4864][2014.11.22_00:00:00_TAI]']);
  });

  it('lists the first or last n, always ascending', () => {
    expect(names('demo.log', 2)).toEqual(['demo.log[:#1]', 'demo.log[:#2]']);
    expect(names('demo.log', -2)).toEqual(['demo.log[:#99]', 'demo.log[:#100]']);
    expect(names('aia.lev1_euv_12s', -1)).toEqual(['aia.lev1_euv_12s[2025-12-31T23:59:11Z][335]']);
  });

  it('holds more than a million records in one series and counts them at once', () => {
    expect(howMany('demo.million_60s')).toBeGreaterThan(1_000_000);
    expect(howMany('hmi.v_45s')).toBeGreaterThan(10_000_000);
  });

  it('reads comments, newlines and several items', () => {
    expect(howMany('# two days\nhmi.M_720s[2017.01.23_TAI,2017.01.24_TAI] # here\nhmi.M_720s[2017.01.25_TAI]')).toBe(3);
    expect(howMany('jsoc.color_tables["grey",\'heat\'][1-2]')).toBe(4);
  });

  it('takes a whole date with dashes for a zone, as the server does', () => {
    expect(() => howMany('hmi.M_720s[2014-01-01-2014-01-02]')).toThrow('not understood');
    expect(howMany('hmi.M_720s[2014-01-01T00:00:00Z-2014-01-01T01:00:00Z]')).toBe(6);
  });
});

describe('what is refused', () => {
  it.each([
    ['foo', 'Bad record-set query'],
    ['demo.nope', 'series not found'],
    ['hmi.v_45s[2016.04.01', 'at character 10'],
    ['hmi.v_45s[][][]', 'too many filters'],
    ['hmi.v_45s[NOPE=3]', "'NOPE' is no prime key"],
    ['hmi.v_45s[? nope > 3 ?]', 'column "nope" does not exist'],
    ['hmi.v_45s[? quality > ?]', 'syntax error'],
    ['hmi.v_45s[? quality = drop ?]', 'column "drop" does not exist'],
    ['hmi.v_45s[? telescop = 3 ?]', 'operator does not exist'],
    ['hmi.v_45s[x]', "'x' is not understood"],
    ['hmi.v_45s[2016.04.01_TAI/0s]', 'not understood'],
    ['hmi.M_720s[$],hmi.M_45s[$]', 'Cannot specify subsets'],
    ['', 'no series is named'],
  ])('%s', (spec, message) => {
    expect(() => names(spec)).toThrow(message);
  });

  it('refuses to list hundreds of millions of records', () => {
    expect(() => names('aia.lev1_euv_12s')).toThrow('too many records');
  });
});

describe('conditions', () => {
  it.each([
    ['LEVEL in (1, 2)', 50],
    ['level between 1 and 2', 50],
    ['not level = 3', 75],
    ['(level = 0 or level = 1) and recnum <= 8', 4],
    ["line like 'line 1%'", 12],
    ['line = "line 7"', 1],
    ['level is null', 0],
    ['level is not null', 100],
    ['level <> 0', 75],
    ['level not in (0)', 75],
  ])('%s', (sql, records) => {
    expect(howMany(`demo.log[? ${sql} ?]`)).toBe(records);
  });

  it('sees missing integers as their number and quality with its sign', () => {
    expect(howMany('hmi.Ic_45s[2010.11.03_10:00:00_TAI][? camera = -2147483648 ?]')).toBe(1);
    const day = 'hmi.v_45s[2016.04.01_TAI/10d]';
    expect(howMany(`${day}[? drms.image_exists(quality) ?]`)).toBe(howMany(`${day}[? quality >= 0 ?]`));
    expect(howMany(`${day}[? quality >= 0 ?]`)).toBeLessThan(howMany(day));
  });
});
