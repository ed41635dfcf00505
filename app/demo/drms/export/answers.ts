import { Fields, type Json } from '../json.ts';
import { formatTime } from '../time/format-time.ts';
import { taiOfUnix } from '../time/unix-time.ts';
import type { Product } from './products.ts';
import type { ExportRow } from './rows.ts';
import type { RowState } from './state.ts';
import { protocolName } from './wish.ts';

const contact = 'jsoc_help@jsoc.stanford.edu';
/** A fixed guess of the server. */
const guessedSeconds = 10;

export function queuedAnswer({ id, method, protocol, recordCount, megabytes }: ExportRow, status: number): Json {
  return { status, requestid: id, method, protocol, wait: guessedSeconds, rcount: recordCount, size: megabytes };
}

export function pendingAnswer(
  { id, method, protocol, megabytes }: ExportRow,
  { status, elapsedSeconds }: RowState,
): Json {
  return { status, requestid: id, method, protocol, wait: guessedSeconds - elapsedSeconds, rcount: 0, size: megabytes };
}

export function failedAnswer({ id, method, protocol, megabytes }: ExportRow, { status, error = '' }: RowState): Json {
  return { status, requestid: id, method, protocol, wait: 999999, rcount: 0, size: megabytes, error, contact };
}

export function immediateAnswer(
  row: Pick<ExportRow, 'method' | 'recordCount' | 'megabytes'>,
  data: readonly { record: string; filename: string }[],
): Json {
  return {
    ...{
      rcount: row.recordCount,
      count: data.length,
      size: row.megabytes,
      dir: '',
      data: data.map((line) => ({ ...line })),
    },
    ...{ requestid: '', method: row.method, protocol: 'as-is', wait: 0, status: 0 },
  };
}

/** The stored index: every value of its head is a string. */
export function finishedAnswer(
  row: ExportRow,
  { finishedMs }: RowState,
  products: readonly Product[],
  dir: string,
): Json {
  const protocol = protocolName(row.protocol);
  const data = products.map(({ record, filename }) => ({ record, filename }));
  const exptime = formatTime(taiOfUnix(finishedMs), { zone: 'UTC', digits: 0 }).replace(/Z$/, '_UT');
  const tar = row.method.endsWith('-tar');
  if (protocol !== 'as-is' && protocol !== 'su-as-is' && protocol !== 'fits')
    return pictureIndex(row, data, dir, exptime, tar);
  const isFits = protocol === 'fits';
  return new Fields([
    ['version', '0.5'],
    ['requestid', row.id],
    ['method', row.method],
    ['protocol', row.protocol],
    ...(isFits ? [] : [['wait', '0'] as const]),
    ['count', String(data.length)],
    ['size', String(row.megabytes)],
    ['exptime', exptime],
    ...(data.length === 0 ? [] : [['dir', dir] as const]),
    ['status', '0'],
    ['keywords', isFits ? '**IN FITS FILES**' : `${dir}/${row.id}.keywords.txt`],
    ...(tar ? [['tarfile', `${dir}/${row.id}.tar`] as const] : []),
    ['data', data],
  ]);
}

/** Another program writes these: other names, a name twice, one with a blank, and a tar file that is not there. */
function pictureIndex(row: ExportRow, data: readonly Json[], dir: string, exptime: string, tar: boolean): Json {
  const [kind = '', ...parameters] = row.protocol.split(',');
  return new Fields([
    ['status', '0'],
    ['reqid', row.id],
    ['expversion', '0.5'],
    ['method', row.method],
    ['protocol', kind],
    ['recordset', row.spec],
    ['filefmt', row.fileNames],
    ['cparms', parameters.join(',')],
    ['size', row.megabytes.toFixed(2)],
    ['exptime', exptime],
    ...(data.length === 0 ? [] : [['dir', dir] as const]),
    ['keywords', ''],
    ['movie name', kind.startsWith('mp') ? `movie.${kind}` : ''],
    ['keywords', '**NONE**'],
    ...(tar ? [['tarfile', `${dir}/.tar`] as const] : []),
    ['data', data],
  ]);
}
