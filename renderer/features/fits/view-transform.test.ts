import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fittedView, pannedBy, pictureAt, screenAt, tileWish, zoomedAt } from './view-transform.ts';

const picture = { width: 4096, height: 2048 };
const frame = { width: 800, height: 600 };
const view = fc.record({
  centerX: fc.double({ min: 0, max: 4096, noNaN: true }),
  centerY: fc.double({ min: 0, max: 2048, noNaN: true }),
  zoom: fc.double({ min: 0.05, max: 64, noNaN: true }),
});
const point = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 600 }) });

describe('the view', () => {
  test('fits the picture into the frame, upright', () => {
    const fitted = fittedView(picture, frame);
    const upperLeft = screenAt(fitted, { x: 0, y: 2048 }, frame);
    expect(upperLeft.x).toBeCloseTo(16);
    expect(upperLeft.y).toBeCloseTo(108);
  });

  test('leads from the screen to the picture and back', () => {
    fc.assert(
      fc.property(view, point, (one, at) => {
        const back = screenAt(one, pictureAt(one, at, frame), frame);
        expect(back.x).toBeCloseTo(at.x, 5);
        expect(back.y).toBeCloseTo(at.y, 5);
      }),
    );
  });

  test('zooms about the pointer', () => {
    const start = { centerX: 2048, centerY: 1024, zoom: 0.5 };
    const at = { x: 300, y: 200 };
    const before = pictureAt(start, at, frame);
    const after = pictureAt(zoomedAt(start, 2, at, picture, frame), at, frame);
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });

  test('neither zooms nor moves away from the picture', () => {
    fc.assert(
      fc.property(view, fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1e6, max: 1e6 }), (one, dx, dy) => {
        const moved = pannedBy(one, dx, dy, picture);
        expect(moved.centerX).toBeGreaterThanOrEqual(0);
        expect(moved.centerX).toBeLessThanOrEqual(4096);
      }),
    );
    expect(zoomedAt({ centerX: 0, centerY: 0, zoom: 50 }, 100, { x: 0, y: 0 }, picture, frame).zoom).toBe(64);
  });
});

describe('the tile', () => {
  test('of the whole picture has steps of about a pixel of the screen', () => {
    expect(tileWish(fittedView(picture, frame), picture, frame, 1)).toEqual({
      ...{ x: 0, y: 0, width: 4096, height: 2048, step: 4 },
    });
    expect(tileWish(fittedView(picture, frame), picture, frame, 2)?.step).toBe(2);
  });

  test('holds all that is seen, within the picture, and is never huge', () => {
    fc.assert(
      fc.property(view, (one) => {
        const wish = tileWish(one, picture, frame, 1);
        if (wish === null) return;
        expect(wish.x % wish.step).toBe(0);
        expect(wish.x + wish.width).toBeLessThanOrEqual(4096);
        const seen = pictureAt(one, { x: 0, y: 600 }, frame);
        expect(wish.x).toBeLessThanOrEqual(Math.max(0, seen.x));
        expect((wish.width / wish.step) * (wish.height / wish.step)).toBeLessThan(2_000_000);
      }),
    );
  });
});
