import { extname, resolve } from 'node:path';
import { AppError } from '../../contract/app-error.ts';
import {
  type AttachDraft,
  type ConductivityFigure,
  type FigureSpec,
  type PrintPreset,
  printLimits,
  printPresets,
} from '../../contract/figures.ts';
import type { OutboxItem } from '../../contract/outbox.ts';
import { writeWhole } from '../../platform/node/write-whole.ts';
import type { CommandContext } from './command-context.ts';
import { endOfItem } from './follow-item.ts';

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

export interface Attached {
  outcome: 'created' | 'updated' | 'unchanged' | 'needs-you';
  resultId: number | null;
  url: string | null;
  /** The item of the outbox. */
  itemId: string | null;
  /** The same, as scripts know it. */
  jobId: string | null;
  message: string | null;
}

/** Writes the figure to its series unless the server holds it as it is. */
export async function attachFigure(
  context: FigureContext,
  spec: FigureSpec,
  draft: Partial<AttachDraft>,
  mode: 'auto' | 'create',
): Promise<Attached> {
  const { client } = context.core;
  const { signal } = context;
  const plan = await client.call('figures.attach.plan', { spec, draft, mode }, { signal });
  const existing = plan.existing;
  if (plan.action === 'unchanged') {
    return attached('unchanged', { resultId: existing?.resultId ?? null, url: existing?.url ?? null });
  }
  const obstacle = plan.checks.find((check) => !check.ok && check.blocking);
  if (obstacle !== undefined) {
    throw new AppError('forbidden', `The figure cannot be attached: ${obstacle.text}`, {
      remedy: 'Mend this and attach again; nothing was written.',
    });
  }
  for (const check of plan.checks) if (!check.ok) context.terminal.talk(`Note: ${check.text}`);
  const { itemId } = await client.call(
    'figures.attach.start',
    {
      spec,
      draft: plan.draft,
      mode: plan.action,
      resultId: plan.action === 'update' ? (existing?.resultId ?? null) : null,
      basis: plan.basis,
    },
    { signal },
  );
  return outcomeOf(await endOfItem(context, itemId, 'Attaching'), plan.action);
}

function attached(outcome: Attached['outcome'], { itemId = null, ...rest }: Partial<Attached>): Attached {
  return { outcome, resultId: null, url: null, message: null, ...rest, itemId, jobId: itemId };
}

function outcomeOf(item: OutboxItem, action: 'create' | 'update'): Attached {
  const { id: itemId, state, reason, remoteId, url } = item;
  if (state === 'done')
    return attached(action === 'create' ? 'created' : 'updated', {
      ...{ itemId, url, resultId: remoteId === null ? null : Number(remoteId) },
      message: item.notes.length === 0 ? null : item.notes.join(' '),
    });
  if (state === 'withdrawn') throw new AppError('cancelled', 'The figure was withdrawn.', { remedy: 'Attach again.' });
  return attached('needs-you', { itemId, message: reason });
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
