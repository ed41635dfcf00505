import type { ComputeApi } from '../analysis/compute-api.ts';
import type { Handlers } from '../contract/contract.ts';
import { type LoaderParts, loadSampleFigure, loadSeriesFigure } from './conductivity-loader.ts';

type FigureHandlers = Pick<
  Handlers,
  'figures.conductivity.load' | 'figures.conductivity.sample' | 'figures.conductivity.fit' | 'figures.release'
>;

export function createFiguresHandlers(parts: LoaderParts & { compute: ComputeApi }): FigureHandlers {
  return {
    'figures.conductivity.load': ({ connectionId, seriesName, fitRange, refresh }, { signal }) =>
      loadSeriesFigure(parts, { connectionId, refresh, signal }, seriesName, fitRange),

    'figures.conductivity.sample': ({ connectionId, sampleName, fitRange }, { signal }) =>
      loadSampleFigure(parts, { connectionId, refresh: false, signal }, sampleName, fitRange),

    'figures.conductivity.fit': async ({ figureId, fitRange }) => {
      parts.figures.get(figureId);
      const { range, fits } = await parts.compute.fit({ figureId, range: fitRange });
      return {
        fitRange: range,
        fits: fits.map(({ curveKey, fit, message }) => ({ sampleName: curveKey, fit, message })),
      };
    },

    'figures.release': async ({ figureId }) => {
      if (parts.figures.remove(figureId)) await parts.compute.release({ figureId });
      return {};
    },
  };
}
