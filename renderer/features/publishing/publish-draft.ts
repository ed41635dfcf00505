import type { FigureOptions } from '../../../app/contract/figure-details.ts';
import { PublishRecipe, viewOfRecipe } from '../../../app/contract/publishing.ts';
import { say } from '../../ui/say.ts';

/** A recipe as it is typed. */
export interface PublishDraft {
  of: 'topic' | 'search' | 'names';
  topic: string;
  search: string;
  /** One series in each line. */
  names: string;
  scale: PublishRecipe['figure']['scale'];
  /** 1000/T in 1/K; both empty: what fits all curves. */
  fitFrom: string;
  fitTo: string;
  /** What a file has said about the figure, but for its view, which is the scale. */
  options: Omit<FigureOptions, 'view'> | undefined;
  id: string;
  title: string;
  comments: string;
  image: PublishRecipe['result']['image'];
  columns: PublishRecipe['result']['columns'];
  onSamples: boolean;
  editDescription: string;
  incomplete: PublishRecipe['incomplete'];
}

export type DraftField = keyof PublishDraft;
export type DraftErrors = Partial<Record<DraftField, string>>;

/** What a panel about these series begins with. */
export function firstDraft(of: 'series' | 'topic' | 'search', name: string): PublishDraft {
  // A recipe has no empty search; the draft has one until it is typed.
  const series = of === 'series' ? { names: name.split('\n') } : { [of]: name === '' ? 'none' : name };
  const draft = draftOf(PublishRecipe.parse({ version: 1, connection: 'here', series }));
  return { ...draft, search: of === 'search' ? name : '' };
}

export function draftOf(recipe: PublishRecipe): PublishDraft {
  const { series, figure, result, id = '', incomplete } = recipe;
  const { view: _view, ...options } = figure.options ?? {};
  const { names, topic = '', search = '' } = series;
  const { title = '', ...rest } = result;
  return {
    of: names !== undefined ? 'names' : topic !== '' ? 'topic' : 'search',
    ...{ topic, search, names: names?.join('\n') ?? '' },
    scale: viewOfRecipe(recipe),
    options: Object.keys(options).length === 0 ? undefined : options,
    fitFrom: figure.fit === undefined ? '' : String(figure.fit.from),
    fitTo: figure.fit === undefined ? '' : String(figure.fit.to),
    ...{ id, title, incomplete, ...rest },
  };
}

/** The recipe that was typed, or a sentence for each field that is not right. */
export function recipeOf(draft: PublishDraft, connection: string): { recipe: PublishRecipe } | { errors: DraftErrors } {
  const { id, title, comments, image, columns, onSamples, editDescription, incomplete } = draft;
  const parsed = PublishRecipe.safeParse({
    ...{ version: 1, connection, incomplete },
    ...(id === '' ? {} : { id }),
    series: seriesOf(draft),
    figure: { scale: draft.scale, ...fitOf(draft), ...(draft.options === undefined ? {} : { options: draft.options }) },
    result: { ...{ comments, image, columns, onSamples, editDescription }, ...(title === '' ? {} : { title }) },
  });
  if (parsed.success) return { recipe: parsed.data };
  const errors: DraftErrors = {};
  for (const { path, message } of parsed.error.issues) errors[fieldAt(path.join('.'), draft)] ??= say(message);
  return { errors };
}

/** In a topic, the search narrows it down. */
function seriesOf({ of, topic, search, names }: PublishDraft): PublishRecipe['series'] {
  const wanted = search.trim() === '' ? {} : { search: search.trim() };
  if (of === 'topic') return { topic, ...wanted };
  if (of === 'search') return { search: search.trim() };
  const lines = names.split('\n').map((line) => line.trim());
  return { names: lines.filter((line) => line !== '') };
}

function fitOf({ fitFrom, fitTo }: PublishDraft): object {
  if (fitFrom.trim() === '' && fitTo.trim() === '') return {};
  return { fit: { from: numberOf(fitFrom), to: numberOf(fitTo) } };
}

/** Not a number where nothing or nonsense was typed: the schema says so. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
}

function fieldAt(path: string, { of }: PublishDraft): DraftField {
  if (path.startsWith('series')) return of;
  if (path === 'figure.fit' || path === 'figure.fit.to') return 'fitTo';
  if (path === 'figure.fit.from') return 'fitFrom';
  const fields: Record<string, DraftField> = {
    ...{ id: 'id', 'result.title': 'title', 'result.comments': 'comments', 'result.columns': 'columns' },
    'result.editDescription': 'editDescription',
  };
  return fields[path.replace(/\.\d+$/, '')] ?? of;
}
