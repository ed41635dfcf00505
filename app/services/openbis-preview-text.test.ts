import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readText } from './openbis-preview-text.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('readText', () => {
  test('any text is read back as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'é', '日', '🔬', '\n', '\t', ' ') }), (text) => {
        expect(readText(utf8(text), false)).toEqual({ text, encoding: 'UTF-8' });
      }),
    );
  });

  test('a character that the end has cut is left out; one that is broken elsewhere is no UTF-8', () => {
    const bytes = utf8('Größe 日');
    expect(readText(bytes.subarray(0, -1), true)).toEqual({ text: 'Größe ', encoding: 'UTF-8' });
    expect(readText(bytes.subarray(0, -1), false)?.encoding).toMatch(/^Windows-1252/);
  });

  test('marks in front tell the encoding', () => {
    expect(readText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), false)).toEqual({ text: 'a', encoding: 'UTF-8' });
    expect(readText(Uint8Array.of(0xff, 0xfe, 0x61, 0x00), false)?.text).toBe('a');
    expect(readText(Uint8Array.of(0xfe, 0xff, 0x00, 0x61), false)?.text).toBe('a');
  });

  test('older texts of Western Europe are read, and said to be guessed', () => {
    expect(readText(Uint8Array.of(0x47, 0x72, 0xf6, 0xdf, 0x65), false)).toEqual({
      text: 'Größe',
      encoding: 'Windows-1252, as far as can be told',
    });
  });

  test('programs and pictures are no texts', () => {
    expect(readText(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0x00), false)).toBeUndefined();
    expect(
      readText(
        Uint8Array.from({ length: 64 }, (_, at) => 0x80 + (at % 32)),
        false,
      ),
    ).toBeUndefined();
  });
});
