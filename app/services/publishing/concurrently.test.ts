import { expect, test } from 'vitest';
import { concurrently } from './concurrently.ts';

test('never more than the width at a time, and every answer once', async () => {
  let [atWork, most] = [0, 0];
  const answers: number[] = [];
  for await (const answer of concurrently([5, 1, 4, 2, 3], 2, async (item) => {
    most = Math.max(most, ++atWork);
    for (let turn = 0; turn < item; turn++) await Promise.resolve();
    atWork -= 1;
    return item;
  }))
    answers.push(answer);
  expect(answers.toSorted()).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

test('a failure ends it when those under way have ended', async () => {
  const ended: number[] = [];
  const all = async (): Promise<void> => {
    for await (const answer of concurrently([1, 2, 3, 4], 2, async (item) => {
      if (item === 1) throw new Error('broken');
      await new Promise((resolve) => setImmediate(resolve));
      ended.push(item);
      return item;
    }))
      expect(answer).toBeGreaterThan(1);
  };
  await expect(all()).rejects.toThrow('broken');
  expect(ended).toEqual([2]);
});
