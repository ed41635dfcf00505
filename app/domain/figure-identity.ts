import type { ConductivityView } from './conductivity.ts';

/** What makes two attachments "the same figure": its kind and what it belongs to, not its numbers. */
export interface FigureSubject {
  view: ConductivityView;
  /** Name of the series, or of the sample for the figure of a single sample. */
  subject: string;
  subjectKind: 'series' | 'sample';
  /** Of a recipe whose figures stand beside those that are attached by hand. */
  recipeId?: string | undefined;
}

/** The text whose digest identifies a figure; part of what is stored on servers, so never change it. */
export function figureIdentityText(figure: FigureSubject): string {
  const { view, subjectKind, subject, recipeId } = figure;
  const recipe = recipeId === undefined ? [] : ['recipe', recipeId];
  return ['quarry', 'conductivity', view, subjectKind, subject, ...recipe].join('\u0000');
}
