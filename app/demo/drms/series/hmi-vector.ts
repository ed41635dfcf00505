import { numbers, seconds, timeSlots } from './axes.ts';
import { segment, series } from './build.ts';
import { hmiImages, hmiTail, timeOn } from './hmi-images.ts';
import { int, primeKeyword, real } from './keywords.ts';
import type { Axis, Link, Series } from './model.ts';
import { findKeyword, recordAt } from './records.ts';

const tai = { zone: 'TAI', digits: 0 } as const;
const [from, until] = ['2010.05.01_TAI', '2026.01.01_TAI'];
const slots = timeSlots('T_REC', 720, from, until);

/** To the magnetogram of the same slot; every 211th leads nowhere. */
const toMagnetogram: Link = {
  name: 'MDATA',
  target: 'hmi.M_720s',
  kind: 'DYNAMIC',
  note: 'Magnetogram of the same slot',
  follow: ({ at: [slot = 0] }) => (slot % 211 === 7 ? undefined : [slot, 1]),
};

const magnetograms = hmiImages.find(({ name }) => name === toMagnetogram.target);

/** A keyword of the linked magnetogram. */
const linkedMean = {
  ...real('float', 'M_MEAN', 'Mean of the linked magnetogram', 4, (record) => {
    const at = toMagnetogram.follow(record);
    const target = magnetograms && at && recordAt(magnetograms, at);
    return (magnetograms && target && findKeyword(magnetograms, 'DATAMEAN')?.value(target)) ?? null;
  }),
  linkinfo: 'MDATA->DATAMEAN',
};

const vector = series({
  name: 'hmi.B_720s',
  note: 'Vector field with a cadence of 720 seconds',
  axes: [slots],
  keywords: [...primeKeyword(slots, 0, 'Slot time', tai), ...hmiTail(timeOn(slots, 0), 90, 5, 'Gauss'), linkedMean],
  segments: [
    segment('inclination', 'image', {
      compression: 'rice',
      units: 'degree',
      bscale: 0.01,
      note: 'Angle to the line of sight',
    }),
    segment('azimuth', 'image', {
      compression: 'rice',
      units: 'degree',
      bscale: 0.01,
      note: 'Angle in the plane of the sky',
    }),
    segment('field', 'float-image', { compression: 'gzip2', units: 'Mx/cm^2', note: 'Field strength' }),
    segment('disambig', 'image', { type: 'char', compression: 'gzip1', note: 'Which azimuth holds' }),
  ],
  links: [toMagnetogram],
});

/** Numbers of active-region patches and the middle of their two weeks, between three that are known. */
const knownPatches = [
  { number: 377, tai: seconds('2011.02.14_TAI') },
  { number: 4864, tai: seconds('2014.11.29_TAI') },
  { number: 12519, tai: seconds('2024.12.30_TAI') },
];
const otherPatches = Array.from({ length: 510 }, (_, index) => (index + 1) * 25);
const patchNumbers = [...otherPatches, ...knownPatches.map(({ number }) => number)].toSorted((a, b) => a - b);
const halfLife = Math.round((7 * 86_400) / 720);

function middleSlot(patch: number): number {
  const [first, second, third] = knownPatches;
  if (first === undefined || second === undefined || third === undefined) return 0;
  const [a, b] = patch < second.number ? [first, second] : [second, third];
  const tai = a.tai + ((patch - a.number) * (b.tai - a.tai)) / (b.number - a.number);
  return Math.floor((tai - Number(slots.valueAt(0))) / 720);
}

const patchWindows = patchNumbers.map((patch): readonly [number, number] => [
  Math.max(0, middleSlot(patch) - halfLife),
  Math.min(slots.size - 1, middleSlot(patch) + halfLife),
]);

const patches = numbers('HARPNUM', patchNumbers);
const patchAxes: readonly Axis[] = [patches, slots];

function patchSeries(name: string, note: string, segments: Series['segments'], hasOld?: Series['hasOld']): Series {
  return series({
    name,
    note,
    axes: patchAxes,
    window: (axis, [patch = 0]) => (axis === 0 ? [0, patches.size - 1] : (patchWindows[patch] ?? [0, -1])),
    ...(hasOld === undefined ? {} : { hasOld }),
    keywords: [
      ...primeKeyword(patches, 0, 'Number of the patch', tai),
      ...primeKeyword(slots, 1, 'Slot time', tai),
      ...hmiTail(timeOn(slots, 1), 60, 8, 'Gauss'),
      int('NOAA_AR', 'Number of an active region in it', ({ at: [patch = 0] }) =>
        patch % 3 === 0 ? null : 11100 + patch,
      ),
      real('double', 'USFLUX', 'Flux without sign', 3, ({ place }) => 1e22 * (1 + 0.5 * Math.sin(place / 200)), 'Mx'),
    ],
    segments,
  });
}

const cut = { compression: 'rice', units: 'Gauss', bscale: 0.1 } as const;

export const hmiVector: readonly Series[] = [
  vector,
  patchSeries('hmi.sharp_720s', 'Patches around active regions', [
    segment('magnetogram', 'image', { ...cut, note: 'Field along the line of sight' }),
    segment('continuum', 'image', { ...cut, units: 'DN/s', note: 'Intensity' }),
    segment('Dopplergram', 'image', { ...cut, units: 'm/s', note: 'Velocity' }),
    segment('field', 'image', { ...cut, note: 'Field strength' }),
  ]),
  patchSeries('hmi.sharp_cea_720s', 'Patches on a map of equal areas', [
    segment('Br', 'image', { ...cut, note: 'Radial field' }),
    segment('Bp', 'image', { ...cut, note: 'Westward field' }),
    segment('Bt', 'image', { ...cut, note: 'Southward field' }),
  ]),
  patchSeries(
    'hmi.MEharp_720s',
    'Inversion within patches, some of them done twice',
    [segment('field', 'image', { ...cut, note: 'Field strength' })],
    (place) => place % 3 === 0,
  ),
  series({
    name: 'hmi.meanpf_720s',
    note: 'Mean polar field',
    axes: [slots],
    keywords: [
      ...primeKeyword(slots, 0, 'Slot time', tai),
      ...hmiTail(timeOn(slots, 0), 1, 0.2, 'Gauss'),
      real('float', 'CAPN2', 'Mean field of the northern cap', 4, ({ place }) => 2 * Math.sin(place / 90_000), 'Gauss'),
      real(
        'float',
        'CAPS2',
        'Mean field of the southern cap',
        4,
        ({ place }) => -2 * Math.sin(place / 90_000),
        'Gauss',
      ),
    ],
  }),
];
