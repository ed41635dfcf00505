import type { ConductivityView } from './conductivity.ts';

/** What makes two attachments "the same figure": its kind and what it belongs to, not its numbers. */
export type FigureSubject = ConductivitySubject | TableSubject;

interface ConductivitySubject {
  kind: 'conductivity';
  view: ConductivityView;
  /** Name of the series, or of the sample for the figure of a single sample. */
  subject: string;
  subjectKind: 'series' | 'sample';
  /** Of a recipe whose figures stand beside those that are attached by hand. */
  recipeId?: string | undefined;
}

interface TableSubject {
  kind: 'table';
  /** Name of the series, or names of the samples. */
  subject: readonly string[];
  subjectKind: 'series' | 'samples';
  /** What the table is an answer to, without what another day's answer has otherwise. */
  source: string;
  x: string;
  ys: readonly string[];
}

/** The text whose digest identifies a figure; part of what is stored on servers, so never change it. */
export function figureIdentityText(figure: FigureSubject): string {
  return ['quarry', figure.kind, ...partsOf(figure)].join('\u0000');
}

function partsOf(figure: FigureSubject): string[] {
  switch (figure.kind) {
    case 'conductivity': {
      const { view, subjectKind, subject, recipeId } = figure;
      return [view, subjectKind, subject, ...(recipeId === undefined ? [] : ['recipe', recipeId])];
    }
    case 'table': {
      const { subjectKind, subject, source, x, ys } = figure;
      return [subjectKind, ...subject, 'of', source, 'over', x, ...ys];
    }
    default:
      return figure satisfies never;
  }
}
