import { toAppError } from '../../contract/app-error.ts';
import { completeDetails } from '../../contract/figure-details.ts';
import type { ConductivityFigure, FigureSpec } from '../../contract/figures.ts';
import { type PublishAction, type PublishRecipe, type PublishRow, viewOfRecipe } from '../../contract/publishing.ts';
import type { CurveSummary } from '../../domain/conductivity.ts';
import { fillPlaces } from '../../domain/text-template.ts';
import { checkAttachment } from '../attach-checks.ts';
import { defaultComments } from '../attach-content.ts';
import { decideAction, listChanges } from '../attach-plan.ts';
import { type AttachServiceParts, type PreparedAttachment, prepareAttachment } from '../attach-service.ts';
import { type LoaderParts, loadSeriesFigure } from '../conductivity-loader.ts';
import type { ConnectionRecord } from '../service-context.ts';

export interface JudgeParts {
  /** Its `lab` gives fresh answers or fails. */
  loader: LoaderParts;
  attach: AttachServiceParts;
}

export interface SeriesCase {
  connection: ConnectionRecord;
  recipe: PublishRecipe;
  series: string;
  signal: AbortSignal;
}

export interface Judged {
  row: PublishRow;
  /** What 'create' and 'update' need. */
  prepared: PreparedAttachment | null;
}

/**
 * What publishing would write for one series now. Reads everything from the server; a failure is a row too.
 * @throws AppError 'cancelled', or 'auth-required', which concerns all series
 */
export async function judgeSeries(parts: JudgeParts, subject: SeriesCase): Promise<Judged> {
  let figure: ConductivityFigure | undefined;
  try {
    figure = await load(parts.loader, subject);
    return await judgeFigure(parts, subject, figure);
  } catch (error) {
    const failure = toAppError(error);
    subject.signal.throwIfAborted();
    if (failure.code === 'auth-required') throw failure;
    const { message, remedy, code, retryable } = failure;
    const action = code === 'forbidden' ? 'not-allowed' : 'not-possible';
    // What an answer of a failing server looks like may pass as well.
    const mayPass = retryable || code === 'remote-failed' || code === 'bad-response';
    const reason = [message, remedy].filter(Boolean).join(' ');
    return { row: { ...rowOf(subject.series, action, figure), reason, retryable: mayPass }, prepared: null };
  } finally {
    if (figure !== undefined && parts.loader.figures.remove(figure.figureId))
      await parts.loader.compute.release({ figureId: figure.figureId });
  }
}

async function load(loader: LoaderParts, { connection, recipe, series, signal }: SeriesCase) {
  const request = { connectionId: connection.id, refresh: true, signal };
  for await (const event of loadSeriesFigure(loader, request, series, fitRangeOf(recipe)))
    if (event.kind === 'ready') return event.figure;
  throw new Error('The loading of a figure ended without one.');
}

async function judgeFigure(parts: JudgeParts, subject: SeriesCase, figure: ConductivityFigure): Promise<Judged> {
  const { connection, recipe, series, signal } = subject;
  const impossible = (reason: string): Judged => ({
    row: { ...rowOf(series, 'not-possible', figure), reason },
    prepared: null,
  });
  const obstacle = obstacleOf(figure, recipe) ?? (connection.usesMarks ? null : noMarks(connection.name));
  if (obstacle !== null) return impossible(obstacle);
  const texts = textsOf(subject, figure);
  if (texts.title !== undefined && texts.title.length > 50)
    return impossible(`The title “${texts.title}” has ${texts.title.length} of at most 50 characters.`);
  const { image, columns, onSamples, editDescription } = recipe.result;
  const prepared = await prepareAttachment(
    parts.attach,
    {
      subject: { kind: 'conductivity', spec: specOf(figure, recipe) },
      draft: {
        ...texts,
        editDescription,
        columns,
        imageFormat: image,
        attachToSamples: onSamples,
        attachToSeries: true,
      },
      mode: 'auto',
      recipeId: recipe.id,
    },
    signal,
  );
  return judgePrepared(subject, figure, prepared);
}

async function judgePrepared(
  subject: SeriesCase,
  figure: ConductivityFigure,
  prepared: PreparedAttachment,
): Promise<Judged> {
  const { series, signal, connection } = subject;
  const { client, content, existing } = prepared;
  const action = decideAction(content, existing);
  const row: PublishRow = {
    ...rowOf(series, action, figure),
    title: content.draft.title,
    notes: notesOf(figure, subject.recipe),
    resultId: existing?.result.id ?? null,
    url: existing === null ? null : `${connection.url}results/${existing.result.id}`,
    changes: existing === null ? [] : listChanges(content, existing),
  };
  // Rights need not be asked for where nothing is written.
  if (action === 'unchanged') return { row, prepared: null };
  const checks = await checkAttachment({ client, content, existing, signal });
  const failed = checks.list.filter(({ ok }) => !ok);
  const blocking = failed.find((check) => check.blocking);
  if (blocking !== undefined) {
    const refusal = checks.isAllowed ? 'not-possible' : 'not-allowed';
    return { row: { ...row, action: refusal, reason: `${blocking.text}.`, changes: [] }, prepared: null };
  }
  return { row: { ...row, notes: [...row.notes, ...failed.map(({ text }) => `${text}.`)] }, prepared };
}

function fitRangeOf({ figure: { fit } }: PublishRecipe): FigureSpec['fitRange'] {
  return fit === undefined ? null : { minInverseKelvin: fit.from, maxInverseKelvin: fit.to };
}

function specOf(figure: ConductivityFigure, recipe: PublishRecipe): FigureSpec {
  const view = viewOfRecipe(recipe);
  const { yScale = 'log', showFit = view === 'arrhenius', details } = recipe.figure.options ?? {};
  return {
    figureId: figure.figureId,
    ...{ view, yScale, showFit },
    fitRange: figure.fitRange,
    samples: figure.curves.filter(hasCurve).map(({ sampleName }) => sampleName),
    ...(details === undefined ? {} : { details: completeDetails(details) }),
  };
}

function textsOf(
  { recipe, series, connection }: SeriesCase,
  figure: ConductivityFigure,
): { title?: string; comments: string } {
  const rows = figure.curves.map((curve) => ({ curve, fit: curve.fit }));
  const values: Record<string, string> = {
    series,
    connection: connection.name,
    samples: String(figure.curves.length),
    measured: String(figure.curves.filter(hasCurve).length),
    summary: defaultComments(specOf(figure, recipe), rows, figure.fitRange),
  };
  // Its schema lets no other place in.
  const fill = (template: string): string => fillPlaces(template, (name) => values[name] ?? '');
  const { title, comments } = recipe.result;
  return { ...(title === undefined ? {} : { title: fill(title).trim() }), comments: fill(comments) };
}

/** Why there is no whole figure, or null. */
function obstacleOf({ curves }: ConductivityFigure, { incomplete }: PublishRecipe): string | null {
  if (curves.length === 0) return 'The series has no samples.';
  const unread = curves.filter(isUnread);
  const [first] = unread;
  const some = first === undefined ? '' : `${first.sampleName}: ${first.message ?? first.status}`;
  if (!curves.some(hasCurve)) return `No sample has conductivity data. ${some || (curves[0]?.message ?? '')}`.trim();
  if (unread.length === 0 || incomplete === 'publish') return null;
  return `Data of ${unread.length} of ${curves.length} samples cannot be read. ${some}`;
}

/** Something is there, or was meant to be, that this computer cannot read; a sample that was never measured is none. */
function isUnread({ status }: CurveSummary): boolean {
  return ['file-missing', 'file-refused', 'file-broken', 'sample-unreadable'].includes(status);
}

function hasCurve({ points }: CurveSummary): boolean {
  return points > 0;
}

function noMarks(name: string): string {
  return `${name} is set to take no marks, so Quarry would not know its own figures again; attach this one by hand.`;
}

function notesOf({ curves }: ConductivityFigure, { figure: { options } }: PublishRecipe): string[] {
  const unread = curves.filter(isUnread);
  const partial = curves.filter(({ status }) => status === 'partial');
  const strange = (options?.details?.onRight ?? []).filter((name) => curves.every((one) => one.sampleName !== name));
  const named = (some: readonly CurveSummary[]): string => some.map(({ sampleName }) => sampleName).join(', ');
  return [
    ...(unread.length === 0 ? [] : [`Left out, for they cannot be read: ${named(unread)}.`]),
    ...(partial.length === 0 ? [] : [`Read in part: ${named(partial)}.`]),
    ...(strange.length === 0 ? [] : [`No samples of the series, so not on the right: ${strange.join(', ')}.`]),
  ];
}

function rowOf(series: string, action: PublishAction, figure: ConductivityFigure | undefined): PublishRow {
  return {
    ...{ series, action, reason: null, retryable: false, title: null, resultId: null, url: null },
    samples: figure?.curves.length ?? 0,
    measured: figure?.curves.filter(hasCurve).length ?? 0,
    ...{ changes: [], notes: [] },
    asOfUtc: figure?.asOfUtc ?? null,
  };
}
