import { type Command, Option } from 'commander';
import { AppError } from '../../contract/app-error.ts';
import {
  type FigureDetails,
  type FormulaWeight,
  formulaWeights,
  isPlain,
  type PointErrors,
  plainDetails,
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
  temperatureUnit?: TemperatureUnit;
  unit?: QuantityUnit;
  error?: PointErrors['sigma'];
  temperatureError?: number;
  formula?: string;
  start?: { [parameter: string]: number };
  weight?: FormulaWeight;
}

export function addDetailsOptions(command: Command): Command {
  return command
    .addOption(new Option('--temperature-unit <unit>', 'unit of the axes of temperature').choices(temperatureUnits))
    .addOption(new Option('--unit <unit>', 'unit of conductivity or resistivity').choices(quantityUnits))
    .option('--error <number>', 'error bars of the conductivity: a share as 5%, or S/cm', errorOption)
    .option('--temperature-error <K>', 'error bars of the temperature', numberOption)
    .option('--formula <formula>', 'fit this formula of x (T in K; with --arrhenius 1000/T) and T to each curve')
    .option('--start <name=number,…>', 'with --formula: where the search starts', startOption)
    .addOption(new Option('--weight <kind>', 'with --formula: weight of the points').choices(formulaWeights));
}

/** What the options say; undefined for a plain figure. */
export function detailsOf(options: DetailsOptions): FigureDetails | undefined {
  const { temperatureUnit, unit, error = null, temperatureError: kelvin = null, formula, start, weight } = options;
  const details: FigureDetails = {
    ...plainDetails,
    ...(temperatureUnit === undefined ? {} : { temperatureUnit }),
    ...(unit === undefined ? {} : { quantityUnit: unit }),
    errors: error === null && kelvin === null ? null : { sigma: error, kelvin },
    formula:
      formula === undefined
        ? null
        : {
            formula,
            start: start ?? {},
            weight: weight ?? (error === null ? 'relative' : 'errors'),
            inFitRange: false,
          },
  };
  return isPlain(details) ? undefined : details;
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
