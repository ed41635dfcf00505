import type { Pk } from '../../domain/juliabase.ts';
import type { FormField } from '../http/request-body.ts';
import { appendMarks, type CommentsMarks } from './marker.ts';
import type { ResultContent } from './result-check.ts';
import { toServerTimestamp } from './timestamps.ts';
import { tableFields } from './value-table.ts';

/** Who measured, in the form the server wants from this user. */
export type FormOperator =
  | { kind: 'user'; id: Pk }
  /** `contactId`: the user who answers for the external operator. */
  | { kind: 'external'; id: Pk; contactId: Pk; asAdmin: boolean };

/** Admins need `operator`, all others `combined_operator`; both are allowed together while they agree. */
export function operatorFields(operator: FormOperator): FormField[] {
  if (operator.kind === 'user') {
    return [
      ['operator', String(operator.id)],
      ['combined_operator', String(operator.id)],
    ];
  }
  if (!operator.asAdmin) return [['combined_operator', `extern-${operator.id}`]];
  return [
    ['operator', String(operator.contactId)],
    ['external_operator', String(operator.id)],
  ];
}

export function resultFields(
  content: ResultContent,
  marks: CommentsMarks | undefined,
  operator: FormOperator,
): FormField[] {
  return [
    ['title', content.title.trim()],
    ['comments', marks === undefined ? content.comments : appendMarks(content.comments, marks)],
    ['timestamp', toServerTimestamp(content.timestampUtc)],
    ['timestamp_inaccuracy', String(content.inaccuracy)],
    ...operatorFields(operator),
    ...content.sampleIds.map((id): FormField => ['samples', String(id)]),
    ...content.seriesNames.map((name): FormField => ['sample_series', name]),
    ...tableFields(content.table),
    ...(content.image === undefined ? [] : [['image_file', content.image] satisfies FormField]),
  ];
}

export function editFields(description: string, important: boolean): FormField[] {
  return [
    ['edit_description-description', description],
    ...(important ? [['edit_description-important', 'on'] satisfies FormField] : []),
  ];
}
