import { counting, hiddenCount, indexOfTime, numbers, slotEpoch, timeSlots, times, words } from './axes.ts';
import { segment, series } from './build.ts';
import { noise, scramble } from './chance.ts';
import { hmiTail, timeOn } from './hmi-images.ts';
import { int, primeKeyword, quality, real, text, time, whole } from './keywords.ts';
import type { DemoRecord, Series } from './model.ts';

const tai = { zone: 'TAI', digits: 0 } as const;
const dopplerSlots = timeSlots('T_REC', 45, '2016.03.01_TAI', '2016.06.01_TAI');
const cameras = numbers('CAMERA', [1, 2]);
const magnetogramSlots = timeSlots('T_REC', 5760, '2016.01.01_TAI', '2017.01.01_TAI');
const minutes = timeSlots('T_REC', 60, '2015.01.01_TAI', '2018.01.01_TAI');
const days = times('DATE_OBS', '2016.04.01_TAI', 60, 86_400);
const numbersOfBlobs = counting('NUMBER', 1, 100_000);
const sizes = numbers('SIZE', [0, 1000, 100_000, 10_000_000, 1_000_000_000]);
const largeDays = times('DATE_OBS', '2016.04.01_TAI', 20, 86_400);
const flares = counting('FLARE', 1, 400);
const tables = words('NAME', ['aia_131', 'aia_171', 'aia_193', 'grey', 'heat']);
const versions = counting('VERSION', 1, 3);
const logLines = hiddenCount(100);
const notes = hiddenCount(12);

const minuteOf = timeOn(minutes, 0);
const large = 2n ** 60n;

/** No two of its keywords are alike, so that a mix-up of columns shows. */
const million = series({
  name: 'demo.million_60s',
  note: 'More than a million records, made while they are read',
  axes: [minutes],
  keywords: [
    ...primeKeyword(minutes, 0, 'Slot time', tai),
    quality(({ place }) => (scramble(place, 1) % 487 === 13 ? 0x80000000 | 0 : scramble(place, 1) % 7)),
    time(
      'T_OBS',
      'Time of observation',
      { zone: 'TAI', digits: 2 },
      (record) => minuteOf(record) + 5 * noise(record.place, 2),
    ),
    real('double', 'FLUX', 'Flux', 9, ({ place }) => 1e-6 * (2 + Math.sin(place / 700) + noise(place, 3)), 'W/m^2'),
    real('double', 'TEMP', 'Temperature', 10, ({ place }) => 290 + 5 * Math.sin(place / 229) + noise(place, 4), 'K'),
    real(
      'float',
      'DATAMEAN',
      'Mean',
      4,
      ({ place }) => (scramble(place, 5) % 50 === 1 ? null : 100 * noise(place, 5)),
      'Gauss',
    ),
    real('double', 'OBS_VR', 'Speed', 8, ({ place }) => 3000 * Math.sin(place / 229), 'm/s'),
    int('COUNTS', 'Events', ({ place }) => scramble(place, 6) % 100_000),
    whole('longlong', 'CLOCK', 'Ticks, beyond what a double can hold', ({ place }) => large + BigInt(place) * 3n),
    text(
      'MODE',
      'Instrument mode',
      ({ place }) => ['observing', 'calibration', 'slewing'][scramble(place, 7) % 3] ?? '',
    ),
  ],
});

const blob = series({
  name: 'demo.blobs',
  note: 'Files of a given size for measuring speed',
  axes: [sizes, numbersOfBlobs],
  storage: () => 'online',
  keywords: [
    ...primeKeyword(sizes, 0, 'Bytes of the file', tai),
    ...primeKeyword(numbersOfBlobs, 1, 'Running number', tai),
  ],
  segments: [segment('blob', 'blob', { file: 'blob.dat', note: 'Bytes by a formula' })],
});

function magnetogramOf({ at: [slot = 0] }: DemoRecord): readonly number[] | undefined {
  const index = indexOfTime(magnetogramSlots, Number(dopplerSlots.valueAt(slot)));
  return slot % 97 === 3 || index === undefined ? undefined : [index];
}

export const invented: readonly Series[] = [
  million,
  blob,
  series({
    name: 'demo.V_45s',
    note: 'Dopplergrams of two cameras',
    axes: [dopplerSlots, cameras],
    keywords: [
      ...primeKeyword(dopplerSlots, 0, 'Slot time', tai),
      ...primeKeyword(cameras, 1, '1 or 2', tai),
      ...hmiTail(timeOn(dopplerSlots, 0), 12.5, 40, 'm/s'),
    ],
    links: [{ name: 'MDATA', target: 'demo.M_96m', kind: 'DYNAMIC', note: 'Magnetogram', follow: magnetogramOf }],
    segments: [segment('Dopplergram', 'image', { compression: 'rice', units: 'm/s', bscale: 0.5, note: 'Velocity' })],
  }),
  series({
    name: 'demo.M_96m',
    note: 'Magnetograms along the line of sight, 96 minutes',
    axes: [magnetogramSlots],
    hasOld: (place) => place % 40 === 3,
    keywords: [
      ...primeKeyword(magnetogramSlots, 0, 'Slot time', tai),
      ...hmiTail(timeOn(magnetogramSlots, 0), 0.3, 2, 'Gauss'),
    ],
    segments: [segment('magnetogram', 'image', { units: 'Gauss', bscale: 0.1, note: 'Field along the line of sight' })],
  }),
  series({
    name: 'demo.movies',
    note: 'A movie of each day',
    axes: [days],
    keywords: primeKeyword(days, 0, 'Day', { zone: 'TAI', digits: -1 }),
    segments: [segment('movie', 'movie', { file: 'movie.mp4', note: 'The day in a few frames' })],
  }),
  series({
    name: 'demo.large',
    note: 'Images of 4096 by 4096 pixels',
    axes: [largeDays],
    imageSize: 4096,
    keywords: [...primeKeyword(largeDays, 0, 'Day', tai), ...hmiTail(timeOn(largeDays, 0), 12.5, 40, 'm/s')],
    segments: [segment('Dopplergram', 'image', { compression: 'rice', units: 'm/s', bscale: 0.5, note: 'Velocity' })],
  }),
  series({
    name: 'demo.flares',
    note: 'Tables of events',
    axes: [flares],
    keywords: [
      ...primeKeyword(flares, 0, 'Running number', tai),
      text('CLASS', 'Class', ({ place }) => 'ABCMX'[place % 5] ?? ''),
    ],
    segments: [segment('events', 'table', { file: 'events.fits', protocol: 'fits', note: 'One row for each event' })],
  }),
  series({
    name: 'demo.odd_units',
    note: 'Its units make answers that are no JSON',
    axes: [flares],
    keywords: [
      ...primeKeyword(flares, 0, 'Running number', tai),
      real('float', 'WIDTH', 'Width', 2, ({ place }) => place / 4, 'arcsec'),
    ],
    segments: [segment('image', 'image', { units: '10^3 "DN"\t', note: 'Counts' })],
  }),
  series({
    name: 'demo.log',
    note: 'Lines of a log, without prime keys',
    axes: [logLines],
    keywords: [
      text('LINE', 'The line', ({ place }) => `line ${place + 1}`),
      int('LEVEL', 'How bad', ({ place }) => place % 4),
    ],
  }),
  series({
    name: 'jsoc.demo_notes',
    note: 'Notes of observers: Beobachtungsnotizen für Zürich, 10 µm, ±2°',
    axes: [notes],
    keywords: [
      time('DATE', 'When', tai, ({ place }) => slotEpoch + 730_000_000 + place * 86_400),
      text('NOTE', 'Qualité et remarques', ({ place }) => noteTexts[place % noteTexts.length] ?? ''),
    ],
    segments: [segment('note', 'text', { file: 'note.txt', note: 'The whole note' })],
  }),
  series({
    name: 'jsoc.Color_Tables',
    note: 'Colour tables',
    axes: [tables, versions],
    keywords: [...primeKeyword(tables, 0, 'Name', tai), ...primeKeyword(versions, 1, 'Version', tai)],
    segments: [segment('table', 'text', { file: 'table.lut', note: 'Red, green and blue' })],
  }),
];

const noteTexts = ['Seeing gut, Größe 1"', 'tab\there', 'path C:\\data', 'two\nlines', 'brûlé / 5 µm', ''];
