import { useRef, useState } from 'react';
import type { SeriesStructure } from '../../../../app/domain/drms/series-structure.ts';
import { type Condition, readConditions, writeConditions } from '../../../../app/domain/record-set/conditions.ts';
import { finishedForm, fromForm, type RecordSetForm, toForm } from '../../../../app/domain/record-set/form.ts';
import type { RecordSet } from '../../../../app/domain/record-set/syntax.ts';
import { t } from '../../../ui/language.ts';
import { say } from '../../../ui/say.ts';

/** What the fields hold; more than the text while something is unfinished. */
export interface QueryDraft {
  form: RecordSetForm;
  /** Lines for `form.where`; null if that is more than comparisons joined by `and`, and edited as text. */
  conditions: Condition[] | null;
}

export interface QueryForm {
  /** Of the last text that had fields; null if there was none yet. */
  draft: QueryDraft | null;
  /** Why the fields do not show the text; null if they do. */
  obstacle: string | null;
  change(change: Partial<RecordSetForm>, conditions?: Condition[] | null): void;
}

interface QueryFormParts {
  text: string;
  sets: readonly RecordSet[] | null;
  structure: SeriesStructure;
  onText(text: string): void;
  onOpenFields(text: string, sentences: string[]): void;
}

/** Fields for a text. What is typed there goes into the text as soon as it is finished; other texts change the fields. */
export function useQueryForm({ text, sets, structure, onText, onOpenFields }: QueryFormParts): QueryForm {
  const [kept, setKept] = useState<{ text: string; draft: QueryDraft } | null>(null);
  const last = useRef<QueryDraft>(null);
  const read = kept?.text === text ? kept.draft : readDraft(sets, structure);
  const draft = typeof read === 'string' ? last.current : read;
  last.current = draft;
  return {
    draft,
    obstacle: typeof read === 'string' ? read : null,
    change(change, conditions = draft?.conditions ?? null) {
      if (draft === null) return;
      const next: QueryDraft = { form: { ...draft.form, ...change }, conditions };
      const { text: written, unfinished } = writeDraft(next, structure);
      setKept({ text: written, draft: next });
      onOpenFields(written, unfinished);
      if (written !== text) onText(written);
    },
  };
}

function readDraft(sets: readonly RecordSet[] | null, structure: SeriesStructure): QueryDraft | string {
  const [set, second] = sets ?? [];
  if (set === undefined) return t('The text has a mistake. Correct it there; the form follows.');
  if (second !== undefined) return t('The text holds several record sets; the form has fields for one.');
  const result = toForm(set, structure);
  if (!result.ok) return `${say(result.message)} ${say(result.remedy)}`;
  return { form: result.form, conditions: readConditions(result.form.where) };
}

export function writeDraft(
  { form, conditions }: QueryDraft,
  structure: SeriesStructure,
): { text: string; unfinished: string[] } {
  const written = conditions === null ? null : writeConditions(conditions, structure);
  const { form: finished, unfinished } = finishedForm(written === null ? form : { ...form, where: written.where });
  return { text: fromForm(finished), unfinished: [...unfinished, ...(written?.unfinished ?? [])] };
}
