import { describe, expect, it, test } from 'vitest';
import { isAppError } from '../../contract/app-error.ts';
import { resultDraft, tinyPng } from '../../testing/juliabase-lab.ts';
import { createMarker } from './marker.ts';
import { checkFieldCount, checkResult } from './result-check.ts';

const marks = { marker: createMarker(), identity: createMarker() };
const nowMs = Date.UTC(2027, 0, 1);
type Change = Parameters<typeof resultDraft>[0];

/** The name of the field that is refused; undefined if none is. */
function refusedField(change: Change, own: { marker: string; identity?: string } = marks): unknown {
  try {
    checkResult(resultDraft(change), own, nowMs);
    return undefined;
  } catch (error) {
    if (!isAppError(error, 'invalid-input') || error.remedy === undefined) throw error;
    expect(error.details?.outcome).toBe('not-created');
    return error.details?.field;
  }
}

describe('what the server would take', () => {
  test.each<[string, Change]>([
    ['a plain Result', {}],
    ['a title of 50 wide characters', { title: '😀'.repeat(50) }],
    ['a title with blanks around', { title: ` ${'x'.repeat(50)} ` }],
    ['a picture', { image: { bytes: tinyPng, fileName: 'x.gif' } }],
    ['a time a moment ahead', { timestampUtc: '2027-01-01T00:01:00Z' }],
    ['no table', { table: { headings: [], rows: [] } }],
    ['a sample only', { sampleIds: [31], seriesNames: [] }],
    ['an escaped image', { comments: 'see \\![a](b)' }],
  ])('%s', (_, change) => {
    expect(refusedField(change)).toBeUndefined();
  });
});

describe('what the server would reject', () => {
  test.each<[string, string, Change]>([
    ['no title', 'title', { title: ' \n' }],
    ['a long title', 'title', { title: 'x'.repeat(51) }],
    ['no comments', 'comments', { comments: ' \n ' }],
    ['an image in the comments', 'comments', { comments: 'see ![a](b)' }],
    ['an underlined last line', 'comments', { comments: 'Title\n---' }],
    ['a time ahead', 'timestampUtc', { timestampUtc: '2027-01-01T00:01:00.001Z' }],
    ['neither sample nor series', 'sampleIds', { seriesNames: [] }],
    ['a GIF', 'image', { image: { bytes: Buffer.from('GIF89a'), fileName: 'x.png' } }],
    ['an empty file', 'image', { image: { bytes: new Uint8Array(), fileName: 'x.png' } }],
    ['a ragged table', 'table', { table: { headings: ['a'], rows: [['1', '2']] } }],
  ])('%s', (_, field, change) => {
    expect(refusedField(change)).toBe(field);
  });

  it('is a time without zone', () => {
    expect(() => checkResult(resultDraft({ timestampUtc: '2026-03-05 13:20:00' }), marks, nowMs)).toThrow('zone');
  });

  test('comments without a marker are taken where a server has none', () => {
    expect(refusedField({}, { marker: '' })).toBeUndefined();
    expect(refusedField({}, { marker: marks.marker, identity: '' })).toBe('marker');
  });

  test.each(['short', 'A'.repeat(26)])('is no marker: %j', (marker) => {
    expect(refusedField({}, { marker })).toBe('marker');
    expect(refusedField({}, { marker: marks.marker, identity: marker })).toBe('marker');
  });
});

test('more fields than the server takes are refused', () => {
  expect(() => checkFieldCount(1000)).not.toThrow();
  expect(() => checkFieldCount(1001)).toThrow(
    expect.objectContaining({ code: 'invalid-input', details: { field: 'table', outcome: 'not-created' } }),
  );
});
