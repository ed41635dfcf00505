import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { ErrorNote } from '../../ui/error-note.tsx';
import { drawScene, type Painting, paintTile } from './draw-picture.ts';
import styles from './fits.module.css';
import { type PlaneOf, usePictureTile } from './use-picture-tile.ts';
import type { PictureView } from './use-picture-view.ts';
import { pictureAt, type Size, tileWish } from './view-transform.ts';

type Pixel = { x: number; y: number };

interface PictureCanvasProps {
  of: PlaneOf;
  picture: Size;
  frame: Size;
  painting: Painting;
  view: PictureView;
  label: string;
  pixel: Pixel | null;
  onPixel(pixel: Pixel | null): void;
}

const keyZoom = 1.5;
const wheelZoom = 1.0015;
const devicePixels = window.devicePixelRatio;
const keyPanShare = 0.1;

/** The picture itself: dragging moves it, the wheel zooms, the pointer reads pixels. */
export function PictureCanvas(props: PictureCanvasProps): ReactNode {
  const { of, picture, frame, painting, view, label, pixel, onPixel } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [cross, setCross] = useState<Pixel | null>(null);
  const seen = view.view;
  const wish = useMemo(
    () => (seen === null ? null : tileWish(seen, picture, frame, devicePixels)),
    [seen, picture, frame],
  );
  const { tile, error } = usePictureTile(of, wish);
  const painted = useMemo(() => (tile === undefined ? null : paintTile(tile, painting)), [tile, painting]);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context == null || tile === undefined || painted === null || seen === null) return;
    drawScene(context, { tile, painted, view: seen, frame, devicePixels, cross });
  }, [tile, painted, seen, frame, cross]);
  useWheel(canvas, view);
  const drag = useDrag(view, (at) => {
    setCross(null);
    onPixel(seen === null || at === null ? null : pixelUnder(pictureAt(seen, at, frame), picture));
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const moved = event.shiftKey ? crossStep(event.key, pixel ?? middleOf(seen), picture) : null;
    if (moved !== null) {
      setCross(moved);
      onPixel(moved);
    } else if (!actOnKey(event, view, frame)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: keys move, zoom and read the picture */}
      <canvas
        ref={canvas}
        className={styles.canvas}
        width={Math.round(frame.width * devicePixels)}
        height={Math.round(frame.height * devicePixels)}
        role="application"
        aria-label={label}
        data-drawn={painted !== null}
        tabIndex={0}
        onKeyDown={onKeyDown}
        {...drag}
      />
    </>
  );
}

/** Keys that move and zoom; false if the key is none of them. */
function actOnKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, view: PictureView, frame: Size): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  const [dx, dy] = [frame.width * keyPanShare, frame.height * keyPanShare];
  const actions: Readonly<Record<string, () => void>> = {
    '+': () => view.zoom(keyZoom),
    '=': () => view.zoom(keyZoom),
    '-': () => view.zoom(1 / keyZoom),
    '0': view.fit,
    '1': view.full,
    ArrowLeft: () => view.pan(dx, 0),
    ArrowRight: () => view.pan(-dx, 0),
    ArrowUp: () => view.pan(0, dy),
    ArrowDown: () => view.pan(0, -dy),
  };
  const action = actions[key];
  action?.();
  return action !== undefined;
}

const crossSteps: Readonly<Record<string, Pixel>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

function crossStep(key: string, from: Pixel, picture: Size): Pixel | null {
  const step = crossSteps[key];
  if (step === undefined) return null;
  return {
    x: Math.min(picture.width - 1, Math.max(0, from.x + step.x)),
    y: Math.min(picture.height - 1, Math.max(0, from.y + step.y)),
  };
}

function middleOf(view: PictureView['view']): Pixel {
  return { x: Math.floor(view?.centerX ?? 0), y: Math.floor(view?.centerY ?? 0) };
}

function pixelUnder({ x, y }: Pixel, picture: Size): Pixel | null {
  const pixel = { x: Math.floor(x), y: Math.floor(y) };
  const isInside = pixel.x >= 0 && pixel.y >= 0 && pixel.x < picture.width && pixel.y < picture.height;
  return isInside ? pixel : null;
}

/** React listens to wheels passively, which would scroll the panel too. */
function useWheel(canvas: React.RefObject<HTMLCanvasElement | null>, view: PictureView): void {
  const latest = useRef(view);
  latest.current = view;
  useEffect(() => {
    const { current } = canvas;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      latest.current.zoom(wheelZoom ** -event.deltaY, { x: event.offsetX, y: event.offsetY });
    };
    current?.addEventListener('wheel', onWheel, { passive: false });
    return () => current?.removeEventListener('wheel', onWheel);
  }, [canvas]);
}

interface DragHandlers {
  onPointerDown(event: PointerEvent<HTMLCanvasElement>): void;
  onPointerMove(event: PointerEvent<HTMLCanvasElement>): void;
  onPointerUp(): void;
  onPointerLeave(): void;
  onDoubleClick(): void;
}

function useDrag(view: PictureView, onPoint: (at: Pixel | null) => void): DragHandlers {
  const last = useRef<Pixel | null>(null);
  return {
    onPointerDown(event) {
      event.currentTarget.setPointerCapture(event.pointerId);
      last.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove({ clientX, clientY, nativeEvent }) {
      if (last.current === null) return onPoint({ x: nativeEvent.offsetX, y: nativeEvent.offsetY });
      view.pan(clientX - last.current.x, clientY - last.current.y);
      last.current = { x: clientX, y: clientY };
    },
    onPointerUp() {
      last.current = null;
    },
    onPointerLeave: () => onPoint(null),
    onDoubleClick: view.fit,
  };
}
