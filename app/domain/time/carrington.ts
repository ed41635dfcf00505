import { type Instant, instantOfDrmsSeconds } from './instant.ts';

/*
 * Rotation of the Sun by the elements of the IAU (2007): north pole at right ascension 286.13°, declination 63.87°,
 * prime meridian 84.176° + 14.1844° a day from J2000, seen with the delay of light. The Earth's place comes from a
 * mean orbit with the largest pulls of Venus, Jupiter and the Moon (J. Meeus, after Newcomb). Between 1880 and 2040
 * the longitude agrees with a full ephemeris to 0.004°, which is half a minute of time.
 */

const degrees = Math.PI / 180;
/** Solar equator against the ecliptic of J2000, from the pole above. */
const inclination = 7.251726808 * degrees;
const ascendingNode = 75.7658194295 * degrees;
/** From the node on the equator of J2000, where the prime meridian is counted from, to the one on the ecliptic. */
const nodeDistance = 61.1005924524;
const lightDaysPerAu = 0.0057755183;
/** Start of rotation 1, 1853 November 9, in days since J2000 (TT), and the mean length of a rotation in days. */
const firstRotation = -53_377.6;
const meanRotation = 27.2752316;

/** Longitude of the Sun for the equinox of J2000 in degrees, and its distance in astronomical units. */
function sunFromEarth(daysSinceJ2000: number): { longitude: number; distance: number } {
  const t = (daysSinceJ2000 + 36_525) / 36_525; // Julian centuries since 1900 January 0.5
  const sine = (angle: number): number => Math.sin(angle * degrees);
  const meanLongitude = 279.69668 + 36_000.76892 * t + 0.0003025 * t * t;
  const anomaly = 358.47583 + 35_999.04975 * t - 0.00015 * t * t - 0.0000033 * t ** 3;
  const eccentricity = 0.01675104 - 0.0000418 * t - 0.000000126 * t * t;
  const centre =
    (1.91946 - 0.004789 * t - 0.000014 * t * t) * sine(anomaly) +
    (0.020094 - 0.0001 * t) * sine(2 * anomaly) +
    0.000293 * sine(3 * anomaly);
  const pulls =
    0.00134 * sine(153.23 + 22_518.7541 * t + 90) +
    0.00154 * sine(216.57 + 45_037.5082 * t + 90) +
    0.002 * sine(312.69 + 32_964.3577 * t + 90) +
    0.00179 * sine(350.74 + 445_267.1142 * t - 0.00144 * t * t) +
    0.00178 * sine(231.19 + 20.2 * t);
  const since2000 = t - 1;
  const precession = 1.3969712778 * since2000 + 0.0003086 * since2000 * since2000;
  const distance = (1.0000002 * (1 - eccentricity ** 2)) / (1 + eccentricity * sine(anomaly + centre + 90));
  return { longitude: meanLongitude + centre + pulls - precession, distance };
}

/** Days since 2000 January 1, 12 h in TT. */
function daysSinceJ2000(instant: Instant): number {
  return (Number(instant) / 1e9 + 32.184) / 86_400 - 8400.5;
}

function centralLongitude(days: number): number {
  const { longitude, distance } = sunFromEarth(days);
  const fromNode = (longitude + 180) * degrees - ascendingNode;
  const alongEquator = Math.atan2(Math.sin(fromNode) * Math.cos(inclination), Math.cos(fromNode)) / degrees;
  const primeMeridian = 84.176 + 14.1844 * (days - lightDaysPerAu * distance);
  const angle = (alongEquator + nodeDistance - primeMeridian) % 360;
  return angle < 0 ? angle + 360 : angle;
}

function rotationOfDays(days: number): number {
  const estimate = (days - firstRotation) / meanRotation + 1;
  const fraction = 1 - centralLongitude(days) / 360;
  const correction = fraction - (estimate - Math.floor(estimate));
  return estimate + correction - Math.round(correction);
}

/**
 * Carrington rotation seen from the Earth, with its fraction: 2143.25 is when longitude 270° is at the centre of the
 * disk in rotation 2143.
 */
export function carringtonRotation(instant: Instant): number {
  return rotationOfDays(daysSinceJ2000(instant));
}

/** Carrington longitude at the centre of the disk seen from the Earth, in degrees from 0 up to 360. */
export function carringtonLongitude(instant: Instant): number {
  return centralLongitude(daysSinceJ2000(instant));
}

/**
 * When a Carrington rotation begins or, with a fraction, how far it got.
 *
 * @returns `null` for what is not a finite number.
 */
export function instantOfCarringtonRotation(rotation: number): Instant | null {
  if (!Number.isFinite(rotation)) return null;
  let days = firstRotation + (rotation - 1) * meanRotation;
  // The speed varies by a few per cent: each round gains more than a digit.
  for (let round = 0; round < 12; round += 1) days += (rotation - rotationOfDays(days)) * meanRotation;
  return instantOfDrmsSeconds((days + 8400.5) * 86_400 - 32.184);
}

/** The value that keys of scope `carr` count slots of: degrees that passed the centre of the disk since rotation 0. */
export function carringtonDegrees(rotation: number, longitude: number): number {
  return 360 * rotation - longitude;
}
