import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownProblem, sanitizeForMarkdown } from './markdown.ts';

describe('plain text as Markdown', () => {
  it.each([
    ['', '  \n'],
    ['-a_b', '\\-a\\_b  \n'],
    ['a*b`c', 'a\\*b\\`c  \n'],
    ['# x\n> y\n+ z\n- w', '\\# x  \n\\> y  \n\\+ z  \n\\- w  \n'],
    ['a - b # c > d', 'a - b # c > d  \n'],
    ['a\r\nb\rc', 'a  \nb  \nc  \n'],
    ['one\n\n \t\n\ntwo', 'one  \n\ntwo  \n'],
    [`${'x'.repeat(70)}\ny`, `${'x'.repeat(70)}\ny  \n`],
    // The length counts after escaping.
    [`${'_'.repeat(35)}`, `${'\\_'.repeat(35)}\n`],
    [`${'_'.repeat(34)}`, `${'\\_'.repeat(34)}  \n`],
  ])('%j becomes %j', (text, markdown) => {
    expect(sanitizeForMarkdown(text)).toBe(markdown);
  });

  it('loses no character', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '_', '*', '`', '#', '-', '\n', ' '), { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const bare = (from: string): string => from.replace(/[\\\s]/g, '');
        expect(bare(sanitizeForMarkdown(text))).toBe(bare(text));
      }),
    );
  });

  it.each(['\n', '\n \t', '\n\t\t\t', '_', '\r'])('takes a million of %j in its stride', (piece) => {
    expect(sanitizeForMarkdown(piece.repeat(1_000_000)).endsWith('\n')).toBe(true);
  });
});

describe('what the server rejects', () => {
  it.each([
    ['![a](b)', true],
    ['text ![a](b)', true],
    ['a\n![b](c)', true],
    ['\\![a](b)', false],
    ['wow! [a](b)', false],
    ['Title\n=====', true],
    ['Title\n-----', true],
    ['Title\r\n---  \r\n', true],
    ['Title\n---\ntext', false],
    ['-----', false],
    ['=====', false],
    ['a\n-=-', false],
    ['# heading', false],
    ['', false],
  ])('%j: %s', (text, rejected) => {
    expect(markdownProblem(text) !== undefined).toBe(rejected);
  });
});
