import { expect, it } from 'vitest';
import { findStored, segmentPath } from '../files/paths.ts';
import { readRecordSet } from '../recordset/record-set.ts';
import { select } from '../recordset/select.ts';
import { Catalog } from './catalog.ts';
import { knownRecord, placeCount, recnumOf, recordOf } from './records.ts';

const catalog = new Catalog({ 'demo.M_96m': 64 });

it('finds the way back from the path of every file to its record', () => {
  for (const series of catalog.series) {
    const [query] = readRecordSet(series.name, catalog);
    for (const recnum of [...select(query, 8), ...select(query, -2)]) {
      const record = knownRecord(series, recnum);
      for (const segment of series.segments) {
        const path = segmentPath(series, record, segment, catalog);
        if (!path.startsWith('/SUM')) continue;
        const inside = segment.content === 'directory' ? '/part1.out' : '';
        const found = findStored(path + inside, catalog);
        const holder = catalog.holder(series, record, segment);
        expect([found?.series.name, found?.record.recnum]).toEqual([holder?.series.name, holder?.record.recnum]);
      }
    }
  }
});

it('numbers records one to one', () => {
  for (const series of catalog.series) {
    const place = Math.floor(placeCount(series) / 3);
    expect(knownRecord(series, recnumOf(series, place)).place).toBe(place);
    expect(recordOf(series, 0)).toBeUndefined();
  }
});

it('has numbers of storage units a double holds exactly', () => {
  for (const series of catalog.series) {
    const highest = knownRecord(series, recnumOf(series, placeCount(series) - 1));
    const sunum = catalog.sunum(series, highest);
    expect(Number.isSafeInteger(sunum)).toBe(true);
    expect(catalog.ofSunum(sunum)).toEqual({ series, recnum: highest.recnum });
  }
});

it('takes other sizes of images', () => {
  expect(catalog.find('demo.m_96m')?.imageSize).toBe(64);
  expect(catalog.find('DEMO.LARGE')?.imageSize).toBe(4096);
});
