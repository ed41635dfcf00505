import { useState } from 'react';
import { fittedView, pannedBy, type Size, type View, zoomedAt } from './view-transform.ts';

export interface PictureView {
  /** Null before the frame has a size. */
  view: View | null;
  isFitted: boolean;
  fit(): void;
  /** One pixel of the picture on one of the screen. */
  full(): void;
  /** About a point of the frame, else about its middle. */
  zoom(factor: number, at?: { x: number; y: number }): void;
  pan(dx: number, dy: number): void;
}

/** What is seen of a picture; until the user moves it, all of it, whatever size the frame takes. */
export function usePictureView(picture: Size, frame: Size | null): PictureView {
  const [moved, setMoved] = useState<{ view: View; of: string } | null>(null);
  const of = `${picture.width} ${picture.height}`;
  // Pictures of one size share the place, so that one can leaf through them.
  const own = moved !== null && moved.of === of ? moved.view : null;
  const view = own ?? (frame === null ? null : fittedView(picture, frame));
  const change = (next: (view: View, frame: Size) => View): void => {
    if (view !== null && frame !== null) setMoved({ view: next(view, frame), of });
  };
  return {
    view,
    isFitted: own === null,
    fit: () => setMoved(null),
    full: () => change((current) => ({ ...current, zoom: 1 })),
    zoom: (factor, at) =>
      change((current, size) =>
        zoomedAt(current, factor, at ?? { x: size.width / 2, y: size.height / 2 }, picture, size),
      ),
    pan: (dx, dy) => change((current) => pannedBy(current, dx, dy, picture)),
  };
}
