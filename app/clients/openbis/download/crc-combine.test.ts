import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { combinedCrc32 } from './crc-combine.ts';

it('the checksum of pieces is that of the whole', () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(bytes, bytes, bytes, (a, b, c) => {
      const two = combinedCrc32(crc32(a), crc32(b), b.length);
      expect(combinedCrc32(two, crc32(c), c.length)).toBe(crc32(Buffer.concat([a, b, c])));
    }),
  );
  const large = Buffer.alloc(5_000_001, 'quarry');
  const [first, second] = [large.subarray(0, 1_048_576), large.subarray(1_048_576)];
  expect(combinedCrc32(crc32(first), crc32(second), second.length)).toBe(crc32(large));
});
