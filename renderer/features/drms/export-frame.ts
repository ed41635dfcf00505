import type { DrmsSeriesInfo, ExportPlan } from '../../../app/contract/drms.ts';
import type { ImageFrame } from '../../../app/domain/drms/processing.ts';

/** Keywords that tell the scale of an image and the size of the Sun in it. */
export const frameKeys = ['CDELT1', 'RSUN_OBS'] as const;

/** Images of the first of the segments, as far as the series and its first record tell; undefined if they vary. */
export function imageFrame(
  info: DrmsSeriesInfo,
  segments: readonly string[],
  plan: ExportPlan | undefined,
): ImageFrame | undefined {
  const segment = info.segments.find(({ name }) => segments.length === 0 || segments.includes(name));
  const [, width, height] = /^(\d+)x(\d+)$/.exec(segment?.dims ?? '') ?? [];
  if (width === undefined || height === undefined) return undefined;
  const positive = (key: (typeof frameKeys)[number]): number | null => {
    const value = Math.abs(Number(plan?.sample[0]?.values[key] ?? Number.NaN));
    return value > 0 ? value : null;
  };
  return {
    ...{ width: Number(width), height: Number(height) },
    ...{ arcsecPerPixel: positive('CDELT1'), solarRadiusArcsec: positive('RSUN_OBS') },
  };
}

/** Options of steps that suit the first record: a cut-out is tracked from its time, and fits into its image. */
export function suggestedOptions(
  info: DrmsSeriesInfo,
  frame: ImageFrame | undefined,
  plan: ExportPlan | undefined,
): Record<string, string> {
  const key = info.primekeys.find((name) => info.keywords.some((one) => one.name === name && one.isTime));
  const time = key === undefined ? undefined : plan?.sample[0]?.values[key];
  const side = frame === undefined ? usualSide : Math.min(usualSide, frame.width, frame.height);
  return { ...(time === undefined ? {} : { t_ref: time }), width: String(side), height: String(side) };
}

const usualSide = 512;
