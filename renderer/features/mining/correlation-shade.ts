type Rgb = readonly [number, number, number];

const [negative, neutral, positive]: readonly [Rgb, Rgb, Rgb] = [
  [0, 114, 178],
  [242, 240, 236],
  [213, 94, 0],
];

/** From blue at −1 through neutral to orange at +1, and the colour of a text that can be read on it. */
export function shadeOf(coefficient: number): { background: string; color: string } {
  const share = Math.min(1, Math.abs(coefficient));
  const end = coefficient < 0 ? negative : positive;
  const mixed = neutral.map((from, channel) => Math.round(from + share * ((end[channel] ?? from) - from)));
  const linear = mixed.map((value) => ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
  // The better of black and white by their contrast.
  const isDark = (luminance + 0.05) ** 2 < 1.05 * 0.05;
  return { background: `rgb(${mixed.join(' ')})`, color: isDark ? '#ffffff' : '#000000' };
}
