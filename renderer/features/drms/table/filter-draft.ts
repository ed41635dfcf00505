import type { RecordColumn } from '../../../../app/contract/drms.ts';
import type { RecordFilter } from '../../../../app/contract/record-view.ts';
import { parseTime } from '../../../../app/domain/time/parse-time.ts';
import { t } from '../../../ui/language.ts';
import { say } from '../../../ui/say.ts';

export type FilterMode =
  | 'range'
  | 'contains'
  | 'lacks'
  | 'equals'
  | 'one-of'
  | 'any-bit'
  | 'no-bit'
  | 'missing'
  | 'present';

/** The form of a filter as it was filled in. */
export interface FilterDraft {
  mode: FilterMode;
  from: string;
  to: string;
  text: string;
  texts: string[];
  mask: number;
}

const words: Readonly<Record<FilterMode, string>> = {
  range: t('lies between'),
  contains: t('contains'),
  lacks: t('does not contain'),
  equals: t('is'),
  'one-of': t('is one of'),
  'any-bit': t('has one of the flags'),
  'no-bit': t('has none of the flags'),
  missing: t('is missing'),
  present: t('is not missing'),
};

/** What a column can be asked for. */
export function modesOf({ kind, hex }: RecordColumn): { value: FilterMode; label: string }[] {
  const own: FilterMode[] =
    kind === 'text' ? ['contains', 'lacks', 'equals', 'one-of'] : hex ? ['no-bit', 'any-bit', 'range'] : ['range'];
  return [...own, 'present' as const, 'missing' as const].map((value) => ({ value, label: words[value] }));
}

export function draftOf(filter: RecordFilter | undefined, column: RecordColumn): FilterDraft {
  const empty: FilterDraft = {
    mode: modesOf(column)[0]?.value ?? 'present',
    from: '',
    to: '',
    text: '',
    texts: [],
    mask: 0,
  };
  switch (filter?.kind) {
    case undefined:
      return empty;
    case 'range':
      return { ...empty, mode: 'range', from: asTyped(filter.from, column), to: asTyped(filter.to, column) };
    case 'text':
      return { ...empty, mode: filter.match, text: filter.text };
    case 'one-of':
      return { ...empty, mode: 'one-of', texts: filter.texts };
    case 'missing':
      return { ...empty, mode: filter.isMissing ? 'missing' : 'present' };
    case 'bits':
      return { ...empty, mode: filter.set === 'any' ? 'any-bit' : 'no-bit', mask: filter.mask };
    default:
      return filter satisfies never;
  }
}

/** What goes without saying in the column was put behind the time by Quarry. */
function asTyped(end: string | number | null, { kind, timeScale }: RecordColumn): string {
  const text = String(end ?? '');
  return kind === 'time' && timeScale === 'UTC' ? text.replace(/_UTC$/, '') : text;
}

/** The filter that a draft means, or what is wrong with it. */
export function filterOf(
  draft: FilterDraft,
  column: RecordColumn,
  place: number,
): { filter: RecordFilter } | { problem: string } {
  switch (draft.mode) {
    case 'range':
      return rangeOf(draft, column, place);
    case 'contains':
    case 'lacks':
    case 'equals':
      return draft.text === ''
        ? { problem: t('Write a text to look for.') }
        : { filter: { kind: 'text', column: place, match: draft.mode, text: draft.text } };
    case 'one-of':
      return draft.texts.length === 0
        ? { problem: t('Tick at least one text.') }
        : { filter: { kind: 'one-of', column: place, texts: draft.texts } };
    case 'any-bit':
    case 'no-bit':
      return draft.mask === 0
        ? { problem: t('Tick at least one flag.') }
        : {
            filter: { kind: 'bits', column: place, mask: draft.mask, set: draft.mode === 'any-bit' ? 'any' : 'none' },
          };
    case 'missing':
    case 'present':
      return { filter: { kind: 'missing', column: place, isMissing: draft.mode === 'missing' } };
    default:
      return draft.mode satisfies never;
  }
}

function rangeOf(
  draft: FilterDraft,
  column: RecordColumn,
  place: number,
): { filter: RecordFilter } | { problem: string } {
  const [from, to] = [readEnd(draft.from, column), readEnd(draft.to, column)];
  if ('problem' in from) return from;
  if ('problem' in to) return to;
  if (from.end === null && to.end === null) return { problem: t('Write at least one end of the range.') };
  return { filter: { kind: 'range', column: place, from: from.end, to: to.end } };
}

function readEnd(
  typed: string,
  { kind, timeScale }: RecordColumn,
): { end: string | number | null } | { problem: string } {
  const text = typed.trim().replace('−', '-');
  if (text === '') return { end: null };
  if (kind === 'time') return readTime(text, timeScale ?? 'TAI');
  // As text: a double has not room for all of them.
  if (kind === 'longlong' && /^[+-]?\d+$/.test(text)) return { end: text };
  const value = Number(text);
  return Number.isFinite(value) ? { end: value } : { problem: t('“{{text}}” is no number.', { text }) };
}

/** A time without a zone is meant in the scale of its column, and the filter says so. */
function readTime(text: string, timeScale: string): { end: string } | { problem: string } {
  const read = parseTime(text);
  if (read.kind === 'problem') return { problem: howToWrite(say(read.message), timeScale) };
  if (read.kind === 'missing') return { problem: t('A missing time ends no range.') };
  return { end: read.hasZone ? text : `${text}_${timeScale}` };
}

/** Each as the times of such a column are shown. */
function howToWrite(message: string, timeScale: string): string {
  return timeScale === 'UTC'
    ? t('{{message}} Write it as 2016-04-01 06:00:00 UTC.', { message })
    : t('{{message}} Write it as 2016.04.01_06:00:00_TAI.', { message });
}
