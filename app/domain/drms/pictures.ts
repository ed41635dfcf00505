/** Colour tables for pictures and movies, as servers name them (protocol 2.7). */
export const colorTables = [
  'HMI_mag.lut',
  'aia_131.lut',
  'aia_1600.lut',
  'aia_1700.lut',
  'aia_171.lut',
  'aia_193.lut',
  'aia_211.lut',
  'aia_304.lut',
  'aia_335.lut',
  'aia_4500.lut',
  'aia_94.lut',
  'aia_mixed',
  'bb.sao',
  'grey.sao',
  'heat.sao',
] as const;

/** How values become brightness; MINMAXGIVEN takes its limits from `min` and `max`. */
export const scalings = ['LOG', 'MINMAX', 'MINMAXGIVEN', 'SQRT', 'mag'] as const;
