import { type PointerEvent, useRef } from 'react';
import { type BoxFrame, type PixelBox, showBox, valuesOf } from './box-frame.ts';

interface PointerHandlers {
  onPointerDown(event: PointerEvent<HTMLElement>): void;
  onPointerMove(event: PointerEvent<HTMLElement>): void;
  onPointerUp(event: PointerEvent<HTMLElement>): void;
  onPointerCancel(): void;
}

/** Less is a click, which selects nothing. */
const leastPx = 3;

/** Dragging draws a box; marking is done once for each frame at most. */
export function useBoxByPointer(frame: BoxFrame): PointerHandlers {
  const latest = useRef(frame);
  latest.current = frame;
  const start = useRef<{ x: number; y: number } | null>(null);
  const drawn = useRef<PixelBox | null>(null);
  const asked = useRef(false);
  const draw = (): void => {
    asked.current = false;
    const { box, mark } = latest.current;
    // It may have ended before its frame came.
    if (start.current === null || drawn.current === null) return;
    showBox(box, drawn.current);
    mark(valuesOf(drawn.current, latest.current));
  };
  const leave = (): void => {
    start.current = null;
    drawn.current = null;
    showBox(latest.current.box, null);
  };
  return {
    onPointerDown(event) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = placeIn(event);
    },
    onPointerMove(event) {
      if (start.current === null) return;
      const [from, to] = [start.current, placeIn(event)];
      drawn.current = {
        ...{ left: Math.min(from.x, to.x), right: Math.max(from.x, to.x) },
        ...{ top: Math.min(from.y, to.y), bottom: Math.max(from.y, to.y) },
      };
      if (asked.current) return;
      asked.current = true;
      requestAnimationFrame(draw);
    },
    onPointerUp() {
      const [box, wasDown] = [drawn.current, start.current !== null];
      leave();
      if (!wasDown) return;
      if (box === null || box.right - box.left < leastPx || box.bottom - box.top < leastPx) latest.current.clear();
      else latest.current.choose(valuesOf(box, latest.current));
    },
    onPointerCancel: leave,
  };
}

function placeIn(event: PointerEvent<HTMLElement>): { x: number; y: number } {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
  return {
    x: Math.min(width, Math.max(0, event.clientX - left)),
    y: Math.min(height, Math.max(0, event.clientY - top)),
  };
}
