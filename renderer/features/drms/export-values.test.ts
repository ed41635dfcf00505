import { expect, test } from 'vitest';
import type { DrmsSeriesInfo, DrmsServer } from '../../../app/contract/drms.ts';
import { type ExportValues, exportErrors, exportQueries, exportSet, firstExportValues } from './export-values.ts';

const segment = { type: 'int', units: '', protocol: 'fits', dims: '4096x4096', note: '' };
const info: DrmsSeriesInfo = {
  ...{ name: 'hmi.V_45s', note: '', retention: null, stagingRetention: null, unitsize: null, archive: null },
  ...{ tapegroup: null, primekeys: ['T_REC'], primeKeyInfo: [], dbindex: [], keywords: [], links: [], interval: null },
  segments: [
    { ...segment, name: 'a' },
    { ...segment, name: 'b' },
  ],
};
const server: DrmsServer = {
  ...{ id: 'demo', name: 'Demo DRMS', url: '', origin: 'demo', email: null },
  abilities: { series: true, info: true, query: true, email: true, export: true },
};
const values = (changes: Partial<ExportValues> = {}): ExportValues => ({
  ...firstExportValues(server, info, '/home/ada', ['hmi.V_45s[$]']),
  ...changes,
});

test('begins with all segments as FITS in a folder of their own', () => {
  expect(values()).toMatchObject({ segments: ['a', 'b'], protocol: 'fits', folder: '/home/ada/downloads/hmi.V_45s' });
  expect(exportErrors(values(), info)).toEqual({});
});

test('begins with the segments in braces', () => {
  expect(firstExportValues(server, info, '/', ['hmi.V_45s[$]{B}']).segments).toEqual(['b']);
  expect(firstExportValues(server, info, '/', ['hmi.V_45s[$]{**ALL**}']).segments).toEqual(['a', 'b']);
});

test('names each field that is not right', () => {
  const wrong = values({ email: 'me', folder: ' ', segments: [], names: 'template', template: '' });
  expect(Object.keys(exportErrors(wrong, info))).toEqual(['email', 'folder', 'segments', 'template']);
  const { picture } = values();
  expect(exportErrors(values({ protocol: 'jpg', picture: { ...picture, min: 'low' } }), info)).toHaveProperty('min');
  expect(exportErrors(values({ picture: { ...picture, min: 'low' } }), info)).toEqual({});
});

test('asks for pictures with numbers as numbers, and for quick files only where there are such', () => {
  const { picture } = values();
  const [movie] = exportQueries(
    values({ protocol: 'mp4', method: 'url_quick', picture: { ...picture, min: '-100' }, names: 'server' }),
    ['hmi.V_45s[$]'],
  );
  expect(movie).toEqual({
    ...{ recordSet: 'hmi.V_45s[$]', protocol: 'mp4', method: 'url', process: {}, fileNameFormat: false },
    protocolArguments: { ct: 'grey.sao', scaling: 'MINMAX', size: 1, min: -100 },
  });
  const [quick] = exportQueries(values({ protocol: 'as-is', method: 'url_quick' }), ['hmi.V_45s[$]']);
  expect(quick).toMatchObject({ method: 'url_quick', protocolArguments: {}, fileNameFormat: null });
});

test('puts segments into braces, in place of those that were there', () => {
  expect(exportSet('hmi.V_45s[$]{b}', ['a'], info)).toBe('hmi.V_45s[$]{a}');
  expect(exportSet('hmi.V_45s[$]{b}', ['a', 'b'], info)).toBe('hmi.V_45s[$]');
});
