import type { ComputeApi } from '../analysis/compute-api.ts';
import { AppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import { type LoaderParts, loadSampleFigure, loadSeriesFigure } from './conductivity-loader.ts';
import { checkFigureImage, type FigureDrawingParts } from './figure-drawing.ts';
import { fitFigureFormula } from './figure-formula.ts';
import { readFigureOptions } from './figure-options-file.ts';
import type { ConnectionRecords } from './service-context.ts';

type FigureHandlers = Pick<
  Handlers,
  | 'figures.conductivity.load'
  | 'figures.conductivity.sample'
  | 'figures.conductivity.fit'
  | 'figures.formula.fit'
  | 'figures.locate'
  | 'figures.options.read'
  | 'figures.check'
  | 'figures.release'
>;

export interface FiguresParts extends LoaderParts, FigureDrawingParts {
  compute: ComputeApi;
  connections: Pick<ConnectionRecords, 'list'>;
  /** As pictures name the server of a connection. */
  serverNameOf(connectionId: string): Promise<string>;
}

export function createFiguresHandlers(parts: FiguresParts): FigureHandlers {
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

    'figures.formula.fit': async (request) => {
      const { parameters, problem, curves } = await fitFigureFormula(parts, request);
      return {
        parameters,
        problem,
        fits: curves.map(({ curveKey, fit, message }) => ({ sampleName: curveKey, fit, message })),
      };
    },

    'figures.locate': async ({ server }) => {
      for (const { id, name } of await parts.connections.list())
        if ((await parts.serverNameOf(id)) === server) return { connectionId: id, connectionName: name };
      throw new AppError('not-found', `The picture was drawn from ${server}, to which there is no connection here.`, {
        remedy: 'Add a connection to that server, then open the picture again.',
      });
    },

    'figures.options.read': ({ text, name }) => readFigureOptions(text, name),

    'figures.check': ({ spec, size }) => checkFigureImage(parts, { spec, size }),

    'figures.release': async ({ figureId }) => {
      if (parts.figures.remove(figureId)) await parts.compute.release({ figureId });
      return {};
    },
  };
}
