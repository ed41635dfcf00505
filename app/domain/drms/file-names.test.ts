import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillNameTemplate, isTemplateWithoutSegment } from './file-name-template.ts';
import {
  collidingNames,
  distinctFileNames,
  exportNameTemplate,
  fileNameKey,
  localFileName,
  safeFileName,
} from './file-names.ts';
import type { KeywordType, SeriesStructure } from './series-structure.ts';

function structure(name: string, keys: readonly (readonly [string, KeywordType])[]): SeriesStructure {
  return {
    name,
    primekeys: keys.map(([key]) => key),
    keywords: keys.map(([key, type]) => ({ name: key, type, recscope: 'variable', defval: '', units: '', note: '' })),
    segments: [],
    interval: null,
  };
}

const dopplergrams = structure('hmi.V_45s', [
  ['T_REC', 'time'],
  ['CAMERA', 'int'],
]);

describe('Names of downloaded files', () => {
  test.each([
    [
      'hmi.V_45s[2016.04.01_00:00:00_TAI][2]{Dopplergram}',
      '/SUM1/Dopplergram.fits',
      dopplergrams,
      'hmi.v_45s.20160401_000000_TAI.2.Dopplergram.fits',
    ],
    [
      'aia.lev1_euv_12s[2014-01-01T00:00:01Z][335]{image}',
      '/SUM1/image_lev1.fits',
      structure('aia.lev1_euv_12s', [
        ['T_REC', 'time'],
        ['WAVELNTH', 'int'],
      ]),
      'aia.lev1_euv_12s.20140101T000001Z.335.image.fits',
    ],
    [
      'a.sht[2024.09.19_00:00:00_TAI][0][300]{split}',
      '/SUM1/splittings.out',
      structure('a.sht', [
        ['T_START', 'time'],
        ['LMIN', 'int'],
        ['LMAX', 'int'],
      ]),
      'a.sht.20240919_000000_TAI.0.300.split',
    ],
    ['a.b[:#123]{seg}', 'seg.fits', structure('a.b', [['T_REC', 'time']]), 'a.b.#123.seg.fits'],
    ['a.b[:#123]{seg}', 'seg.fits', structure('a.b', [['NUMBER', 'int']]), 'a.b.:#123.seg.fits'],
    ['a.b[x]', 'seg.fits', dopplergrams, null],
    ['hmi.V_45s[x][2]', 'seg.fits', undefined, null],
    ['warning: 3 files missing', 'seg.fits', dopplergrams, null],
  ])('%s, %s', (record, serverName, series, expected) => {
    expect(localFileName(record, serverName, series)).toBe(expected);
  });

  test('the template of an export', () => {
    expect(exportNameTemplate(dopplergrams)).toBe('hmi.v_45s.{T_REC:A}.{CAMERA}.{segment}');
    expect(exportNameTemplate(structure('jsoc.Notes', []))).toBe('jsoc.notes.{recnum:%lld}.{segment}');
    expect(exportNameTemplate(undefined)).toBeNull();
  });
});

describe('Names that file systems refuse', () => {
  test.each([
    ['a.b.:#123.seg.fits', 'a.b.__123.seg.fits'],
    ['a/b\\c*d?e"f<g>h|i\n', 'a_b_c_d_e_f_g_h_i_'],
    ['CON.fits', '_CON.fits'],
    ['nul', '_nul'],
    ['com1.2014.fits', '_com1.2014.fits'],
    ['console.fits', 'console.fits'],
    ['name. ', 'name'],
    ['..', '_'],
    ['', '_'],
  ])('%j becomes %j', (name, expected) => {
    expect(safeFileName(name)).toBe(expected);
  });

  test('Long names keep their extension and fit in 255 bytes', () => {
    const cut = safeFileName(`${'ä'.repeat(300)}.fits`);
    expect(cut.endsWith('.fits')).toBe(true);
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(255);
  });

  test('A safe name stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (name) => {
        const safe = safeFileName(name);
        expect(safeFileName(safe)).toBe(safe);
        expect(safe).not.toBe('');
      }),
    );
  });
});

describe('Collisions', () => {
  test('Names that differ in letter case only are one file', () => {
    expect(collidingNames(['a.fits', 'b.fits', 'A.FITS', 'c', 'B.fits'])).toEqual([
      [0, 2],
      [1, 4],
    ]);
    expect(collidingNames(['a', 'b'])).toEqual([]);
  });

  test('A taken name gets .1, .2', () => {
    expect(distinctFileNames(['a.fits', 'A.fits', 'a.fits', 'a.fits.1'], ['b'])).toEqual([
      'a.fits',
      'A.fits.1',
      'a.fits.2',
      'a.fits.1.1',
    ]);
    expect(distinctFileNames(['b'], ['B', 'b.1'])).toEqual(['b.2']);
  });

  test('Names are distinct in any case, and as many as before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'A', 'a.1', 'b', 'A.1')),
        fc.array(fc.constantFrom('a', 'B')),
        (names, taken) => {
          const result = distinctFileNames(names, taken);
          expect(result).toHaveLength(names.length);
          const keys = [...result, ...new Set(taken.map(fileNameKey))].map(fileNameKey);
          expect(new Set(keys).size).toBe(keys.length);
        },
      ),
    );
  });
});

describe('Templates of file names', () => {
  const values = {
    series: 'hmi.V_45s',
    recnum: 123,
    segmentFile: 'Dopplergram.fits',
    index: 7,
    valueOf: (keyword: string) =>
      ({ T_REC: '2016.04.01_00:00:45_TAI', CAMERA: '2', DATAMEAN: '12.5', NOTE: 'two words' })[keyword],
  };

  test.each([
    ['{seriesname}.{T_REC:A}.{CAMERA}.{segment}', 'hmi.V_45s.20160401_000045_TAI.2.Dopplergram.fits'],
    ['x.{recnum:%lld}.{segment}', 'x.123.Dopplergram.fits'],
    ['{recnum:%08d}', '00000123'],
    ['{#:%05d}-{#}', '00007-7'],
    ['{T_REC:D}', '2016.04.01'],
    ['{T_REC:AD}', '20160401'],
    ['{T_REC:2}', '2016.04.01_00:00:45.00_TAI'],
    ['{T_REC:A,UTC}', '20160401_000009_UTC'],
    ['{DATAMEAN:%.2f}.{DATAMEAN:%g}', '12.50.12.5'],
    ['{NOTE}', 'twowords'],
  ])('%s', (template, expected) => {
    expect(fillNameTemplate(template, values)).toEqual({ ok: true, name: expected });
  });

  test('An unknown keyword and a name too long are told', () => {
    expect(fillNameTemplate('{nope}.{segment}', values)).toMatchObject({
      ok: false,
      message: expect.stringContaining('{nope}'),
    });
    expect(fillNameTemplate('x'.repeat(128), values)).toMatchObject({
      ok: false,
      message: expect.stringContaining('128'),
    });
  });

  test('Without the segment, files of one record collide', () => {
    expect(isTemplateWithoutSegment('{T_REC:A}')).toBe(true);
    expect(isTemplateWithoutSegment('{T_REC:A}.{segment}')).toBe(false);
  });
});
