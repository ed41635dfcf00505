import type { Header } from './header.ts';

/** Coordinates that follow from pixels on straight lines. */
export interface LinearWcs {
  /** Axes as people name them, e.g. 'Solar X'. */
  names: [string, string];
  /** Of both axes; '' if the header has none. */
  units: [string, string];
  referencePixel: [number, number];
  referenceValue: [number, number];
  /** Unit per pixel: first row for the first axis. */
  matrix: [[number, number], [number, number]];
}

const names: Readonly<Record<string, string>> = {
  HPLN: 'Solar X',
  HPLT: 'Solar Y',
  'SOLAR-X': 'Solar X',
  'SOLAR-Y': 'Solar Y',
  SOLARX: 'Solar X',
  SOLARY: 'Solar Y',
};

/**
 * Coordinates of a picture of the Sun or of any linear axes. The tangent projection of helioprojective images is taken
 * as a plane: at the limb that is off by less than a hundredth of an arc second.
 * @returns null if the header has none, or other projections, which are no straight lines
 */
export function linearWcs(header: Header): LinearWcs | null {
  const [first, second] = [axisOf(header, 1), axisOf(header, 2)];
  if (first === null || second === null) return null;
  const [scaleX, scaleY] = [header.number('CDELT1') ?? 1, header.number('CDELT2') ?? 1];
  return {
    names: [first.name, second.name],
    units: [first.unit, second.unit],
    referencePixel: [header.number('CRPIX1') ?? 0, header.number('CRPIX2') ?? 0],
    referenceValue: [header.number('CRVAL1') ?? 0, header.number('CRVAL2') ?? 0],
    matrix: matrixOf(header, scaleX, scaleY),
  };
}

function axisOf(header: Header, axis: 1 | 2): { name: string; unit: string } | null {
  const type = (header.text(`CTYPE${axis}`) ?? '').trim().toUpperCase();
  const unit = (header.text(`CUNIT${axis}`) ?? '').trim();
  if (type === '' || !header.has(`CRPIX${axis}`)) return null;
  const [, kind = type, projection = ''] = /^([A-Z]{4}|[A-Z]{1,4}-*)-([A-Z]{3})$/.exec(type) ?? [];
  const isSolar = kind === 'HPLN' || kind === 'HPLT';
  if (projection !== '' && type !== 'SOLAR-X' && !(isSolar && projection === 'TAN')) return null;
  return { name: names[kind] ?? names[type] ?? type, unit: shownUnit(unit, isSolar || names[type] !== undefined) };
}

function shownUnit(unit: string, isSolar: boolean): string {
  if (unit === '') return isSolar ? '″' : '';
  return /^arcsec/i.test(unit) ? '″' : /^deg/i.test(unit) ? '°' : unit;
}

function matrixOf(header: Header, scaleX: number, scaleY: number): LinearWcs['matrix'] {
  const cd = (row: 1 | 2, column: 1 | 2): number | undefined => header.number(`CD${row}_${column}`);
  if (cd(1, 1) !== undefined || cd(1, 2) !== undefined)
    return [
      [cd(1, 1) ?? 0, cd(1, 2) ?? 0],
      [cd(2, 1) ?? 0, cd(2, 2) ?? 0],
    ];
  const pc = (row: 1 | 2, column: 1 | 2): number | undefined => header.number(`PC${row}_${column}`);
  if ([pc(1, 1), pc(1, 2), pc(2, 1), pc(2, 2)].some((value) => value !== undefined))
    return [
      [scaleX * (pc(1, 1) ?? 1), scaleX * (pc(1, 2) ?? 0)],
      [scaleY * (pc(2, 1) ?? 0), scaleY * (pc(2, 2) ?? 1)],
    ];
  const angle = ((header.number('CROTA2') ?? header.number('CROTA1') ?? 0) * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  return [
    [scaleX * cosine, -scaleY * sine],
    [scaleX * sine, scaleY * cosine],
  ];
}

/** Coordinates of a pixel by the count of FITS: the centre of the lower left one is (1, 1). */
export function worldAt({ referencePixel, referenceValue, matrix }: LinearWcs, x: number, y: number): [number, number] {
  const [dx, dy] = [x - referencePixel[0], y - referencePixel[1]];
  return [
    referenceValue[0] + matrix[0][0] * dx + matrix[0][1] * dy,
    referenceValue[1] + matrix[1][0] * dx + matrix[1][1] * dy,
  ];
}
