import { expect, test } from 'vitest';
import { tinyPng } from '../../testing/juliabase-lab.ts';
import { detectImageType } from './image-type.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

test.each([
  ['a PNG', tinyPng, 'png'],
  ['a JPEG', bytes('\xff\xd8\xff\xe0\x00\x10JFIF'), 'jpeg'],
  ['a PDF', bytes('%PDF-1.7\n'), 'pdf'],
  ['a GIF', bytes('GIF89a'), undefined],
  ['a PNG cut in its signature', tinyPng.subarray(0, 7), undefined],
  ['a PNG whose line ends were changed', bytes('\x89PNG\n\x1a\n'), undefined],
  ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), undefined],
  ['a page', bytes('<!DOCTYPE html>'), undefined],
  ['a PDF behind a blank', bytes(' %PDF-1.7'), undefined],
  ['nothing', new Uint8Array(), undefined],
])('%s', (_, file, type) => {
  expect(detectImageType(file)).toBe(type);
});
