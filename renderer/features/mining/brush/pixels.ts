/** Where values lie on an axis of a drawing. */
export interface Scale {
  from: number;
  to: number;
  /** In pixels of the canvas. */
  length: number;
}

const margin = 0.04;
/** A column stands in many plots. */
const knownExtents = new WeakMap<Float64Array, Ends>();

interface Ends {
  least: number;
  most: number;
}

/** From the least finite value to the greatest, with some room; equal values lie in the middle. */
export function extentOf(values: Float64Array, more: readonly number[] = []): { from: number; to: number } {
  const known = knownExtents.get(values) ?? endsOf(values);
  knownExtents.set(values, known);
  const others = endsOf(more);
  const [least, most] = [Math.min(known.least, others.least), Math.max(known.most, others.most)];
  if (most < least) return { from: 0, to: 1 };
  const room = most > least ? (most - least) * margin : Math.max(1, Math.abs(most)) * margin;
  return { from: least - room, to: most + room };
}

function endsOf(values: Iterable<number>): Ends {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return { least, most };
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
  const [width, height] = [xs.length, ys.length];
  const [perX, perY] = [width / (xs.to - xs.from), height / (ys.to - ys.from)];
  for (let at = 0; at < pixels.length; at++) {
    const right = ((x[at] ?? Number.NaN) - xs.from) * perX;
    const up = ((y[at] ?? Number.NaN) - ys.from) * perY;
    if (right >= 0 && right <= width && up >= 0 && up <= height) {
      // At the ends of the scales.
      const left = right < width ? right | 0 : width - 1;
      const top = up > 0 ? (height - up) | 0 : height - 1;
      pixels[at] = top * width + left;
    } else pixels[at] = -1;
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

const mostCounted = 65_535;
const faintest = 70;
const full = 255;

/** All points; where many lie on a spot it is fuller. */
export function drawAll(target: Uint32Array, { pixels, width, height, size }: Drawing, rgb: Rgb): void {
  const places = new Uint16Array(width * height);
  for (const pixel of pixels)
    if (pixel >= 0 && (places[pixel] ?? 0) < mostCounted) places[pixel] = (places[pixel] ?? 0) + 1;
  // Spots, not points, become squares: there are fewer of them.
  const counts = new Uint32Array(width * height);
  let most = 1;
  for (let pixel = 0; pixel < places.length; pixel++) {
    const more = places[pixel] ?? 0;
    if (more === 0) continue;
    stamp(pixel, width, height, size, (at) => {
      const count = (counts[at] ?? 0) + more;
      counts[at] = count;
      if (count > most) most = count;
    });
  }
  // Few points that hardly meet are all as plain as can be.
  const least = most <= 3 ? full : faintest;
  const steps = Math.log(most);
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] ?? 0;
    const alpha = most === 1 ? full : least + ((full - least) * Math.log(count)) / steps;
    target[at] = count === 0 ? 0 : colour(rgb, Math.round(alpha));
  }
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
