import type { RefObject } from 'react';
import type { Box } from './brush.ts';
import { type Scale, valueOn } from './pixels.ts';
import type { BoxSelection } from './use-box-selection.ts';

/** A plot as far as a box needs it. */
export interface BoxFrame extends BoxSelection {
  /** The element that shows the box. */
  box: RefObject<HTMLDivElement | null>;
  xs: Scale;
  ys: Scale;
}

/** In pixels from the upper left corner of the points. */
export interface PixelBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function valuesOf({ left, top, right, bottom }: PixelBox, { xs, ys }: Pick<BoxFrame, 'xs' | 'ys'>): Box {
  return {
    x: [valueOn(xs, left), valueOn(xs, right)],
    y: [valueOn(ys, ys.length - bottom), valueOn(ys, ys.length - top)],
  };
}

/** Null hides it. React knows nothing of it, as it follows every move of the pointer. */
export function showBox({ current }: BoxFrame['box'], box: PixelBox | null): void {
  if (current === null) return;
  current.hidden = box === null;
  if (box === null) return;
  const { left, top, right, bottom } = box;
  Object.assign(current.style, {
    ...{ left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` },
  });
}
