import { expect, test } from 'vitest';
import { placeCard } from './place-card.ts';

const frame = { width: 1440, height: 900 };
const card = { left: 0, top: 0, width: 360, height: 160 };
const navigator = { left: 0, top: 38, width: 256, height: 838 };
const status = { left: 0, top: 876, width: 1440, height: 24 };

test('the words stand beside the part that they are about', () => {
  expect(placeCard('right', navigator, card, frame)).toEqual({ left: 268, top: 86 });
  expect(placeCard('above', status, card, frame)).toEqual({ left: 540, top: 704 });
  expect(placeCard('below', { left: 500, top: 6, width: 440, height: 26 }, card, frame)).toEqual({
    left: 540,
    top: 44,
  });
});

test('and never leave the window', () => {
  const narrow = { width: 380, height: 300 };
  for (const side of ['right', 'below', 'above', 'inside'] as const) {
    const { left, top } = placeCard(side, navigator, card, narrow);
    expect(left).toBeGreaterThanOrEqual(8);
    expect(top).toBeGreaterThanOrEqual(12);
    expect(top + card.height).toBeLessThanOrEqual(narrow.height);
  }
});
