import { describe, expect, it } from 'vitest';
import { type Decision, decide, type Held, rangeHeaders } from './resume.ts';

const held: Held = { bytes: 100, total: 1000, etag: '"a"', lastModified: 'Sat, 21 Nov 2026 10:00:00 GMT' };

describe('what is asked for', () => {
  it.each<[string, Partial<Held>, boolean, Record<string, string>]>([
    ['a strong ETag vouches', {}, false, { range: 'bytes=100-', 'if-range': '"a"' }],
    [
      'a weak one does not, the time does',
      { etag: 'W/"a"' },
      false,
      { range: 'bytes=100-', 'if-range': held.lastModified ?? '' },
    ],
    ['nothing vouches', { etag: null, lastModified: null }, false, {}],
    ['nothing vouches, but a checksum will decide', { etag: null, lastModified: null }, true, { range: 'bytes=100-' }],
    ['nothing is held', { bytes: 0 }, true, {}],
  ])('%s', (_, change, checksumKnown, headers) => {
    expect(rangeHeaders({ ...held, ...change }, checksumKnown)).toEqual(headers);
  });
});

describe('what is done with the answer', () => {
  const range = 'bytes 100-999/1000';
  it.each<[string, number, Record<string, string>, Decision['action']]>([
    ['the rest', 206, { 'content-range': range, 'content-length': '900' }, 'append'],
    ['the rest, of unknown length', 206, { 'content-range': range }, 'append'],
    ['the rest of another file', 206, { 'content-range': range, etag: '"b"' }, 'discard'],
    ['another beginning', 206, { 'content-range': 'bytes 0-999/1000' }, 'discard'],
    ['another end', 206, { 'content-range': 'bytes 100-500/1000' }, 'discard'],
    ['another total', 206, { 'content-range': 'bytes 100-1999/2000' }, 'discard'],
    ['an unknown total', 206, { 'content-range': 'bytes 100-999/*' }, 'discard'],
    ['another length', 206, { 'content-range': range, 'content-length': '899' }, 'discard'],
    ['no range at all', 206, {}, 'discard'],
    ['several ranges', 206, { 'content-type': 'multipart/byteranges; boundary=x' }, 'discard'],
    ['a packed rest', 206, { 'content-range': range, 'content-encoding': 'gzip' }, 'discard'],
    ['the whole file', 200, { 'content-length': '1000' }, 'start-over'],
    ['the whole file packed', 200, { 'content-encoding': 'gzip' }, 'discard'],
    ['the whole file, said to be as it is', 200, { 'content-encoding': 'Identity' }, 'start-over'],
    ['nothing, for a longer part', 416, { 'content-range': 'bytes */50' }, 'discard'],
    ['nothing, and not why', 416, {}, 'discard'],
    ['nothing, for a whole part', 416, { 'content-range': 'bytes */100' }, 'complete'],
    ['no file', 404, {}, 'refused'],
    ['another place', 302, { location: 'http://elsewhere/' }, 'refused'],
    ['nothing', 204, {}, 'refused'],
  ])('%s: %i', (_, status, headers, action) => {
    expect(decide({ status, headers }, held, true).action).toBe(action);
  });

  it('takes no part where none was asked for', () => {
    expect(decide({ status: 206, headers: { 'content-range': 'bytes 0-999/1000' } }, held, false).action).toBe(
      'discard',
    );
    expect(decide({ status: 416, headers: {} }, held, false).action).toBe('refused');
  });

  it('takes nonsense for no length', () => {
    for (const length of ['-1', '1e3', '', 'abc', '99999999999999999999'])
      expect(decide({ status: 200, headers: { 'content-length': length } }, held, true)).toEqual({
        ...{ action: 'start-over', total: null },
      });
  });
});
