/** Which part of a picture is seen: the point of the picture in the middle, and screen pixels per pixel of it. */
export interface View {
  /** In pixels of the picture from its lower left corner; the middle of the first pixel is (0.5, 0.5). */
  centerX: number;
  centerY: number;
  zoom: number;
}

export interface Size {
  width: number;
  height: number;
}

const mostZoom = 64;
/** So much of the frame stays free around a picture that fits. */
const margin = 0.96;

/** The whole picture in the frame. */
export function fittedView(picture: Size, frame: Size): View {
  const zoom = margin * Math.min(frame.width / picture.width, frame.height / picture.height);
  return { centerX: picture.width / 2, centerY: picture.height / 2, zoom: Math.max(zoom, 1e-6) };
}

/** Zooms by a factor so that a point of the screen stays where it is; x and y from the upper left of the frame. */
export function zoomedAt(view: View, factor: number, at: { x: number; y: number }, picture: Size, frame: Size): View {
  const least = Math.min(fittedView(picture, frame).zoom / 4, 1);
  const zoom = Math.min(mostZoom, Math.max(least, view.zoom * factor));
  const kept = pictureAt(view, at, frame);
  return clampedView(
    {
      zoom,
      centerX: kept.x - (at.x - frame.width / 2) / zoom,
      centerY: kept.y + (at.y - frame.height / 2) / zoom,
    },
    picture,
  );
}

/** Moves what is seen by so many pixels of the screen. */
export function pannedBy(view: View, dx: number, dy: number, picture: Size): View {
  return clampedView(
    { ...view, centerX: view.centerX - dx / view.zoom, centerY: view.centerY + dy / view.zoom },
    picture,
  );
}

/** The middle of the frame stays within the picture. */
function clampedView(view: View, picture: Size): View {
  return {
    ...view,
    centerX: Math.min(picture.width, Math.max(0, view.centerX)),
    centerY: Math.min(picture.height, Math.max(0, view.centerY)),
  };
}

/** The point of the picture under a point of the screen. */
export function pictureAt(view: View, at: { x: number; y: number }, frame: Size): { x: number; y: number } {
  return {
    x: view.centerX + (at.x - frame.width / 2) / view.zoom,
    y: view.centerY - (at.y - frame.height / 2) / view.zoom,
  };
}

/** The point of the screen over a point of the picture. */
export function screenAt(view: View, at: { x: number; y: number }, frame: Size): { x: number; y: number } {
  return {
    x: frame.width / 2 + (at.x - view.centerX) * view.zoom,
    y: frame.height / 2 - (at.y - view.centerY) * view.zoom,
  };
}

/** What to ask the core for. */
export interface TileWish {
  x: number;
  y: number;
  width: number;
  height: number;
  step: number;
}

/** A bit more than is seen, so that small moves need nothing new. */
const aroundShare = 0.1;

/**
 * The seen part of a picture at about one value per device pixel; null if nothing of it is seen. It lies on a grid of
 * its steps, so that averages do not change while the view moves.
 */
export function tileWish(view: View, picture: Size, frame: Size, devicePixels: number): TileWish | null {
  const step = 2 ** Math.max(0, Math.round(-Math.log2(view.zoom * devicePixels)));
  const halfWidth = (frame.width / view.zoom) * (0.5 + aroundShare);
  const halfHeight = (frame.height / view.zoom) * (0.5 + aroundShare);
  const low = (center: number, half: number): number => Math.max(0, Math.floor((center - half) / step) * step);
  const x = low(view.centerX, halfWidth);
  const y = low(view.centerY, halfHeight);
  const right = Math.min(picture.width, Math.ceil((view.centerX + halfWidth) / step) * step);
  const top = Math.min(picture.height, Math.ceil((view.centerY + halfHeight) / step) * step);
  return right <= x || top <= y ? null : { x, y, width: right - x, height: top - y, step };
}
