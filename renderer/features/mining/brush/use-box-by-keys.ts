import { type KeyboardEvent, useRef } from 'react';
import { type BoxFrame, type PixelBox, showBox, valuesOf } from './box-frame.ts';

/** Of the plot, for each key. */
const step = 0.05;
const firstShare = 0.3;

const directions: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Arrows show and move a box, with Shift they size it; Enter selects the rows in it, Escape leaves it. */
export function useBoxByKeys(frame: BoxFrame): (event: KeyboardEvent<HTMLElement>) => void {
  const present = useRef<PixelBox | null>(null);
  const show = (box: PixelBox | null): void => {
    present.current = box;
    showBox(frame.box, box);
    if (box !== null) frame.mark(valuesOf(box, frame));
  };
  return (event) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const direction = directions[event.key];
    if (direction !== undefined)
      show(present.current === null ? firstBox(frame) : moved(present.current, direction, event.shiftKey, frame));
    else if (event.key === 'Enter' && present.current !== null) {
      frame.choose(valuesOf(present.current, frame));
      show(null);
    } else if (event.key === 'Escape') {
      show(null);
      frame.clear();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function firstBox({ xs, ys }: BoxFrame): PixelBox {
  const [from, to] = [(1 - firstShare) / 2, (1 + firstShare) / 2];
  return { left: xs.length * from, right: xs.length * to, top: ys.length * from, bottom: ys.length * to };
}

function moved(
  { left, top, right, bottom }: PixelBox,
  [x, y]: readonly [number, number],
  isSized: boolean,
  { xs, ys }: BoxFrame,
): PixelBox {
  const [dx, dy] = [x * step * xs.length, y * step * ys.length];
  if (isSized)
    return {
      ...{ left, top },
      right: Math.min(xs.length, Math.max(left + step * xs.length, right + dx)),
      bottom: Math.min(ys.length, Math.max(top + step * ys.length, bottom + dy)),
    };
  const [shiftX, shiftY] = [
    Math.max(-left, Math.min(xs.length - right, dx)),
    Math.max(-top, Math.min(ys.length - bottom, dy)),
  ];
  return { left: left + shiftX, right: right + shiftX, top: top + shiftY, bottom: bottom + shiftY };
}
