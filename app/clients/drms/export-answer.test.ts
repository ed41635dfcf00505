import { describe, expect, it } from 'vitest';
import { exportAnswerOf, exportStateOf, statusInWords } from './export-answer.ts';
import { fileTableOf } from './file-table.ts';

const urlOf = (path: string): string => `http://host${path}`;
const done = { status: '0', method: 'url', requestid: 'JSOC_20160402_0042', dir: '/SUM7/D1/S00000' };
const tableOf = (answer: Record<string, unknown>, isProcessed = false) =>
  fileTableOf(exportAnswerOf({ ...done, ...answer }), urlOf, isProcessed);

describe('the answer to an export', () => {
  it('has numbers where the server sends texts, and null for empty texts', () => {
    expect(
      exportAnswerOf({
        requestid: '',
        reqid: 'X_1',
        status: '2',
        wait: '-25',
        count: '7',
        size: '1.23',
        dir: '',
        tarfile: '',
        keywords: '',
      }),
    ).toEqual({
      requestId: 'X_1',
      status: 2,
      method: null,
      protocol: null,
      waitS: -25,
      recordCount: 7,
      sizeMB: 1.23,
      dir: null,
      tarfile: null,
      keywords: null,
      exportTime: null,
      data: [],
      error: null,
      contact: null,
      repaired: false,
    });
  });

  it('without a status is a failure', () => {
    expect(exportStateOf(exportAnswerOf({}).status)).toBe('failed');
  });

  it.each([
    [0, 'ok'],
    [1, 'pending'],
    [2, 'pending'],
    [6, 'pending'],
    [12, 'pending'],
    [3, 'failed'],
    [4, 'failed'],
    [5, 'failed'],
    [7, 'failed'],
    [25, 'failed'],
    [-1, 'failed'],
    [99, 'failed'],
  ])('status %d is %s, with words for it', (status, state) => {
    expect(exportStateOf(status)).toBe(state);
    const { message, remedy } = statusInWords(status);
    expect([message, remedy]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
  });
});

describe('the table of files', () => {
  it('quick: the path is the address, its end the name', () => {
    expect(
      fileTableOf(
        exportAnswerOf({
          status: 0,
          method: 'url_quick',
          protocol: 'as-is',
          dir: '',
          data: [{ record: 'a.b[1]{s}', filename: '/SUM1/D1/S0/s.fits' }],
        }),
        urlOf,
      ).rows,
    ).toEqual([{ record: 'a.b[1]{s}', fileName: 's.fits', url: 'http://host/SUM1/D1/S0/s.fits' }]);
  });

  it('with a folder: the name is below it', () => {
    expect(tableOf({ protocol: 'fits', data: [{ record: 'a.b[1]', filename: 'x.fits' }] }).rows).toEqual([
      { record: 'a.b[1]', fileName: 'x.fits', url: 'http://host/SUM7/D1/S00000/x.fits' },
    ]);
  });

  it('a tar file is one row, also where the server forgot its name', () => {
    for (const tarfile of ['/SUM7/D1/S00000/JSOC_20160402_0042.tar', '/SUM7/D1/S00000/.tar'])
      expect(tableOf({ method: 'url-tar', tarfile, data: [{ record: 'a', filename: 'b' }] })).toEqual({
        rows: [
          {
            record: null,
            fileName: 'JSOC_20160402_0042.tar',
            url: 'http://host/SUM7/D1/S00000/JSOC_20160402_0042.tar',
          },
        ],
        packed: [{ record: 'a', path: 'b' }],
        problems: [],
        warnings: [],
      });
  });

  it('the first row of a movie is no record', () => {
    const data = [
      { record: 'movie of the following data', filename: 'demo.mp4' },
      { record: 'a.b[1]', filename: 'f1.jpg' },
    ];
    expect(tableOf({ protocol: 'mp4', data }).rows.map(({ record }) => record)).toEqual([null, 'a.b[1]']);
    expect(tableOf({ protocol: 'fits', data }).rows[0]?.record).toBe('movie of the following data');
  });

  it('rows without a file are problems, in words', () => {
    const { rows, problems } = tableOf({
      protocol: 'fits',
      data: [
        { record: 'a.b[1]', filename: 'NoDataFile' },
        { record: 'a.b[2]', filename: '' },
        { record: '', filename: 'lost.fits' },
        { record: 'warning=No FITS files were exported. Sorry.', filename: '' },
        { record: 'a.b[3]', filename: 'notNoDataFile' },
      ],
    });
    expect(rows.map(({ fileName }) => fileName)).toEqual(['notNoDataFile']);
    expect(problems.map(({ message }) => message)).toEqual([
      'The server has no file for this record.',
      'The server named no file for this record.',
      'The server named no record for this file.',
      'No FITS files were exported. Sorry.',
    ]);
  });

  it('pictures find their records by name; several of one record in their order; as they came where names say nothing', () => {
    const data = [
      { record: 'a.B[2016.04.01_00:00:00_TAI][1]', filename: 'a.b.20160401_000045_TAI.1.x.jpg' },
      { record: 'a.B[2016.04.01_00:00:00_TAI][1]', filename: 'a.b.20160401_000045_TAI.11.x.jpg' },
      { record: 'a.B[2016.04.01_00:00:45_TAI][1]', filename: '' },
      { record: 'a.B[2016.04.01_00:00:45_TAI][11]', filename: '' },
    ];
    const { rows, problems } = tableOf({ protocol: 'jpg', data });
    expect(rows.map(({ record }) => record)).toEqual([
      'a.B[2016.04.01_00:00:45_TAI][1]',
      'a.B[2016.04.01_00:00:45_TAI][11]',
    ]);
    expect(problems).toHaveLength(2);
    const own = data.map(({ record }, index) => ({ record, filename: `own${index}.jpg` }));
    expect(tableOf({ protocol: 'jpg', data: own }).rows.map(({ record }) => record)).toEqual(
      own.map(({ record }) => record),
    );
  });

  it('warns of processing that was left out', () => {
    const data = [{ record: 'a.b[1]', filename: 'x.fits' }];
    const processed = [{ record: 'a.b_mod[1]', filename: 'x.fits' }];
    expect(tableOf({ protocol: 'fits', data }).warnings).toEqual([]);
    expect(tableOf({ protocol: 'fits', data }, true).warnings).toHaveLength(1);
    expect(tableOf({ protocol: 'fits', data: processed }, true).warnings).toEqual([]);
    expect(tableOf({ protocol: 'fits', data: [] }, true).warnings).toEqual([]);
  });
});
