import { extname, resolve } from 'node:path';
import { AppError } from '../../contract/app-error.ts';
import {
  type ConductivityFigure,
  type FigureSpec,
  type PrintPreset,
  printLimits,
  printPresets,
} from '../../contract/figures.ts';
import { writeWhole } from '../../platform/node/write-whole.ts';
import type { CommandContext } from './command-context.ts';

/** Work of `quarry figure conductivity`, shared with the story. */
export type FigureContext = Pick<CommandContext, 'core' | 'signal' | 'terminal'>;

export interface FigureSource {
  connectionId: string;
  seriesName: string;
  fitRange: ConductivityFigure['fitRange'];
  refresh: boolean;
}

export async function loadFigure(context: FigureContext, source: FigureSource): Promise<ConductivityFigure> {
  const { core, signal, terminal } = context;
  for await (const event of core.client.watch('figures.conductivity.load', source, { signal })) {
    if (event.kind === 'ready') {
      terminal.endProgress();
      return event.figure;
    }
    terminal.progress(`Reading ${event.phase}: ${event.done}${event.total === null ? '' : ` of ${event.total}`}`);
  }
  throw new AppError('internal', `The figure of ${source.seriesName} ended without an answer.`, {
    remedy: 'Try again.',
  });
}

export function figureSpec(figure: ConductivityFigure, view: FigureSpec['view'], showFit: boolean): FigureSpec {
  return {
    figureId: figure.figureId,
    view,
    yScale: 'log',
    showFit,
    fitRange: figure.fitRange,
    samples: figure.curves.filter((curve) => curve.points > 0).map((curve) => curve.sampleName),
  };
}

const formats = { '.png': 'png', '.svg': 'svg', '.pdf': 'pdf' } as const;

/** @throws AppError `invalid-input` for an ending that names no format. */
export function imageFormat(path: string): 'png' | 'svg' | 'pdf' {
  const format = formats[extname(path).toLowerCase() as keyof typeof formats];
  if (format !== undefined) return format;
  throw new AppError('invalid-input', `The ending of ${path} names no format.`, {
    remedy: 'Let the file end in .png, .svg or .pdf.',
  });
}

/** Draws the figure into a file; answers with its absolute path. */
export async function writeFigure(
  context: FigureContext,
  spec: FigureSpec,
  path: string,
  preset: PrintPreset = 'screen',
): Promise<string> {
  const format = imageFormat(path);
  const { size } = printPresets[preset];
  const query = JSON.stringify({ spec, format, size, ...(preset === 'screen' ? {} : { dpi: printLimits.dpi.max }) });
  const { bytes } = await context.core.bytes('figure-image', query, context.signal);
  for (const { text } of await context.core.client.call('figures.check', { spec, size }, { signal: context.signal }))
    context.terminal.talk(`Note: ${text}`);
  const target = resolve(path);
  await writeWhole(target, bytes);
  return target;
}

export interface SampleLine {
  name: string;
  status: ConductivityFigure['curves'][number]['status'];
  points: number;
  activationEnergyEv: number | null;
  activationEnergyStderrEv: number | null;
  file: string | null;
  message: string | null;
}

export function sampleLines(figure: ConductivityFigure): SampleLine[] {
  return figure.curves.map((curve) => ({
    name: curve.sampleName,
    status: curve.status,
    points: curve.points,
    activationEnergyEv: curve.fit?.activationEnergyEv ?? null,
    activationEnergyStderrEv: curve.fit?.activationEnergyStderrEv ?? null,
    file: curve.localFile ?? curve.serverFile,
    message: curve.message ?? curve.fitMessage,
  }));
}

export function sampleLineTable(lines: readonly SampleLine[]): {
  headings: string[];
  rows: (string | number | null)[][];
} {
  return {
    headings: ['Sample', 'Status', 'Points', 'Ea (eV)', '±', 'Message'],
    rows: lines.map((line) => [
      line.name,
      line.status,
      line.points,
      line.activationEnergyEv?.toFixed(3) ?? null,
      line.activationEnergyStderrEv?.toFixed(3) ?? null,
      line.message ?? '',
    ]),
  };
}
