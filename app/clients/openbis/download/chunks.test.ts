import { describe, expect, it } from 'vitest';
import { chunkBytes, chunkCount, missingSequences, Received, rangeOf, rangesText } from './chunks.ts';

describe('pieces of a file', () => {
  it('are as many as its size says, one of an empty file', () => {
    expect([0, 1, chunkBytes, chunkBytes + 1].map(chunkCount)).toEqual([1, 1, 1, 2]);
  });

  it('have numbers that are written as ranges', () => {
    expect(rangesText([0, 1, 2, 3, 4, 7])).toBe('0:4, 7:7');
    expect(rangesText([])).toBe('');
    expect(rangeOf('0:9')).toEqual({ first: 0, last: 9 });
    for (const text of ['', '9:0', 'a:b', '1', '-1:2', '1:2:3']) expect(rangeOf(text)).toBeUndefined();
  });

  it('may come in any order, and twice', () => {
    const received = new Received();
    received.add(10, 5);
    received.add(0, 5);
    expect(received.has(0, 6)).toBe(false);
    received.add(5, 5);
    received.add(3, 4);
    expect(received.pieces()).toEqual([{ start: 0, end: 15 }]);
    expect(received.has(2, 13)).toBe(true);
    expect(received.bytes()).toBe(15);
  });

  it('are asked for only where they are missing', () => {
    const received = new Received();
    const size = 3 * chunkBytes + 10;
    expect(missingSequences(received, size, 100)).toEqual([100, 101, 102, 103]);
    received.add(chunkBytes, chunkBytes);
    received.add(3 * chunkBytes, 10);
    received.add(0, 100);
    expect(missingSequences(received, size, 100)).toEqual([100, 102]);
    expect(missingSequences(received, 0, 5)).toEqual([5]);
  });
});
