import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { AppError } from '../../contract/app-error.ts';
import {
  completeDetails,
  type FigureDetails,
  type FigureOptionsFile,
  type FormulaWeight,
  formulaWeights,
  isPlain,
  type PointErrors,
  type QuantityUnit,
  quantityUnits,
  type TemperatureUnit,
  temperatureUnits,
} from '../../contract/figure-details.ts';
import type { ConductivityFigure, FigureSpec } from '../../contract/figures.ts';
import type { FigureContext } from './conductivity.ts';
import { numberOption } from './number-options.ts';
import { textTable } from './text-table.ts';

/** Options of a figure beyond its axes and curves. */
export interface DetailsOptions {
  options?: string;
  temperatureUnit?: TemperatureUnit;
  unit?: QuantityUnit;
  error?: PointErrors['sigma'];
  temperatureError?: number;
  reverse?: FigureDetails['reversed'];
  formula?: string;
  start?: { [parameter: string]: number };
  weight?: FormulaWeight;
}

export function addDetailsOptions(command: Command): Command {
  return command
    .option(
      '--options <file>',
      'view, units, error bars, marks, breaks, formula and layout from this YAML or JSON file',
    )
    .addOption(new Option('--temperature-unit <unit>', 'unit of the axes of temperature').choices(temperatureUnits))
    .addOption(new Option('--unit <unit>', 'unit of conductivity or resistivity').choices(quantityUnits))
    .option(
      '--reverse <axis>',
      'let the axis of temperature or of sigma run from large to small; repeatable',
      axisOption,
    )
    .option('--error <number>', 'error bars of the conductivity: a share as 5%, or S/cm', errorOption)
    .option('--temperature-error <K>', 'error bars of the temperature', numberOption)
    .option('--formula <formula>', 'fit this formula of x (T in K; with --arrhenius 1000/T) and T to each curve')
    .option('--start <name=number,…>', 'with --formula: where the search starts', startOption)
    .addOption(new Option('--weight <kind>', 'with --formula: weight of the points').choices(formulaWeights));
}

/** What the options say, which count more than the file; undefined for a plain figure. */
export function detailsOf(options: DetailsOptions, file?: FigureOptionsFile['details']): FigureDetails | undefined {
  const { temperatureUnit, unit, error, temperatureError, reverse, formula, start, weight } = options;
  const base = completeDetails(file);
  const sigma = error ?? base.errors?.sigma ?? null;
  const kelvin = temperatureError ?? base.errors?.kelvin ?? null;
  const fit = base.formula;
  const details: FigureDetails = {
    ...base,
    ...(temperatureUnit === undefined ? {} : { temperatureUnit }),
    ...(unit === undefined ? {} : { quantityUnit: unit }),
    ...(reverse === undefined ? {} : { reversed: reverse }),
    errors: sigma === null && kelvin === null ? null : { sigma, kelvin },
    formula:
      formula === undefined
        ? fit && { ...fit, start: start ?? fit.start, weight: weight ?? fit.weight }
        : {
            formula,
            start: start ?? {},
            weight: weight ?? (sigma === null ? 'relative' : 'errors'),
            inFitRange: false,
          },
  };
  return isPlain(details) ? undefined : details;
}

/** @throws AppError 'invalid-input' naming what is wrong with the file, and where */
export async function readOptionsFile({ core, signal }: FigureContext, path: string): Promise<FigureOptionsFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError('not-found', `${path} cannot be read.`, {
      ...{ remedy: 'Check the name of the file of options and its rights.', cause },
    });
  });
  return core.client.call('figures.options.read', { text, name: path }, { signal });
}

/** What is drawn under the options of a file and of the command line. */
export function specUnder(
  plain: FigureSpec,
  figure: ConductivityFigure,
  options: DetailsOptions & { arrhenius?: boolean },
  file: FigureOptionsFile,
): FigureSpec {
  const known = figure.curves.map(({ sampleName }) => sampleName);
  const unknown = [...(file.samples ?? []), ...(file.details?.onRight ?? [])].find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new AppError(
      'invalid-input',
      `${options.options ?? 'The file'} names ${unknown}, which is not in the series.`,
      {
        remedy: `Give names of ${known.slice(0, 3).join(', ')}${known.length > 3 ? ' and the others' : ''}.`,
      },
    );
  const view = options.arrhenius === true ? 'arrhenius' : (file.view ?? 'linear');
  const details = detailsOf(options, file.details);
  return {
    ...plain,
    view,
    yScale: file.yScale ?? plain.yScale,
    showFit: file.showFit ?? view === 'arrhenius',
    samples: file.samples === undefined ? plain.samples : plain.samples.filter((name) => file.samples?.includes(name)),
    ...(details === undefined ? {} : { details }),
  };
}

function axisOption(text: string, all: FigureDetails['reversed'] = []): FigureDetails['reversed'] {
  if (text === 'temperature' || text === 'sigma') return [...all, text];
  throw new AppError('invalid-input', `${JSON.stringify(text)} is no axis.`, {
    remedy: 'Give temperature, for the lower axis, or sigma, for the axis on the left.',
  });
}

function errorOption(text: string): PointErrors['sigma'] {
  const isShare = text.trim().endsWith('%');
  const value = numberOption(text.trim().replace(/%$/, ''));
  if (value > 0) return { kind: isShare ? 'percent' : 'absolute', value };
  throw new AppError('invalid-input', `${JSON.stringify(text)} is no error.`, {
    remedy: 'Give a share of σ as 5%, or a number in S/cm.',
  });
}

function startOption(text: string): { [parameter: string]: number } {
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [name = '', value] = pair.split('=').map((part) => part.trim());
      if (name !== '' && value !== undefined) return [name, numberOption(value)];
      throw new AppError('invalid-input', `${JSON.stringify(pair)} is no start value.`, {
        remedy: 'Give names and numbers, e.g. --start a=1,b=0.5.',
      });
    }),
  );
}

interface FittedFormula {
  parameters: string[];
  samples: {
    name: string;
    values: number[] | null;
    standardErrors: number[] | null;
    rSquared: number | null;
    reducedChiSquared: number | null;
    message: string | null;
  }[];
}

/** The formula of a figure, fitted; null without one. */
export async function fittedFormula(
  { core, signal }: FigureContext,
  spec: FigureSpec,
  range: ConductivityFigure['fitRange'],
): Promise<FittedFormula | null> {
  const fit = spec.details?.formula ?? null;
  if (fit === null) return null;
  const { figureId, view, samples } = spec;
  const { parameters, problem, fits } = await core.client.call(
    'figures.formula.fit',
    { figureId, view, samples, fit, errors: spec.details?.errors ?? null, fitRange: range },
    { signal },
  );
  if (problem !== null)
    throw new AppError('invalid-input', problem.message, {
      remedy: 'Write it in x and T with names for its parameters, e.g. "a * exp(-b / x)".',
      details: { at: problem.at },
    });
  return {
    parameters,
    samples: fits.map(({ sampleName, fit: result, message }) => ({
      ...{ name: sampleName, values: result?.values ?? null, standardErrors: result?.stderrs ?? null },
      ...{ rSquared: result?.rSquared ?? null, reducedChiSquared: result?.reducedChiSquared ?? null, message },
    })),
  };
}

export function formulaTable({ parameters, samples }: FittedFormula): string {
  return textTable(
    ['Sample', ...parameters.flatMap((name) => [name, '±']), 'R²', 'Message'],
    samples.map(({ name, values, standardErrors, rSquared, message }) => [
      name,
      ...parameters.flatMap((_, place) => [
        values?.[place]?.toPrecision(5) ?? null,
        standardErrors?.[place]?.toPrecision(2) ?? null,
      ]),
      rSquared?.toFixed(4) ?? null,
      message ?? '',
    ]),
  );
}
