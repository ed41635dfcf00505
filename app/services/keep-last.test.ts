import { expect, test, vi } from 'vitest';
import { keepLast } from './keep-last.ts';

test('works once for the same input, again for another, and again after a failure', async () => {
  const work = vi.fn(async (input: { width: number }) => {
    if (input.width < 0) throw new Error('negative');
    return input.width * 2;
  });
  const kept = keepLast(work);
  expect(await Promise.all([kept({ width: 1 }), kept({ width: 1 })])).toEqual([2, 2]);
  expect(work).toHaveBeenCalledTimes(1);
  expect(await kept({ width: 3 })).toBe(6);
  expect(await kept({ width: 1 })).toBe(2);
  expect(work).toHaveBeenCalledTimes(3);
  await expect(kept({ width: -1 })).rejects.toThrow('negative');
  await expect(kept({ width: -1 })).rejects.toThrow('negative');
  expect(work).toHaveBeenCalledTimes(5);
});
