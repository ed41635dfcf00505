import type { ResultDraft } from './api.ts';
import { checkLength, checkTime, invalidDraft } from './checks.ts';
import { detectImageType } from './image-type.ts';
import { markdownProblem } from './markdown.ts';
import { appendMarks, type CommentsMarks, isMarker } from './marker.ts';
import { siteLimits } from './site.ts';
import { tableProblem } from './value-table.ts';

/** The content of the result form, whether it adds or edits. */
export type ResultContent = Omit<ResultDraft, 'marker' | 'figureIdentity'>;

/**
 * Checks everything the server would reject: a rejected form tells little and may leave an incomplete record.
 * @throws AppError 'invalid-input' with `details.field`
 */
export function checkResult(content: ResultContent, marks: CommentsMarks, nowMs: number): void {
  if (content.title.trim() === '') throw invalidDraft('title', 'The Result has no title.', 'Enter a title.');
  checkLength('title', 'title', content.title, siteLimits.titleCharacters);
  checkComments(content.comments, marks);
  checkTime('timestampUtc', content.timestampUtc, nowMs);
  if (content.sampleIds.length + content.seriesNames.length === 0) {
    throw invalidDraft('sampleIds', 'The Result belongs to no sample and no series.', 'Choose at least one.');
  }
  if (content.image !== undefined && detectImageType(content.image.bytes) === undefined) {
    throw invalidDraft(
      'image',
      `The file "${content.image.fileName}" is no PNG, JPEG or PDF.`,
      'Choose a file of one of these types.',
    );
  }
  const problem = tableProblem(content.table);
  if (problem !== undefined) throw invalidDraft('table', problem, 'Correct the value table.');
}

function checkComments(comments: string, marks: CommentsMarks): void {
  if (comments.trim() === '')
    throw invalidDraft('comments', 'The Result has no comments, which JuliaBase requires.', 'Enter a comment.');
  const problem = markdownProblem(comments) ?? markdownProblem(appendMarks(comments, marks));
  if (problem !== undefined) throw invalidDraft('comments', `The comments ${problem}.`, 'Change the comments.');
  if ((marks.marker !== '' && !isMarker(marks.marker)) || (marks.identity !== undefined && !isMarker(marks.identity))) {
    throw invalidDraft('marker', 'A marker is not made of 26 base-32 letters.', 'Leave it out to get a new one.');
  }
}

/** @param count fields of the whole request, without files */
export function checkFieldCount(count: number): void {
  if (count > siteLimits.fields) {
    throw invalidDraft(
      'table',
      `The Result needs ${count} form fields; JuliaBase takes ${siteLimits.fields} at once.`,
      'Make the value table smaller.',
    );
  }
}
