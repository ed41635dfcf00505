import type { ByteSource } from '../../http/write-pieces.ts';
import { createRandom } from '../../juliabase/random.ts';

/** Prime, so that a block of another place never has the same bytes. */
const period = 1_000_003;
const chunkBytes = 1_048_576;

let pattern: Uint8Array | undefined;

/** Noise of any length without storing it; another `seed`, another file. */
export function formulaBytes(size: number, seed: number): ByteSource {
  const offset = (seed * 7919) % period;
  return {
    size,
    read(start, end) {
      pattern ??= makePattern();
      const at = (start + offset) % period;
      // Up to the end of the pattern: a reader asks again for the rest.
      return pattern.subarray(at, Math.min(pattern.length, at + end - start));
    },
  };
}

/** Twice the period, so that a chunk is a view of it, wherever it begins. */
function makePattern(): Uint8Array {
  const random = createRandom(2023);
  const once = Uint8Array.from({ length: period }, () => Math.floor(random() * 256));
  return Buffer.concat([once, once, once.subarray(0, chunkBytes)]);
}

/** All of a part, also where the source gives it in pieces. */
export function readAll(bytes: ByteSource, start: number, end: number): Uint8Array {
  const first = bytes.read(start, end);
  if (first.length === end - start) return first;
  const whole = new Uint8Array(end - start);
  whole.set(first);
  for (let at = start + first.length; at < end; ) {
    const piece = bytes.read(at, end);
    whole.set(piece, at - start);
    at += piece.length;
  }
  return whole;
}
