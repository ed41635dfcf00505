import { expect, test } from 'vitest';
import type { DrmsSeriesInfo } from '../../../app/contract/drms.ts';
import { previewNames, templateKeys } from './export-names.ts';

const sample = ['00', '06'].map((hour, index) => ({
  record: `hmi.V_45s[2016.04.01_${hour}:00:00_TAI][2]`,
  recnum: String(100 + index),
  values: { T_REC: `2016.04.01_${hour}:00:00_TAI`, CAMERA: '2' },
}));
const about = { series: 'hmi.V_45s', protocol: 'fits' } as const;

test('names the files of the first records', () => {
  expect(previewNames('v.{t_rec:A}.{segment}', sample, ['Dopplergram'], about)).toEqual({
    names: ['v.20160401_000000_TAI.Dopplergram.fits', 'v.20160401_060000_TAI.Dopplergram.fits'],
    problem: null,
  });
});

test('says which names clash, and what is missing', () => {
  expect(previewNames('{T_REC:A}', sample, ['a', 'b'], about).problem).toBe(
    'Several files would be named 20160401_000000_TAI. Add {segment}.',
  );
  expect(previewNames('{segment}', sample, ['a'], about).problem).toBe(
    'Several files would be named a.fits. Add a prime key or {recnum}.',
  );
  expect(previewNames('{NOSUCH}', sample, ['a'], about).problem).toMatch(/asks for \{NOSUCH\}/);
});

test('knows which keywords to ask for', () => {
  const keywords = ['T_REC', 'CAMERA', 'DATAMEAN'].map((name) => ({ name }));
  // Nothing else of the structure is looked at.
  const info = { keywords } as unknown as DrmsSeriesInfo;
  expect(templateKeys('{t_rec:A}.{segment}.{CAMERA:%02d}', info)).toEqual(['T_REC', 'CAMERA']);
});
