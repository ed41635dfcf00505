import type { SeriesStructure } from '../drms/series-structure.ts';
import { parseRecordSet } from './parse.ts';
import { type Filter, type Item, isPositional, type RecordSet } from './syntax.ts';
import { quoteValue, writeFilter, writeItem, writeValue } from './write.ts';

/** What a form asks about one prime key. All texts are as users type them. */
export type KeyChoice =
  | { mode: 'any' }
  | { mode: 'first' }
  | { mode: 'last' }
  /** At least one; texts that would be read as something else get quotation marks. */
  | { mode: 'values'; values: string[] }
  /** Both ends included; `every` null: all. */
  | { mode: 'range'; start: string; end: string; every: string | null }
  | { mode: 'slice'; start: string; length: string; every: string | null }
  /** What the form has no fields for, in the language itself: lists of ranges. */
  | { mode: 'text'; text: string };

/** A record set as a form shows it. */
export interface RecordSetForm {
  series: string;
  /** One for each prime key, in their order. */
  keys: { key: string; choice: KeyChoice }[];
  /** Condition of SQL on the newest versions; empty: none. */
  where: string;
  /** Further filters in the language itself, with their brackets. */
  others: string[];
  /** Empty: all. */
  segments: string[];
}

export type FormResult = { ok: true; form: RecordSetForm } | { ok: false; message: string; remedy: string };

/**
 * The form of a record set.
 *
 * @param structure Of its series; the prime keys make the fields.
 */
export function toForm(set: RecordSet, structure: SeriesStructure): FormResult {
  const choices = new Map<string, KeyChoice>();
  const others: string[] = [];
  let where = '';
  const positional = set.filters.filter(isPositional);
  if (positional.length > structure.primekeys.length) {
    return {
      ok: false,
      message: `The text has ${positional.length} filters for the ${structure.primekeys.length} prime keys of ${structure.name}.`,
      remedy: 'Correct the text first.',
    };
  }
  for (const [index, filter] of positional.entries()) {
    choices.set(structure.primekeys[index] ?? '', choiceOf(filter));
  }
  for (const filter of set.filters) {
    if (isPositional(filter)) continue;
    const named = namedKey(filter, structure);
    if (named !== undefined && (choices.get(named) ?? { mode: 'any' }).mode === 'any') {
      choices.set(named, choiceOf(filter));
    } else if (filter.kind === 'sql' && !filter.allVersions && where === '') where = filter.query.text;
    else others.push(writeFilter(filter));
  }
  const keys = structure.primekeys.map((key) => ({ key, choice: choices.get(key) ?? { mode: 'any' as const } }));
  const segments = (set.segments ?? []).map(({ text }) => text);
  return { ok: true, form: { series: set.series.text, keys, where, others, segments } };
}

function namedKey(filter: Filter, { primekeys }: SeriesStructure): string | undefined {
  if (filter.kind !== 'values' || !filter.key) return undefined;
  const name = filter.key.text.toLowerCase();
  return primekeys.find((key) => key.toLowerCase() === name);
}

function choiceOf(filter: Filter): KeyChoice {
  if (filter.kind !== 'values') return { mode: 'any' };
  const [first, ...more] = filter.items;
  const values = filter.items.map((item) => (item.kind === 'value' ? textOfItem(item) : null));
  if (values.every((value) => value !== null)) return { mode: 'values', values };
  if (!first || more.length > 0) return { mode: 'text', text: filter.items.map(writeItem).join(',') };
  switch (first.kind) {
    case 'first':
    case 'last':
      return { mode: first.kind };
    case 'value':
      return { mode: 'values', values: [textOfItem(first)] };
    case 'range':
      return {
        mode: 'range',
        start: writeValue(first.start),
        end: writeValue(first.end),
        every: first.every?.text ?? null,
      };
    case 'slice':
      return {
        mode: 'slice',
        start: writeValue(first.start),
        length: first.length.text,
        every: first.every?.text ?? null,
      };
    default:
      return first satisfies never;
  }
}

/** Without its quotation marks where `valueText` puts them on again. */
function textOfItem({ value }: Extract<Item, { kind: 'value' }>): string {
  const written = writeValue(value);
  return value.kind === 'quoted' && valueText(value.text) === written ? value.text : written;
}

/** A typed text as a value of the language: as it is if it is one value, in quotation marks otherwise. */
function valueText(text: string): string {
  const parsed = parseRecordSet(`a.b[${text}]`);
  const [filter, ...more] = parsed.sets[0]?.filters ?? [];
  const isOneFilter = parsed.ok && parsed.sets.length === 1 && more.length === 0;
  if (!isOneFilter || filter?.kind !== 'values' || filter.key || filter.items.length !== 1) return quoteValue(text);
  const [item] = filter.items;
  if (item?.kind !== 'value') return quoteValue(text);
  const written = writeItem(item);
  // Blanks around a text belong to it; quotation marks that were typed do not.
  return written === text || item.value.kind === 'quoted' ? written : quoteValue(text);
}

/** The form without what still has to be typed, and one sentence about each such place. */
export function finishedForm(form: RecordSetForm): { form: RecordSetForm; unfinished: string[] } {
  const unfinished: string[] = [];
  const keys = form.keys.map((field) => {
    const missing = missingIn(field.choice);
    if (missing === null) return field;
    unfinished.push(`${field.key}: ${missing}`);
    return { ...field, choice: { mode: 'any' as const } };
  });
  return { form: { ...form, keys }, unfinished };
}

function missingIn(choice: KeyChoice): string | null {
  const isEmpty = (text: string): boolean => text.trim() === '';
  switch (choice.mode) {
    case 'any':
    case 'first':
    case 'last':
      return null;
    case 'values':
      return choice.values.every(isEmpty) ? 'write a value.' : null;
    case 'text':
      return isEmpty(choice.text) ? 'write a value.' : null;
    case 'range':
      if (isEmpty(choice.start)) return 'write where the range begins.';
      return isEmpty(choice.end) ? 'write where the range ends.' : null;
    case 'slice':
      if (isEmpty(choice.start)) return 'write where it begins.';
      return isEmpty(choice.length) ? 'write how long it lasts, as in 3m, 12h or 1d.' : null;
    default:
      return choice satisfies never;
  }
}

/** The text of a form; filters that choose nothing are left out at the end. */
export function fromForm({ series, keys, where, others, segments }: RecordSetForm): string {
  const lastChosen = keys.findLastIndex(({ choice }) => choice.mode !== 'any');
  const filters = keys.slice(0, lastChosen + 1).map(({ choice }) => `[${textOfChoice(choice)}]`);
  const condition = where.trim() === '' ? [] : [`[? ${where.trim()} ?]`];
  const braces = segments.length === 0 ? '' : `{${segments.join(',')}}`;
  return series + [...filters, ...condition, ...others].join('') + braces;
}

/** What stands between the brackets of a key. */
export function textOfChoice(choice: KeyChoice): string {
  const every = 'every' in choice && choice.every !== null && choice.every !== '' ? `@${choice.every}` : '';
  switch (choice.mode) {
    case 'any':
      return '';
    case 'first':
      return '^';
    case 'last':
      return '$';
    case 'values':
      return choice.values.map(valueText).join(',');
    case 'range':
      return `${choice.start}-${choice.end}${every}`;
    case 'slice':
      return `${choice.start}/${choice.length}${every}`;
    case 'text':
      return choice.text;
    default:
      return choice satisfies never;
  }
}
