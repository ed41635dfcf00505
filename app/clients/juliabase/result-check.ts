import { AppError } from '../../contract/app-error.ts';
import type { ResultDraft } from './api.ts';
import { detectImageType } from './image-type.ts';
import { markdownProblem } from './markdown.ts';
import { appendMarks, type CommentsMarks, isMarker } from './marker.ts';
import { siteLimits } from './site.ts';
import { toUtcIso } from './timestamps.ts';
import { tableProblem } from './value-table.ts';

/** The content of the result form, whether it adds or edits. */
export type ResultContent = Omit<ResultDraft, 'marker' | 'figureIdentity'>;

/** The server takes times up to one minute ahead of its own clock. */
const aheadMs = 60_000;

/**
 * Checks everything the server would reject: a rejected form tells little and may leave an incomplete record.
 * @throws AppError 'invalid-input' with `details.field`
 */
export function checkResult(content: ResultContent, marks: CommentsMarks, nowMs: number): void {
  if (content.title.trim() === '') throw invalid('title', 'The Result has no title.', 'Enter a title.');
  const length = Array.from(content.title.trim()).length;
  if (length > siteLimits.titleCharacters) {
    throw invalid(
      'title',
      `The title has ${length} characters; JuliaBase keeps ${siteLimits.titleCharacters}.`,
      'Shorten the title.',
    );
  }
  checkComments(content.comments, marks);
  if (Date.parse(toUtcIso(content.timestampUtc)) > nowMs + aheadMs) {
    throw invalid(
      'timestampUtc',
      `The time ${content.timestampUtc} lies in the future.`,
      'Enter a time that has passed, and check the clock of this computer.',
    );
  }
  if (content.sampleIds.length + content.seriesNames.length === 0) {
    throw invalid('sampleIds', 'The Result belongs to no sample and no series.', 'Choose at least one.');
  }
  if (content.image !== undefined && detectImageType(content.image.bytes) === undefined) {
    throw invalid(
      'image',
      `The file "${content.image.fileName}" is no PNG, JPEG or PDF.`,
      'Choose a file of one of these types.',
    );
  }
  const problem = tableProblem(content.table);
  if (problem !== undefined) throw invalid('table', problem, 'Correct the value table.');
}

function checkComments(comments: string, marks: CommentsMarks): void {
  if (comments.trim() === '')
    throw invalid('comments', 'The Result has no comments, which JuliaBase requires.', 'Enter a comment.');
  const problem = markdownProblem(comments) ?? markdownProblem(appendMarks(comments, marks));
  if (problem !== undefined) throw invalid('comments', `The comments ${problem}.`, 'Change the comments.');
  if (!isMarker(marks.marker) || (marks.identity !== undefined && !isMarker(marks.identity))) {
    throw invalid('marker', 'A marker is not made of 26 base-32 letters.', 'Leave it out to get a new one.');
  }
}

/** @param count fields of the whole request, without files */
export function checkFieldCount(count: number): void {
  if (count > siteLimits.fields) {
    throw invalid(
      'table',
      `The Result needs ${count} form fields; JuliaBase takes ${siteLimits.fields} at once.`,
      'Make the value table smaller.',
    );
  }
}

function invalid(field: string, message: string, remedy: string): AppError {
  return new AppError('invalid-input', message, { remedy, details: { field, outcome: 'not-created' } });
}
