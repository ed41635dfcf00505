import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendMarks, isMarker, readMarks, stripMarks } from './comment-marks.ts';

const marker = 'abcdefghijklmnopqrstuvwxyz';
const identity = '2345672345672345672345672a';

describe('marks in comments', () => {
  it('stand in a paragraph of their own and are read again', () => {
    expect(appendMarks('Fit.\n', { marker })).toBe(`Fit.\n\n[quarry:${marker}]`);
    const both = appendMarks('Fit.', { marker, identity });
    expect(both).toBe(`Fit.\n\n[quarry:${marker}] [quarry-figure:${identity}]`);
    expect(readMarks(both)).toEqual({ marker, identity });
    expect(readMarks('no marks [quarry:short]')).toBeUndefined();
  });

  it('are replaced, not heaped up, and leave the text of a person as it was', () => {
    const first = appendMarks('Fit.', { marker, identity });
    const second = appendMarks(first, { marker: identity });
    expect(readMarks(second)).toEqual({ marker: identity });
    expect(stripMarks(second)).toBe('Fit.');
  });

  it('are found where someone wrote on behind them', () => {
    expect(stripMarks(`Before.\n\n[quarry:${marker}]  \n\n    indented`)).toBe('Before.\n\n    indented');
    expect(stripMarks(`one [quarry:${marker}] two`)).toBe('one\n\ntwo');
    expect(stripMarks(`[quarry:${marker}]`)).toBe('');
  });

  it('come back from any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (comments) => {
        expect(readMarks(appendMarks(comments, { marker, identity }))).toEqual({ marker, identity });
        expect(stripMarks(appendMarks(comments, { marker }))).toBe(stripMarks(comments).trimEnd());
      }),
    );
  });

  it.each(['\n', '\t', '[quarry:', '\n[quarry:a'])('costs no more than the length of a text of %j', (piece) => {
    const text = `${piece.repeat(500_000)}x`;
    expect(stripMarks(text).endsWith('x')).toBe(true);
    expect(readMarks(text)).toBeUndefined();
  });

  it.each([
    [marker, true],
    [identity, true],
    [marker.toUpperCase(), false],
    [`${marker}a`, false],
    ['1'.repeat(26), false],
    [`${marker}\n`, false],
  ])('%j is a marker: %s', (text, expected) => {
    expect(isMarker(text)).toBe(expected);
  });
});
