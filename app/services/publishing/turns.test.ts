import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('works of one key wait for each other, also for those that fail; others do not', async () => {
  const turns = new Turns();
  const order: string[] = [];
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const first = turns.take('a', async () => {
    await gate;
    order.push('first');
    throw new Error('broken');
  });
  const second = turns.take('a', async () => order.push('second'));
  await turns.take('b', async () => order.push('other'));
  expect(order).toEqual(['other']);
  open();
  await expect(first).rejects.toThrow('broken');
  await second;
  expect(order).toEqual(['other', 'first', 'second']);
});
