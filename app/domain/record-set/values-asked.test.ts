import { expect, test } from 'vitest';
import { euvImages } from './fixtures/series.ts';
import { valuesAsked } from './values-asked.ts';

test('values of a key in earlier record sets, by place or by name, once each', () => {
  const texts = [
    'aia.lev1_euv_12s[2016.04.01/1d][171,193]',
    'AIA.lev1_euv_12s[wavelnth=304][2016.04.01]',
    'aia.lev1_euv_12s[][193],aia.lev1_euv_12s[]["94"]',
    'hmi.v_45s[][2]',
    'aia.lev1_euv_12s[][171-304]',
    'aia.lev1_euv_12s[',
    'nonsense',
  ];
  expect(valuesAsked(texts, euvImages, 'WAVELNTH')).toEqual(['171', '193', '304', '94']);
  expect(valuesAsked(texts, euvImages, 'T_REC')).toEqual(['2016.04.01']);
  expect(valuesAsked(texts, euvImages, 'QUALITY')).toEqual([]);
});
