import { utcToTai } from './leap-seconds.ts';

const unix1977 = Date.UTC(1977, 0, 1) / 1000;

export function taiOfUnix(unixMs: number): number {
  return utcToTai(unixMs / 1000 - unix1977, 0);
}
