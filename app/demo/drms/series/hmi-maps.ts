import { counting, numbers, times } from './axes.ts';
import { segment, series } from './build.ts';
import { noise } from './chance.ts';
import { primeKeyword, real, text } from './keywords.ts';
import type { Series } from './model.ts';
import { imageKeywords } from './sun.ts';

const tai = { zone: 'TAI', digits: 0 } as const;
const rotations = counting('CAR_ROT', 2096, 220);
const flowRotations = counting('CarrRot', 2096, 220);
const longitudes = counting('CMLon', 15, 24, 15);
/** Every 72 days, one of them on 2024.09.19. */
const starts = times('T_START', '2010.04.30_TAI', 80, 72 * 86_400);
const lowest = numbers('LMIN', [0]);
const coefficients = numbers('NACOEFF', [6, 18, 36]);
const frames = counting('FSN', 1, 2000);

export const hmiMaps: readonly Series[] = [
  series({
    name: 'hmi.synoptic_Mr_720s',
    note: 'Synoptic maps of the radial field by Carrington rotation',
    axes: [rotations],
    keywords: [
      ...primeKeyword(rotations, 0, 'Carrington rotation', tai),
      real(
        'float',
        'CRVAL1',
        'Longitude of the middle',
        3,
        ({ at: [rotation = 0] }) => (2096 + rotation) * 360 - 180,
        'degree',
      ),
      real('float', 'DATAMEAN', 'Mean', 4, ({ place }) => noise(place, 3), 'Gauss'),
      text('MAP_PROJ', 'Projection', () => 'cylindrical equal area'),
    ],
    segments: [segment('synopMr', 'float-image', { units: 'Mx/cm^2', note: 'Radial field' })],
  }),
  series({
    name: 'hmi.rdVflows_fd15_frame',
    note: 'Subsurface flows, files in directories',
    axes: [flowRotations, longitudes],
    keywords: [
      ...primeKeyword(flowRotations, 0, 'Carrington rotation', tai),
      ...primeKeyword(longitudes, 1, 'Longitude of the central meridian', tai),
    ],
    segments: [
      segment('Ux', 'directory', { file: 'Ux', units: 'm/s', note: 'Westward flow' }),
      segment('Uy', 'directory', { file: 'Uy', units: 'm/s', note: 'Northward flow' }),
    ],
  }),
  series({
    name: 'hmi.rdVfitsc_fd15',
    note: 'Fits of ring diagrams',
    axes: [flowRotations, longitudes],
    keywords: [
      ...primeKeyword(flowRotations, 0, 'Carrington rotation', tai),
      ...primeKeyword(longitudes, 1, 'Longitude of the central meridian', tai),
    ],
    segments: [segment('fit.out', 'text', { note: 'Fitted parameters' })],
  }),
  series({
    name: 'hmi.V_sht_2drls',
    note: 'Rotation from inversions of mode splittings',
    axes: [starts, lowest, coefficients],
    keywords: [
      ...primeKeyword(starts, 0, 'Start of the interval', tai),
      ...primeKeyword(lowest, 1, 'Lowest degree', tai),
      ...primeKeyword(coefficients, 2, 'Number of coefficients', tai),
    ],
    segments: [
      segment('split', 'text', { file: 'splittings.out', note: 'Splittings' }),
      segment('rot', 'text', { file: 'rot.2d', units: 'nHz', note: 'Rotation rate' }),
      segment('err', 'text', { file: 'err.2d', units: 'nHz', note: 'Error of the rate' }),
    ],
  }),
  series({
    name: 'hmi.lev0e',
    note: 'Frames by sequence number',
    axes: [frames],
    keywords: [...primeKeyword(frames, 0, 'Sequence number', tai), ...imageKeywords(9000, 50, 'DN')],
    segments: [segment('image', 'image', { type: 'short', compression: 'rice', units: 'DN', note: 'Raw frame' })],
  }),
];
