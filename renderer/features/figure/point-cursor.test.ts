import { expect, test } from 'vitest';
import type { CurvePoints } from '../../plots/figure-curves.ts';
import { movedCursor } from './point-cursor.ts';

function curve(x: number[], y: number[]): CurvePoints {
  return { sampleName: 's', x: Float64Array.from(x), y: Float64Array.from(y) };
}

const curves = [curve([3, 1, 2], [30, 10, Number.NaN]), curve([], []), curve([1.4, 2.9], [5, 6])];

test('the first key press goes to the first point', () => {
  expect(movedCursor(curves, null, 'right')).toEqual({ curve: 0, point: 1 });
  expect(movedCursor([curve([], [])], null, 'right')).toBeNull();
});

test('left and right follow x, pass gaps and stop at the ends', () => {
  expect(movedCursor(curves, { curve: 0, point: 1 }, 'right')).toEqual({ curve: 0, point: 0 });
  expect(movedCursor(curves, { curve: 0, point: 0 }, 'right')).toEqual({ curve: 0, point: 0 });
  expect(movedCursor(curves, { curve: 0, point: 1 }, 'left')).toEqual({ curve: 0, point: 1 });
});

test('up and down keep the place in x and pass curves without points', () => {
  expect(movedCursor(curves, { curve: 0, point: 0 }, 'down')).toEqual({ curve: 2, point: 1 });
  expect(movedCursor(curves, { curve: 2, point: 0 }, 'up')).toEqual({ curve: 0, point: 1 });
  expect(movedCursor(curves, { curve: 2, point: 0 }, 'down')).toEqual({ curve: 2, point: 0 });
});
