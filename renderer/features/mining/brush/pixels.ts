/** Where values lie on an axis of a drawing. */
export interface Scale {
  from: number;
  to: number;
  /** In pixels of the canvas. */
  length: number;
}

const margin = 0.04;

/** From the least finite value to the greatest, with some room; equal values lie in the middle. */
export function extentOf(values: Float64Array, more: readonly number[] = []): { from: number; to: number } {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const take = (value: number): void => {
    if (!Number.isFinite(value)) return;
    if (value < least) least = value;
    if (value > most) most = value;
  };
  for (const value of values) take(value);
  for (const value of more) take(value);
  if (most < least) return { from: 0, to: 1 };
  const room = most > least ? (most - least) * margin : Math.max(1, Math.abs(most)) * margin;
  return { from: least - room, to: most + room };
}

export function placeOn({ from, to, length }: Scale, value: number): number {
  return ((value - from) / (to - from)) * length;
}

export function valueOn({ from, to, length }: Scale, pixel: number): number {
  return from + (pixel / length) * (to - from);
}

/** The pixel of each row in a drawing of that width and height; −1 for a row with a gap. */
export function pixelsOf(x: Float64Array, y: Float64Array, xs: Scale, ys: Scale): Int32Array {
  const pixels = new Int32Array(x.length);
  for (let at = 0; at < pixels.length; at++) {
    const [right, up] = [placeOn(xs, x[at] ?? Number.NaN), placeOn(ys, y[at] ?? Number.NaN)];
    const isInside = right >= 0 && right <= xs.length && up >= 0 && up <= ys.length;
    const left = Math.min(xs.length - 1, Math.floor(right));
    const top = Math.min(ys.length - 1, Math.floor(ys.length - up));
    pixels[at] = isInside ? top * xs.length + left : -1;
  }
  return pixels;
}

export type Rgb = readonly [red: number, green: number, blue: number];

/** A canvas takes it as one number on the machines there are: little-endian. */
export function colour([red, green, blue]: Rgb, alpha: number): number {
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

interface Drawing {
  pixels: Int32Array;
  width: number;
  height: number;
  /** Of a point, in pixels. */
  size: number;
}

const faintest = 70;
const full = 255;

/** All points; where many lie on a spot it is fuller. */
export function drawAll(target: Uint32Array, { pixels, width, height, size }: Drawing, rgb: Rgb): void {
  const counts = new Uint16Array(width * height);
  let most = 1;
  for (const pixel of pixels) {
    if (pixel < 0) continue;
    stamp(pixel, width, height, size, (at) => {
      const count = Math.min(65_535, (counts[at] ?? 0) + 1);
      counts[at] = count;
      if (count > most) most = count;
    });
  }
  // Few points that hardly meet are all as plain as can be.
  const least = most <= 3 ? full : faintest;
  const shades = Float64Array.from({ length: most + 1 }, (_, count) =>
    most === 1 ? full : least + ((full - least) * Math.log(Math.max(1, count))) / Math.log(most),
  );
  for (const [at, count] of counts.entries())
    target[at] = count === 0 ? 0 : colour(rgb, Math.round(shades[count] ?? full));
}

/** Marked points over what is there. Many lie on one spot, which is drawn once. */
export function drawMarked(target: Uint32Array, drawing: Drawing, marked: Uint8Array, rgb: Rgb): void {
  const { pixels, width, height, size } = drawing;
  const spots = new Uint8Array(width * height);
  for (let row = 0; row < pixels.length; row++) {
    const pixel = pixels[row] ?? -1;
    if (marked[row] === 1 && pixel >= 0) spots[pixel] = 1;
  }
  const shade = colour(rgb, full);
  const put = (at: number): void => {
    target[at] = shade;
  };
  for (let pixel = 0; pixel < spots.length; pixel++) if (spots[pixel] === 1) stamp(pixel, width, height, size, put);
}

/** The pixels of a small square about one, as far as they lie in the drawing. */
function stamp(pixel: number, width: number, height: number, size: number, put: (at: number) => void): void {
  const [left, top] = [(pixel % width) - (size >> 1), Math.floor(pixel / width) - (size >> 1)];
  for (let y = Math.max(0, top); y < Math.min(height, top + size); y++)
    for (let x = Math.max(0, left); x < Math.min(width, left + size); x++) put(y * width + x);
}
