import { expect, it } from 'vitest';
import { BlockPool } from './block-pool.ts';

it('uses a block again when it is full and all of it is given back, in whatever order', () => {
  const pool = new BlockPool();
  const block = pool.take();
  const [one, two] = [block.subarray(100, 200), block.subarray(200, 500)];
  for (const piece of [one, two]) pool.lend(piece);
  pool.giveBack(two);
  pool.giveBack(one);
  expect(pool.take().buffer).not.toBe(block.buffer);
  pool.lend(one);
  pool.fill(block);
  expect(pool.take().buffer).not.toBe(block.buffer);
  pool.giveBack(one);
  expect(pool.take().buffer).toBe(block.buffer);
});

it('takes no harm from bytes that are not its own, or come back twice', () => {
  const pool = new BlockPool();
  const block = pool.take();
  const piece = block.subarray(0, 10);
  pool.lend(piece);
  pool.fill(block);
  for (let times = 0; times < 3; times++) pool.giveBack(piece);
  pool.giveBack(Buffer.from('other'));
  expect(pool.take().buffer).toBe(block.buffer);
  expect(pool.take().buffer).not.toBe(block.buffer);
});
