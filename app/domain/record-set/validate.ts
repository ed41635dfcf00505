import { findKeyword, isSlotted, type KeywordStructure, type SeriesStructure } from '../drms/series-structure.ts';
import { checkQuery } from './check-query.ts';
import { checkItem } from './check-values.ts';
import { nearMisses } from './near-miss.ts';
import { type Filter, isPositional, type RecordSet, type RecordSetProblem, type Span, type Word } from './syntax.ts';

export interface ValidationContext {
  /** Structure of a series by its name in any letter case; `undefined` if it is not known (yet). */
  structureOf(series: string): SeriesStructure | undefined;
  /** All series of the server, or null if they are not known. */
  seriesNames: readonly string[] | null;
  /** Exports refuse or change more than queries do. */
  purpose: 'query' | 'export';
}

const longestText = 8192;
/** More time ranges in one list have made servers fail. */
const mostRanges = 10;
const hugeSeries = 1_000_000;

/**
 * Checks sets against what is known about their series: names, number and types of filters, segments; and warns of
 * what servers understand otherwise than people.
 *
 * @returns In the order of the text. Nothing is said about what cannot be known.
 */
export function validateRecordSet(sets: readonly RecordSet[], context: ValidationContext): RecordSetProblem[] {
  const problems = sets.flatMap((set) => checkSet(set, context));
  problems.push(...checkTogether(sets, context));
  return problems.sort((a, b) => a.from - b.from || a.to - b.to);
}

function problem(
  severity: RecordSetProblem['severity'],
  { from, to }: Span,
  message: string,
  remedy: string,
  suggestions: string[] = [],
): RecordSetProblem {
  return { from, to, severity, message, remedy, suggestions };
}

function checkSet(set: RecordSet, context: ValidationContext): RecordSetProblem[] {
  const name = set.series.text;
  const structure = context.structureOf(name);
  const { seriesNames } = context;
  if (!structure && seriesNames && !seriesNames.some((known) => known.toLowerCase() === name.toLowerCase())) {
    const suggestions = nearMisses(name, seriesNames);
    const remedy = suggestions[0] ? `Did you mean ${suggestions.join(', ')}?` : 'Look it up in the list of series.';
    return [problem('error', set.series, `The server has no series ${name}.`, remedy, suggestions)];
  }
  return [
    ...checkRepeatedRecnums(set),
    ...set.filters.flatMap((filter) => (filter.kind === 'sql' ? checkQuery(filter.query, structure) : [])),
    ...(structure ? [...checkFilters(set, structure, context), ...checkSegments(set, structure)] : []),
    ...(structure ? checkSize(set, structure) : []),
  ];
}

function checkRepeatedRecnums(set: RecordSet): RecordSetProblem[] {
  const [, second] = set.filters.filter(({ kind }) => kind === 'recnums');
  if (!second) return [];
  return [problem('error', second, 'A record set takes one filter of record numbers.', 'List all of them in one.')];
}

function checkFilters(set: RecordSet, structure: SeriesStructure, context: ValidationContext): RecordSetProblem[] {
  const problems: RecordSetProblem[] = [];
  let position = 0;
  for (const filter of set.filters) {
    const keyName = isPositional(filter) ? structure.primekeys[position] : undefined;
    if (isPositional(filter)) {
      position += 1;
      if (keyName === undefined) problems.push(tooManyFilters(filter, structure));
    }
    if (filter.kind !== 'values') continue;
    const named = filter.key && checkNamedKey(filter.key, structure);
    if (named) problems.push(named);
    const key = findKeyword(structure, filter.key?.text ?? keyName ?? '');
    if (key && !named) problems.push(...checkValues(filter, key, context));
  }
  return problems;
}

function tooManyFilters(filter: Filter, { name, primekeys }: SeriesStructure): RecordSetProblem {
  const remedy =
    primekeys.length === 0
      ? 'Use [? … ?] or record numbers as in [:#7].'
      : `Its prime keys are ${primekeys.join(', ')}.`;
  return problem('error', filter, `${name} has ${primekeys.length} prime keys, this filter is one too many.`, remedy);
}

/** Prime keys and the numbers of their slots can be named. */
function checkNamedKey(key: Word, structure: SeriesStructure): RecordSetProblem | null {
  const lower = key.text.toLowerCase();
  const named = structure.primekeys.flatMap((name) => [name.toLowerCase(), `${name.toLowerCase()}_index`]);
  if (named.includes(lower)) return null;
  const keyword = findKeyword(structure, key.text);
  if (keyword && isSlotted(keyword)) return null;
  if (keyword) {
    const remedy = `Write [? ${keyword.name} = value ?].`;
    return problem('error', key, `${keyword.name} is not a prime key of ${structure.name}.`, remedy);
  }
  const suggestions = nearMisses(key.text, structure.primekeys);
  const remedy = `Its prime keys are ${structure.primekeys.join(', ') || 'none'}.`;
  return problem('error', key, `${structure.name} has no key ${key.text}.`, remedy, suggestions);
}

function checkValues(
  filter: Extract<Filter, { kind: 'values' }>,
  key: KeywordStructure,
  context: ValidationContext,
): RecordSetProblem[] {
  const problems = filter.items.flatMap((item) => checkItem(item, key));
  const ranges = filter.items.filter(({ kind }) => kind === 'range' || kind === 'slice');
  if (key.type === 'time' && ranges.length > mostRanges) {
    const message = `${ranges.length} ranges of time in one list have made servers fail.`;
    problems.push(problem('warning', filter, message, `Split them into queries of at most ${mostRanges}.`));
  }
  const moving = filter.items.find(({ kind }) => kind === 'first' || kind === 'last');
  if (moving && context.purpose === 'export') {
    const message = 'An export fixes the first or last record when it is ordered; a later one may differ.';
    problems.push(problem('warning', moving, message, 'Write the value if the export has to be repeatable.'));
  }
  return problems;
}

function checkSegments({ segments }: RecordSet, structure: SeriesStructure): RecordSetProblem[] {
  const names = structure.segments.map(({ name }) => name);
  return (segments ?? [])
    .filter(({ text }) => text.toUpperCase() !== '**ALL**')
    .filter(({ text }) => !names.some((name) => name.toLowerCase() === text.toLowerCase()))
    .map((word) => {
      const suggestions = nearMisses(word.text, names);
      const remedy = names.length > 0 ? `Its segments are ${names.join(', ')}.` : 'Leave the braces out.';
      return problem('error', word, `${structure.name} has no segment ${word.text}.`, remedy, suggestions);
    });
}

function checkSize(set: RecordSet, structure: SeriesStructure): RecordSetProblem[] {
  const isNarrowed = set.filters.some(
    (filter) =>
      filter.kind === 'recnums' || filter.kind === 'sql' || (filter.kind === 'values' && filter.items.length > 0),
  );
  const count = structure.interval?.maxRecnum ?? 0;
  if (isNarrowed || count < hugeSeries) return [];
  const message = `Without a filter this is all of ${structure.name}, about ${count.toLocaleString('en-US')} records.`;
  return [problem('warning', set, message, 'Add a range of time.')];
}

function checkTogether(sets: readonly RecordSet[], { purpose }: ValidationContext): RecordSetProblem[] {
  const problems: RecordSetProblem[] = [];
  const [first] = sets;
  const other = sets.find(({ series }) => series.text.toLowerCase() !== first?.series.text.toLowerCase());
  if (first && other) {
    const message = `One query reads one series, and this is ${other.series.text} besides ${first.series.text}.`;
    problems.push(problem('error', other.series, message, 'Make two queries of it.'));
  }
  for (const { separator } of sets) {
    if (separator?.text !== ';') continue;
    const severity = purpose === 'export' ? 'error' : 'warning';
    problems.push(problem(severity, separator, 'Exports refuse a semicolon.', 'Write a comma.', [',']));
  }
  const withQuality = sets.filter(hasQualityFilter);
  const without = sets.find((set) => !hasQualityFilter(set));
  if (purpose === 'export' && withQuality.length > 0 && without) {
    const message =
      'Some sets have a condition on quality and some have none: the server exports the ones without only.';
    problems.push(problem('warning', without, message, 'Give all of them one, or none.'));
  }
  const last = sets.at(-1);
  if (last && last.to > longestText) {
    const message = `The text has ${last.to} characters, servers take ${longestText}.`;
    problems.push(problem('error', { from: longestText, to: last.to }, message, 'Split it into several queries.'));
  }
  return problems;
}

function hasQualityFilter({ filters }: RecordSet): boolean {
  return filters.some((filter) => filter.kind === 'sql' && !filter.allVersions && /quality/i.test(filter.query.text));
}
