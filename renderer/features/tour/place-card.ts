import type { TourStep } from './tour-steps.ts';

export interface Place {
  left: number;
  top: number;
}

export interface Box extends Place {
  width: number;
  height: number;
}

const gap = 12;

/** Where the words of a step stand: beside the part that they are about, inside the window. */
export function placeCard(side: TourStep['side'], part: Box, card: Box, frame: Omit<Box, 'left' | 'top'>): Place {
  const wanted = beside(side, part, card);
  const within = (value: number, length: number, limit: number): number =>
    Math.max(gap, Math.min(value, limit - length - gap));
  return {
    left: within(wanted.left, card.width, frame.width),
    top: within(wanted.top, card.height, frame.height),
  };
}

function beside(side: TourStep['side'], part: Box, card: Box): Place {
  const middle = part.left + (part.width - card.width) / 2;
  switch (side) {
    case 'right':
      return { left: part.left + part.width + gap, top: part.top + 48 };
    case 'below':
      return { left: middle, top: part.top + part.height + gap };
    case 'above':
      return { left: middle, top: part.top - card.height - gap };
    case 'inside':
      return { left: middle, top: part.top + (part.height - card.height) / 3 };
    default:
      return side satisfies never;
  }
}
