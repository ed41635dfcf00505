import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useRef } from 'react';
import { useBrush } from './brush-provider.tsx';
import { drawAll, drawMarked, pixelsOf, type Rgb, type Scale } from './pixels.ts';

interface Points {
  xValues: Float64Array;
  yValues: Float64Array;
  xs: Scale;
  ys: Scale;
}

const accents: Record<'light' | 'dark', Rgb> = { light: [11, 106, 134], dark: [98, 188, 213] };
const marks: Record<'light' | 'dark', Rgb> = { light: [213, 94, 0], dark: [255, 160, 77] };
/** Fewer points are drawn larger. */
const manyPoints = 2000;

/** Keeps a canvas drawn: all points once, the marked ones over them again with each change of the brush. */
export function usePointCanvas({ xValues, yValues, xs, ys }: Points): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useComputedColorScheme('light');
  const brush = useBrush();
  const [{ from: left, to: right, length: width }, { from: bottom, to: top, length: height }] = [xs, ys];
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (canvas.current === null || context == null) return;
    const ratio = globalThis.devicePixelRatio || 1;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    Object.assign(canvas.current, { width: wide, height: high });
    const pixels = pixelsOf(
      xValues,
      yValues,
      { from: left, to: right, length: wide },
      { from: bottom, to: top, length: high },
    );
    const size = Math.round((xValues.length > manyPoints ? 2 : 5) * ratio);
    const drawing = { pixels, width: wide, height: high, size };
    const base = new Uint32Array(wide * high);
    drawAll(base, drawing, accents[theme]);
    const image = context.createImageData(wide, high);
    const shown = new Uint32Array(image.data.buffer);
    let asked = 0;
    const paint = (): void => {
      asked = 0;
      shown.set(base);
      // Larger as well, for eyes that see no difference between the colours.
      if (brush !== null && brush.count > 0)
        drawMarked(shown, { ...drawing, size: size + 2 }, brush.marked, marks[theme]);
      context.putImageData(image, 0, 0);
    };
    paint();
    const leave = brush?.subscribe(() => {
      if (asked === 0) asked = requestAnimationFrame(paint);
    });
    return () => {
      leave?.();
      cancelAnimationFrame(asked);
    };
  }, [xValues, yValues, left, right, width, bottom, top, height, theme, brush]);
  return canvas;
}
