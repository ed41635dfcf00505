import { type StretchName, stretchOf } from './stretch.ts';

type Rgb = readonly [red: number, green: number, blue: number];

export interface ColourMap {
  name: string;
  label: string;
  /** For data of both signs: the middle of the map is zero, and both sides are stretched alike. */
  isSigned: boolean;
  /** Anchors at equal distances; between them on straight lines. Brightness rises evenly, or evenly from the middle. */
  anchors: readonly Rgb[];
}

/** Of sequential maps the first is the darkest. */
export const colourMaps: readonly ColourMap[] = [
  map('gray', 'Grey', ['000000', 'ffffff']),
  map('gray-inverted', 'Grey, inverted', ['ffffff', '000000']),
  map('viridis', 'Viridis', ['440154', '472d7b', '3b528b', '2c728e', '21918c', '28ae80', '5ec962', 'addc30', 'fde725']),
  map('gold', 'Gold, as of 171 Å', ['000000', '3a2a05', '7a5a0a', 'b88d18', 'e8c34c', 'fff3c4']),
  map('bronze', 'Bronze, as of 193 Å', ['000000', '3a1f10', '784523', 'b5753f', 'e3ae7a', 'fff0dd']),
  map('red', 'Red, as of 304 Å', ['000000', '45060a', '8c1a12', 'd24a22', 'f89a5c', 'ffeedd']),
  map('signed', 'Blue – white – red', ['163a70', '3f7cb8', 'a9cbe3', 'f7f7f7', 'eab59a', 'cc5b48', '7d1420'], true),
  map('signed-gray', 'Grey around zero', ['000000', '808080', 'ffffff'], true),
];

function map(name: string, label: string, anchors: readonly string[], isSigned = false): ColourMap {
  return {
    ...{ name, label, isSigned },
    anchors: anchors.map((hex): Rgb => {
      const number = Number.parseInt(hex, 16);
      return [number >> 16, (number >> 8) & 0xff, number & 0xff];
    }),
  };
}

export function colourMapOf(name: string): ColourMap {
  const [first] = colourMaps;
  const found = colourMaps.find((one) => one.name === name) ?? first;
  if (found === undefined) throw new Error('There are no colour maps.');
  return found;
}

/** @param share from 0 to 1 */
export function colourAt({ anchors }: ColourMap, share: number): Rgb {
  const place = Math.min(1, Math.max(0, share)) * (anchors.length - 1);
  const low = anchors[Math.floor(place)] ?? [0, 0, 0];
  const high = anchors[Math.ceil(place)] ?? low;
  const part = place - Math.floor(place);
  const mixed = (channel: 0 | 1 | 2): number => Math.round(low[channel] + (high[channel] - low[channel]) * part);
  return [mixed(0), mixed(1), mixed(2)];
}

/** So many that a steep stretch shows no steps; odd, so that there is a middle. */
const tableSize = 65_537;

/** Colours of all shares of the way between the limits, as bytes RGBA of little-endian words. */
export function colourTable(colours: ColourMap, stretch: StretchName): Uint32Array<ArrayBuffer> {
  const table = new Uint32Array(tableSize);
  for (let index = 0; index < tableSize; index++) {
    const share = index / (tableSize - 1);
    const around = 2 * share - 1;
    const stretched = colours.isSigned
      ? (1 + Math.sign(around) * stretchOf(stretch, Math.abs(around))) / 2
      : stretchOf(stretch, share);
    const [red, green, blue] = colourAt(colours, stretched);
    table[index] = (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
  }
  return table;
}

/** Paints values into RGBA words of the same number; values that are none stay transparent. */
export function paint(
  values: Float32Array,
  limits: { low: number; high: number },
  table: Uint32Array,
  target: Uint32Array,
): void {
  const last = table.length - 1;
  const factor = limits.high > limits.low ? last / (limits.high - limits.low) : 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (Number.isNaN(value)) target[index] = 0;
    else {
      const place = (value - limits.low) * factor;
      target[index] = table[place <= 0 ? 0 : place >= last ? last : place | 0] as number;
    }
  }
}
