import { type Command, Option } from 'commander';
import { AppError } from '../../../contract/app-error.ts';
import { type PrintPreset, printPresets } from '../../../contract/figures.ts';
import { attachedText, attachFigure } from '../attach-figure.ts';
import {
  addCommand,
  addConnectionOptions,
  type ConnectionOptions,
  nameCommand,
  type Runner,
  withConnection,
} from '../command-context.ts';
import { figureSpec, imageFormat, loadFigure, sampleLines, sampleLineTable, writeFigure } from '../conductivity.ts';
import { needsYouExitCode } from '../exit-code.ts';
import {
  addDetailsOptions,
  type DetailsOptions,
  fittedFormula,
  formulaTable,
  readOptionsFile,
  specUnder,
} from '../figure-details.ts';
import { numberOption } from '../number-options.ts';
import { textTable } from '../text-table.ts';
import { addTableFigureCommand } from './figure-table.ts';

interface ConductivityOptions extends ConnectionOptions, DetailsOptions {
  series: string;
  arrhenius?: boolean;
  out?: string;
  size?: PrintPreset;
  attach?: boolean;
  new?: boolean;
  title?: string;
  comments?: string;
  fitMin?: number;
  fitMax?: number;
  refresh?: boolean;
}

export function addFigureCommands(program: Command, runner: Runner): void {
  const figure = nameCommand(program, 'figure');
  addDetailsOptions(addConnectionOptions(addCommand(figure, 'conductivity')))
    .requiredOption('--series <name>', 'sample series')
    .option('--arrhenius', 'ln σ over 1000/T with straight-line fits instead of σ over T')
    .option('--out <file>', 'draw into this file; its ending .png, .svg or .pdf names the format')
    .addOption(new Option('--size <preset>', 'with --out: size on paper, 600 dpi').choices(Object.keys(printPresets)))
    .option('--attach', 'attach the figure to the series as a Result, once')
    .option('--new', 'with --attach: add a new Result although the figure has one')
    .option('--title <text>', 'with --attach: title of the Result')
    .option('--comments <text>', 'with --attach: comments of the Result')
    .option('--fit-min <1000/T>', 'start of the fit range in 1/K', numberOption)
    .option('--fit-max <1000/T>', 'end of the fit range in 1/K', numberOption)
    .option('--refresh', 'ask the server although answers are kept')
    .action((options: ConductivityOptions) => conductivity(runner, options));
  addTableFigureCommand(figure, runner);
}

async function conductivity(runner: Runner, options: ConductivityOptions): Promise<void> {
  const fitRange = fitRangeOf(options);
  if (options.out !== undefined) imageFormat(options.out);
  await withConnection(runner, options, async (context) => {
    const file = options.options === undefined ? {} : await readOptionsFile(context, options.options);
    const source = {
      connectionId: context.connection.id,
      seriesName: options.series,
      fitRange,
      refresh: options.refresh === true,
    };
    const figure = await loadFigure(context, source);
    const spec = specUnder(figureSpec(figure, 'linear', false), figure, options, file);
    const formula = await fittedFormula(context, spec, figure.fitRange);
    const drawn = options.out === undefined ? null : await writeFigure(context, spec, options.out, options.size);
    const draft = {
      ...(options.title === undefined ? {} : { title: options.title }),
      ...(options.comments === undefined ? {} : { comments: options.comments }),
    };
    const attached =
      options.attach === true
        ? await attachFigure(context, { kind: 'conductivity', spec }, draft, options.new === true ? 'create' : 'auto')
        : null;
    const samples = sampleLines(figure);
    const { headings, rows } = sampleLineTable(samples);
    const answer = { series: options.series, samples, figure: drawn, attached, asOfUtc: figure.asOfUtc };
    context.print({ ...answer, ...(formula === null ? {} : { formula }) }, () =>
      [
        textTable(headings, rows),
        ...(formula === null ? [] : [formulaTable(formula)]),
        ...(drawn === null ? [] : [`Figure: ${drawn}`]),
        ...(attached === null ? [] : [attachedText(attached)]),
      ].join('\n'),
    );
    if (attached?.outcome === 'needs-you') process.exitCode = needsYouExitCode;
  });
}

function fitRangeOf({ fitMin, fitMax }: ConductivityOptions): {
  minInverseKelvin: number;
  maxInverseKelvin: number;
} | null {
  if (fitMin === undefined && fitMax === undefined) return null;
  if (fitMin !== undefined && fitMax !== undefined && fitMin > 0 && fitMin < fitMax) {
    return { minInverseKelvin: fitMin, maxInverseKelvin: fitMax };
  }
  throw new AppError('invalid-input', 'The fit range is not complete or starts after its end.', {
    remedy: 'Give both --fit-min and --fit-max in 1/K (1000/T), e.g. 2.35 and 3.2.',
  });
}
