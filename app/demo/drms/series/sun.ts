import { seconds } from './axes.ts';
import { noise, scramble } from './chance.ts';
import { int, quality, real, text, time } from './keywords.ts';
import type { DemoRecord, Keyword } from './model.ts';

const yearSeconds = 365.25 * 86_400;
const tilt = 7.25;
/** At this time the tilt is known to be 3.14159; everything else follows. */
const knownTilt = { tai: seconds('2013.07.03_08:00:00_TAI'), degrees: Math.PI };
const node = knownTilt.tai - (Math.asin(knownTilt.degrees / tilt) / (2 * Math.PI)) * yearSeconds;
const carrington = { rotation: 2150, tai: seconds('2014.05.08_00:00:00_TAI'), seconds: 27.2753 * 86_400 };

export const noImage = 0x80000000 | 0;

/** Every few hundred records the image is missing, and some more are taken during calibration. */
export function qualityOf({ place, old }: DemoRecord): number {
  const draw = scramble(place, 1) % 487;
  if (draw === 13) return noImage;
  if (draw === 14) return 0xc0000000 | 0;
  return (draw < 9 ? 0x00000400 : 0) | (old ? 0x00010000 : 0);
}

/** Statistics are missing where there is no image and, now and then, for no reason. */
function statistics(salt: number, mean: number, spread: number): (record: DemoRecord) => number | null {
  return (record) =>
    qualityOf(record) < 0 || scramble(record.place, 2) % 101 === 50
      ? null
      : mean + spread * noise(record.place, salt) + (record.old ? 0.5 : 0);
}

/** Where the Sun was seen from; `timeOf` is the time of the record. */
export function pointingKeywords(timeOf: (record: DemoRecord) => number): Keyword[] {
  const turns = (record: DemoRecord): number => (timeOf(record) - carrington.tai) / carrington.seconds;
  // The same for a whole hour, so that neighbouring records agree in all printed digits.
  const hour = (record: DemoRecord): number => Math.floor(timeOf(record) / 3600) * 3600;
  const year = (record: DemoRecord): number => (2 * Math.PI * (hour(record) - node)) / yearSeconds;
  return [
    real('float', 'CRLT_OBS', 'Carrington latitude of the observer', 5, (r) => tilt * Math.sin(year(r)), 'degrees'),
    real('float', 'CRLN_OBS', 'Carrington longitude of the observer', 5, (r) => 360 * (1 - wrap(turns(r))), 'degrees'),
    int('CAR_ROT', 'Carrington rotation number', (r) => carrington.rotation + Math.floor(turns(r))),
    real(
      'double',
      'DSUN_OBS',
      'Distance to the Sun',
      2,
      (r) => 149_597_870_691 * (1 + 0.0167 * Math.sin(year(r) + 1.2)),
      'm',
    ),
    real(
      'float',
      'RSUN_OBS',
      '[RSUN_OBS:FLOAT] Radius of the Sun',
      4,
      (r) => 959.63 * (1 - 0.0167 * Math.sin(year(r) + 1.2)),
      'arcsec',
    ),
    real(
      'double',
      'OBS_VR',
      'Speed of the observer away from the Sun',
      3,
      (r) => 3200 * Math.sin((2 * Math.PI * timeOf(r)) / 86_400),
      'm/s',
    ),
  ];
}

const wrap = (turns: number): number => turns - Math.floor(turns);

export function imageKeywords(mean: number, spread: number, units: string): Keyword[] {
  return [
    quality(qualityOf),
    real('float', 'DATAMEAN', 'Mean over the disk', 4, statistics(3, mean, spread), units),
    real('float', 'DATARMS', 'Deviation over the disk', 4, statistics(4, spread * 3, spread), units),
    real('float', 'DATAMIN', 'Smallest value', 2, statistics(5, mean - 20 * spread, spread), units),
    real('float', 'DATAMAX', 'Largest value', 2, statistics(6, mean + 20 * spread, spread), units),
    int('MISSVALS', 'Pixels without value', (record) => scramble(record.place, 7) % 12),
  ];
}

/** Times around an exposure: the true one lies up to 8 s from the slot. */
export function exposureKeywords(timeOf: (record: DemoRecord) => number): Keyword[] {
  const form = { zone: 'TAI', digits: 2 } as const;
  const observed = (record: DemoRecord): number | null =>
    qualityOf(record) < 0 ? null : timeOf(record) + 8 * Math.sin((2 * Math.PI * (timeOf(record) - node)) / yearSeconds);
  return [
    time('T_OBS', 'Time of observation', form, observed),
    time(
      'DATE',
      'Time when the record was made',
      { zone: 'ISO', digits: 0 },
      (record) => timeOf(record) + 345_600 - (record.old ? 86_400 : 0),
    ),
    text('HISTORY', 'How it was made', (record) => (scramble(record.place, 8) % 5 === 0 ? 'Recalibrated' : '')),
  ];
}
