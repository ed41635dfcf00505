import { counting, numbers, timeSlots, times, words } from './axes.ts';
import { segment, series } from './build.ts';
import { scramble } from './chance.ts';
import { timeOn } from './hmi-images.ts';
import { int, primeKeyword, real, text } from './keywords.ts';
import type { Keyword, Series } from './model.ts';
import { exposureKeywords, imageKeywords, pointingKeywords } from './sun.ts';

const iso = { zone: 'ISO', digits: 0 } as const;
const tai = { zone: 'TAI', digits: 0 } as const;

const slots = timeSlots('T_REC', 12, '2010.05.13_TAI', '2026.01.01_TAI');
const wavelengths = [94, 131, 171, 193, 211, 304, 335];
const waves = numbers('WAVELNTH', wavelengths);

const rawSlots = timeSlots('T_REC', 12, '2014.01.01_TAI', '2015.01.01_TAI');
/** Eight frames in each slot, with numbers that never come again. */
const framesPerSlot = 8;
const rawFrames = counting('FSN', 80_000_000, rawSlots.size * framesPerSlot);
const rawOffset = (rawSlots.slots?.first ?? 0) - (slots.slots?.first ?? 0);

const fullDay = 86_400;
const irisTimes = times('T_OBS', '2013.07.17_TAI', 3000, 3600);
const irisFrames = counting('FSN', 10_000, 3000);
const responseStarts = times('T_START', '2010.03.24_TAI', 5, 365 * fullDay);
const waveNames = words('WAVE_STR', [
  '131_THIN',
  '171_THIN',
  '193_THIN',
  '211_THIN',
  '304_THIN',
  '335_THIN',
  '94_THIN',
]);
const flatfields = counting('FLATNUM', 1, 60);
const dopplerSlots = timeSlots('T_REC', 60, '1996.01.01_TAI', '2011.04.12_TAI');
const oldSlots = timeSlots('T_REC', 5760, '1996.01.01_TAI', '2011.04.12_TAI');

const euv = (name: string): Series['segments'][number] =>
  segment(name, 'image', {
    type: 'short',
    file: `${name}_lev1.fits`,
    compression: 'rice',
    units: 'DN',
    note: 'Level 1',
  });

/** Its target belongs to a series this server does not have. */
const lostLink: Keyword = {
  ...text('IAECFLFF', 'Temperature', () => null),
  brokenLink: 'The target of link HK cannot be opened',
  linkinfo: 'HK->IAECFLFF',
};

export const aiaAndMdi: readonly Series[] = [
  series({
    name: 'aia.lev1_euv_12s',
    note: 'Images in the extreme ultraviolet with a cadence of 12 seconds',
    axes: [slots, waves],
    keywords: [
      ...primeKeyword(slots, 0, 'Slot time', iso),
      ...primeKeyword(waves, 1, '[WAVELNTH:INTEGER] Wavelength', iso).map((wave) => ({ ...wave, units: 'angstrom' })),
      ...exposureKeywords(timeOn(slots, 0)),
      ...imageKeywords(180, 20, 'DN'),
      ...pointingKeywords(timeOn(slots, 0)),
      real('double', 'EXPTIME', 'Exposure', 6, ({ place }) => 2 + (scramble(place, 9) % 1000) / 1e6, 's'),
    ],
    links: [
      {
        ...{ name: 'LEV1', target: 'aia.lev1', kind: 'STATIC', note: 'The frame it was made of' },
        follow: ({ at: [slot = 0, wave = 0] }) => {
          const raw = slot - rawOffset;
          return raw >= 0 && raw < rawSlots.size ? [raw, raw * framesPerSlot + wave] : undefined;
        },
      },
    ],
    segments: [
      { ...euv('image'), link: 'LEV1' },
      { ...segment('spikes', 'table', { file: 'spikes.fits', protocol: 'fits', note: 'Removed spikes' }) },
    ],
  }),
  series({
    name: 'aia.lev1',
    note: 'All frames of 2014',
    axes: [rawSlots, rawFrames],
    window: (axis, [slot = 0]) =>
      axis === 0 ? [0, rawSlots.size - 1] : [slot * framesPerSlot, slot * framesPerSlot + framesPerSlot - 1],
    keywords: [
      ...primeKeyword(rawSlots, 0, 'Slot time', iso),
      ...primeKeyword(rawFrames, 1, 'Sequence number', iso),
      int('WAVELNTH', 'Wavelength', ({ place }) => wavelengths[place % framesPerSlot] ?? 1600, 'angstrom'),
      ...imageKeywords(180, 20, 'DN'),
    ],
    segments: [euv('image')],
  }),
  series({
    name: 'aia.response',
    note: 'Response functions',
    axes: [responseStarts, waveNames],
    keywords: [
      ...primeKeyword(responseStarts, 0, 'Valid from', iso),
      ...primeKeyword(waveNames, 1, 'Channel', iso),
      real('double', 'EFF_AREA', 'Effective area', 6, ({ place }) => 1 + place / 100, 'cm^2'),
    ],
  }),
  series({
    name: 'aia.flatfield',
    note: 'Flat fields',
    axes: [flatfields],
    keywords: [...primeKeyword(flatfields, 0, 'Running number', iso), ...imageKeywords(1, 0.01, 'none')],
    segments: [segment('flatfield', 'float-image', { note: 'Flat field' })],
  }),
  series({
    name: 'iris.lev1',
    note: 'Frames of a slit spectrograph',
    axes: [irisTimes, irisFrames],
    window: (axis, [index = 0]) => (axis === 0 ? [0, irisTimes.size - 1] : [index, index]),
    keywords: [
      ...primeKeyword(irisTimes, 0, 'Time of observation', iso),
      ...primeKeyword(irisFrames, 1, 'Sequence number', iso),
      lostLink,
    ],
    segments: [segment('image', 'image', { type: 'short', file: 'image.fits', units: 'DN', note: 'Level 1' })],
  }),
  series({
    name: 'mdi.fd_V',
    note: 'Dopplergrams of the full disk',
    axes: [dopplerSlots],
    keywords: [
      ...primeKeyword(dopplerSlots, 0, 'Slot time', tai),
      ...imageKeywords(0, 60, 'm/s'),
      ...pointingKeywords(timeOn(dopplerSlots, 0)),
    ],
    segments: [segment('data', 'image', { compression: 'gzip2', units: 'm/s', note: 'Velocity' })],
  }),
  series({
    name: 'mdi.fd_M_lev182',
    note: 'Recalibrated magnetograms of the full disk',
    axes: [oldSlots],
    keywords: [
      ...primeKeyword(oldSlots, 0, 'Slot time', tai),
      ...imageKeywords(0, 8, 'Gauss'),
      ...pointingKeywords(timeOn(oldSlots, 0)),
    ],
    segments: [
      segment('data', 'image', { compression: 'gzip1', units: 'Gauss', note: 'Field along the line of sight' }),
    ],
  }),
];
