import { expect, it } from 'vitest';
import { seedRegistry } from './seed.ts';

it('is the same laboratory each time, with more objects if wished', () => {
  const wishes = { extraObjects: 0, seriesFileBytes: 10 };
  const [registry, special] = seedRegistry(wishes);
  expect([registry.spaces.length, registry.samples.length >= 200, registry.dataSets.length >= 60]).toEqual([
    3,
    true,
    true,
  ]);
  expect(seedRegistry(wishes)[1]).toEqual(special);
  const [larger] = seedRegistry({ ...wishes, extraObjects: 20_000 });
  expect(larger.samples.length - registry.samples.length).toBe(20_000);
});
