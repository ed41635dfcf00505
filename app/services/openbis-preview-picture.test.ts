import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pictureFacts } from './openbis-preview-picture.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const filled = (text: string): Uint8Array => bytes(text.padEnd(40, '\0'));

test.each([
  ['PNG', filled('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x02\0\0\0\x03'), 258, 3],
  ['GIF', filled('GIF89a\x02\x01\x03\0'), 258, 3],
  ['WebP', filled('RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\x01\x01\0\x02\0\0'), 258, 3],
  ['WebP', filled('RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x01\x81\0\0'), 258, 3],
  ['WebP', filled('RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x02\x01\x03\0'), 258, 3],
  ['JPEG', filled('\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\0\x03\x01\x02'), 258, 3],
])('%s tells its size', (format, head, width, height) => {
  expect(pictureFacts(head)).toEqual({ format, width, height });
});

test('what only looks like a picture is none', () => {
  expect(pictureFacts(filled('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'))).toBeUndefined();
  expect(pictureFacts(bytes('GIF89a'))).toBeUndefined();
  expect(pictureFacts(bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeUndefined();
});

test('no bytes make it fail', () => {
  const starts = ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'GIF87a', 'RIFF\0\0\0\0WEBPVP8X', ''];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 64 }), (start, rest) => {
      const facts = pictureFacts(Uint8Array.of(...bytes(start), ...rest));
      expect(facts === undefined || facts.width * facts.height > 0).toBe(true);
    }),
  );
});
