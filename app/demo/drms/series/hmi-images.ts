import { indexOfTime, numbers, seconds, timeSlots } from './axes.ts';
import { segment, series } from './build.ts';
import { primeKeyword, text } from './keywords.ts';
import type { Axis, DemoRecord, Keyword, Segment, Series } from './model.ts';
import { exposureKeywords, imageKeywords, pointingKeywords } from './sun.ts';

const tai = { zone: 'TAI', digits: 0 } as const;
const [from, until] = ['2010.05.01_TAI', '2026.01.01_TAI'];

/** Here a record without camera was left behind. */
const ghostTime = seconds('2010.11.03_10:00:00_TAI');

export const timeOn =
  (axis: Axis, position: number) =>
  ({ at }: DemoRecord): number =>
    Number(axis.valueAt(at[position] ?? 0));

export function hmiTail(
  timeOf: (record: DemoRecord) => number,
  mean: number,
  spread: number,
  units: string,
): Keyword[] {
  return [
    ...exposureKeywords(timeOf),
    ...imageKeywords(mean, spread, units),
    ...pointingKeywords(timeOf),
    text('TELESCOP', 'Spacecraft', () => 'SDO/HMI'),
  ];
}

interface Picture {
  name: string;
  note: string;
  step: number;
  camera: number;
  mean: number;
  spread: number;
  units: string;
  segment: Segment;
  withGhost?: boolean;
}

function picture(given: Picture): Series {
  const slots = timeSlots('T_REC', given.step, from, until);
  const cameras = numbers('CAMERA', [null, given.camera]);
  const ghost = given.withGhost === true ? indexOfTime(slots, ghostTime) : undefined;
  const all = [0, slots.size - 1] as const;
  return series({
    name: given.name,
    note: given.note,
    axes: [slots, cameras],
    window: (axis, [slot]) => (axis === 0 ? all : slot === ghost ? [0, 1] : [1, 1]),
    keywords: [
      ...primeKeyword(slots, 0, 'Slot time', tai),
      ...primeKeyword(cameras, 1, 'Camera', tai),
      ...hmiTail(timeOn(slots, 0), given.mean, given.spread, given.units),
    ],
    segments: [given.segment],
  });
}

const rice = { compression: 'rice' } as const;

export const hmiImages: readonly Series[] = [
  picture({
    name: 'hmi.V_45s',
    note: 'Dopplergrams with a cadence of 45 seconds',
    ...{ step: 45, camera: 2, mean: 12.5, spread: 40, units: 'm/s', withGhost: true },
    segment: segment('Dopplergram', 'image', { ...rice, units: 'm/s', bscale: 0.5, note: 'Velocity' }),
  }),
  picture({
    name: 'hmi.M_45s',
    note: 'Magnetograms along the line of sight with a cadence of 45 seconds',
    ...{ step: 45, camera: 2, mean: 0.2, spread: 3, units: 'Gauss' },
    segment: segment('magnetogram', 'image', {
      ...rice,
      units: 'Gauss',
      bscale: 0.1,
      note: 'Field along the line of sight',
    }),
  }),
  picture({
    name: 'hmi.Ic_45s',
    note: 'Continuum intensity with a cadence of 45 seconds',
    ...{ step: 45, camera: 2, mean: 48000, spread: 300, units: 'DN/s', withGhost: true },
    segment: segment('continuum', 'image', { ...rice, units: 'DN/s', note: 'Intensity' }),
  }),
  picture({
    name: 'hmi.M_720s',
    note: 'Magnetograms along the line of sight with a cadence of 720 seconds',
    ...{ step: 720, camera: 3, mean: 0.1, spread: 2, units: 'Gauss' },
    segment: segment('magnetogram', 'image', { units: 'Gauss', bscale: 0.1, note: 'Field along the line of sight' }),
  }),
  picture({
    name: 'hmi.Ic_720s',
    note: 'Continuum intensity with a cadence of 720 seconds',
    ...{ step: 720, camera: 3, mean: 48000, spread: 200, units: 'DN/s' },
    segment: segment('continuum', 'image', { compression: 'gzip1', units: 'DN/s', note: 'Intensity' }),
  }),
];
