export const isNightly = process.env.QUARRY_NIGHTLY === '1';

/** The nightly set runs as many cases as are named, `npm test` a fortieth of them. */
export function nightlyCount(named: number): number {
  return isNightly ? named : Math.ceil(named / 40);
}
