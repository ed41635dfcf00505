import type { ProcessingStep } from './rows.ts';

const largest = 4096;

/** Pixels after all steps; undefined: as before. Options that make no sense are ignored, as the server does. */
export function processedSize(
  steps: readonly ProcessingStep[],
  imageSize: number,
): { width: number; height: number } | undefined {
  if (steps.length === 0) return undefined;
  let size = { width: imageSize, height: imageSize };
  for (const step of steps) size = afterStep(step, size);
  return size;
}

function afterStep({ name, options }: ProcessingStep, size: { width: number; height: number }): typeof size {
  const pixels = (value: string | undefined, usual: number): number => {
    const number = Math.round(Number(value));
    return number >= 1 && number <= largest ? number : usual;
  };
  switch (name) {
    case 'im_patch':
      if ((options.boxunits ?? 'pixels') !== 'pixels')
        return { width: Math.ceil(size.width / 2), height: Math.ceil(size.height / 2) };
      return {
        width: Math.min(size.width, pixels(options.width, size.width)),
        height: Math.min(size.height, pixels(options.height, size.height)),
      };
    case 'rebin': {
      const scale = Number(options.scale);
      if (!(scale > 0)) return size;
      return { width: pixels(String(size.width * scale), 1), height: pixels(String(size.height * scale), 1) };
    }
    case 'Maproj':
      return { width: pixels(options.cols, size.width), height: pixels(options.rows, size.height) };
    case 'aia_scale_aialev1':
    case 'aia_scale_orig':
    case 'aia_scale_other':
      return { width: pixels(options.wide, size.width), height: pixels(options.high, size.height) };
    default:
      return size;
  }
}
