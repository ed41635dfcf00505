import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Placed, positionsBefore } from './positions.ts';

test('things come to the end, or before another one', () => {
  const others = [1, 2].map((position) => ({ id: `o${position}`, position }));
  expect(positionsBefore([], 2, null).coming).toEqual([1, 2]);
  expect(positionsBefore(others, 1, null).coming).toEqual([3]);
  expect(positionsBefore(others, 1, 'o2').coming).toEqual([1.5]);
  expect(positionsBefore(others, 1, 'gone').coming).toEqual([3]);
  expect(positionsBefore(others, 2, 'o1').coming).toEqual([-1, 0]);
});

test('any row of insertions keeps the order, also where there is no room left', () => {
  const insertions = fc.array(fc.record({ at: fc.nat(1000), count: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 30,
    maxLength: 60,
  });
  fc.assert(
    fc.property(insertions, fc.boolean(), (steps, alwaysFirst) => {
      let list: Placed[] = [];
      const expected: string[] = [];
      for (const [number, { at, count }] of steps.entries()) {
        const place = alwaysFirst ? Math.min(1, list.length) : at % (list.length + 1);
        const ids = Array.from({ length: count }, (_, index) => `${number}.${index}`);
        const { coming, moved } = positionsBefore(list, count, list[place]?.id ?? null);
        list = list.map((one) => ({ ...one, position: moved.get(one.id) ?? one.position }));
        list.push(...ids.map((id, index) => ({ id, position: coming[index] ?? 0 })));
        list.sort((a, b) => a.position - b.position);
        expected.splice(place, 0, ...ids);
      }
      expect(list.map(({ id }) => id)).toEqual(expected);
    }),
  );
});
