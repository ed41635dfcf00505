import type { FileBody } from '../exchange.ts';

/** Files do not change while the server runs, and are the same in the next run. */
const modifiedMs = Date.UTC(2016, 3, 2, 10, 11, 12);

export function bytesBody(bytes: Uint8Array, name: string): FileBody {
  return {
    size: bytes.length,
    etag: `"${name}-${bytes.length.toString(16)}"`,
    modifiedMs,
    read: (start, end) => bytes.subarray(start, end),
  };
}

/** No round number: bytes that were put in a wrong place show. */
const patternBytes = 1_048_573;
let pattern: Uint8Array | undefined;

function patternOnce(): Uint8Array {
  if (pattern !== undefined) return pattern;
  const made = new Uint8Array(patternBytes);
  let state = 1;
  for (let index = 0; index < made.length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    made[index] = state >>> 24;
  }
  pattern = made;
  return made;
}

/** As many bytes as wanted at no cost; `seed` says where in the pattern they begin. */
export function patternBody(size: number, seed: number): FileBody {
  const shift = (seed * 7919) % patternBytes;
  return {
    size,
    etag: `"pattern-${seed}-${size.toString(16)}"`,
    modifiedMs,
    read(start, end) {
      const from = (start + shift) % patternBytes;
      return patternOnce().subarray(from, Math.min(patternBytes, from + end - start));
    },
  };
}

/** One after the other. */
export function joinedBody(parts: readonly FileBody[], name: string): FileBody {
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  return {
    size,
    etag: `"${name}-${size.toString(16)}"`,
    modifiedMs,
    read(start, end) {
      let partStart = 0;
      for (const part of parts) {
        if (start < partStart + part.size) return part.read(start - partStart, Math.min(part.size, end - partStart));
        partStart += part.size;
      }
      return new Uint8Array();
    },
  };
}
