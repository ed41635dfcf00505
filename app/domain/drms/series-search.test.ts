import { expect, test } from 'vitest';
import { type SearchableSeries, searchSeries } from './series-search.ts';

const series: SearchableSeries[] = [
  {
    name: 'hmi.V_45s',
    note: 'Dopplergrams',
    primekeys: ['T_REC'],
    keywords: [
      { name: 'DATAMEAN', note: 'Mean over the disk' },
      { name: 'CAMERA', note: '' },
    ],
  },
  { name: 'aia.lev1', note: 'Images like those of hmi', primekeys: [], keywords: null },
  { name: 'su.hmi_test', note: '', primekeys: [], keywords: [] },
];
const names = (text: string): string[] => searchSeries(series, text).map(({ name }) => name);

test('names come before notes, and notes before keywords', () => {
  expect(names('HMI')).toEqual(['hmi.V_45s', 'su.hmi_test', 'aia.lev1']);
  expect(names('mean')).toEqual(['hmi.V_45s']);
  expect(names('')).toEqual(['aia.lev1', 'hmi.V_45s', 'su.hmi_test']);
});

test('every word has to occur somewhere; keywords are named only for words that only they have', () => {
  expect(searchSeries(series, 'hmi disk camera')).toEqual([
    {
      name: 'hmi.V_45s',
      note: 'Dopplergrams',
      primekeys: ['T_REC'],
      keywords: [
        { name: 'DATAMEAN', note: 'Mean over the disk' },
        { name: 'CAMERA', note: '' },
      ],
    },
  ]);
  expect(searchSeries(series, 'doppler')[0]?.keywords).toEqual([]);
  expect(names('hmi nothing')).toEqual([]);
});
