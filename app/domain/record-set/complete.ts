import { recordParts } from '../drms/series-name.ts';
import { findKeyword, isSlotted, type KeywordStructure, type SeriesStructure } from '../drms/series-structure.ts';
import { durationUnits } from '../time/duration.ts';
import { parseTime } from '../time/parse-time.ts';
import { zoneOfKey } from './check-values.ts';
import { type Place, placeAt } from './place.ts';
import { implicitColumns, sqlWords } from './sql.ts';
import type { Span } from './syntax.ts';
import { quoteValue } from './write.ts';

export interface CompletionContext {
  /** All series of the server that are known, with their notes. */
  series: readonly { name: string; note: string }[];
  structureOf(series: string): SeriesStructure | undefined;
  /** Values of a key that were asked for before, such as the wavelengths of a series; newest first. */
  valuesOf(series: string, key: string): readonly string[];
}

export interface CompletionOption {
  /** What is written in place of the word. */
  label: string;
  kind: 'series' | 'key' | 'value' | 'segment' | 'duration' | 'word';
  /** What it is, in a few words. */
  detail: string;
}

export interface Completions extends Span {
  options: CompletionOption[];
}

/** Series are offered from this many letters on: there are thousands. */
const fewestLetters = 2;
const mostOptions = 50;

/** What could stand at a position of a text that may be unfinished; `from` to `to` is what an option replaces. */
export function completionsAt(text: string, cursor: number, context: CompletionContext): Completions {
  const place = placeAt(text, cursor);
  const word = text.slice(place.from, cursor);
  return { from: place.from, to: place.to, options: optionsAt(place, word, context).slice(0, mostOptions) };
}

function optionsAt(place: Place, word: string, context: CompletionContext): CompletionOption[] {
  if (place.kind === 'none') return [];
  if (place.kind === 'series') return seriesOptions(word, context);
  const structure = context.structureOf(place.series);
  if (!structure) return [];
  switch (place.kind) {
    case 'segment':
      return matching(segmentOptions(structure, place.taken), word);
    case 'query':
      return matching(queryOptions(structure), word);
    case 'duration': {
      const key = keyAt(place, structure);
      return key ? durationOptions(key, structure, word) : [];
    }
    case 'value': {
      const key = keyAt(place, structure);
      const values = key ? valueOptions(key, place, structure, word, context) : [];
      return [...values, ...(place.isStart ? matching(namedKeyOptions(structure, key), word) : [])];
    }
    default:
      return place satisfies never;
  }
}

function keyAt(
  place: { key: string | null; position: number },
  structure: SeriesStructure,
): KeywordStructure | undefined {
  return findKeyword(structure, place.key ?? structure.primekeys[place.position] ?? '');
}

/** Those that begin with the word before those that have it elsewhere. */
function matching(options: readonly CompletionOption[], word: string): CompletionOption[] {
  const lower = word.toLowerCase();
  const begins = options.filter(({ label }) => label.toLowerCase().startsWith(lower));
  const holds = options.filter(({ label }) => label.toLowerCase().indexOf(lower) > 0);
  return lower === '' ? [...options] : [...begins, ...holds];
}

function seriesOptions(word: string, { series }: CompletionContext): CompletionOption[] {
  if (word.length < fewestLetters) return [];
  return matching(
    series.map(({ name, note }) => ({ label: name, kind: 'series', detail: note })),
    word,
  );
}

function segmentOptions({ segments }: SeriesStructure, taken: readonly string[]): CompletionOption[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return segments
    .filter(({ name }) => !used.has(name.toLowerCase()))
    .map(({ name, note, protocol }) => ({
      label: name,
      kind: 'segment',
      detail: [protocol, note].filter(Boolean).join(' · '),
    }));
}

function describeKey({ type, units, note }: KeywordStructure): string {
  return [type, units.toLowerCase() === 'none' ? '' : units, note].filter(Boolean).join(' · ');
}

function queryOptions(structure: SeriesStructure): CompletionOption[] {
  return [
    ...structure.keywords.map(
      (keyword): CompletionOption => ({ label: keyword.name, kind: 'key', detail: describeKey(keyword) }),
    ),
    ...sqlWords.map((label): CompletionOption => ({ label, kind: 'word', detail: 'SQL' })),
    ...implicitColumns
      .slice(0, 2)
      .map((label): CompletionOption => ({ label, kind: 'key', detail: 'of every record' })),
    { label: 'drms.image_exists(quality)', kind: 'word', detail: 'the record has an image' },
    { label: '$(', kind: 'word', detail: 'a time, as in $(2016.04.01_TAI)' },
  ];
}

function namedKeyOptions(structure: SeriesStructure, current: KeywordStructure | undefined): CompletionOption[] {
  return structure.primekeys
    .filter((name) => name !== current?.name)
    .map((name) => {
      const keyword = findKeyword(structure, name);
      return { label: `${name}=`, kind: 'key', detail: keyword ? describeKey(keyword) : '' };
    });
}

function valueOptions(
  key: KeywordStructure,
  place: { series: string; position: number; isStart: boolean },
  structure: SeriesStructure,
  word: string,
  { valuesOf }: CompletionContext,
): CompletionOption[] {
  const value = (label: string, detail: string): CompletionOption => ({ label, kind: 'value', detail });
  const index = structure.primekeys.indexOf(key.name);
  const bound = (record: string | undefined): string | undefined => recordParts(record ?? '')?.values[index];
  const [first, last] = [bound(structure.interval?.firstRecord), bound(structure.interval?.lastRecord)];
  const known = valuesOf(place.series, key.name).map((text) => value(quoteValue(text), describeKey(key)));
  const options = [
    value('$', `newest ${key.name}`),
    value('^', `first ${key.name}`),
    ...(first ? [value(first, `first ${key.name}`)] : []),
    ...(last && last !== first ? [value(last, `newest ${key.name}`)] : []),
    ...known,
  ];
  return [...zoneOption(key, word), ...matching(options, word)];
}

/** The time as it stands, with the zone its key is written in. */
function zoneOption(key: KeywordStructure, word: string): CompletionOption[] {
  if (key.type !== 'time') return [];
  const time = word.replace(/_[A-Z]*$/i, '');
  const reading = parseTime(time);
  if (reading.kind !== 'time' || reading.hasZone || reading.precision === -5) return [];
  const zone = zoneOfKey(key);
  const label = zone === 'Z' ? `${time}Z` : `${time}_${zone}`;
  return label === word ? [] : [{ label, kind: 'value', detail: `zone of ${key.name}` }];
}

function durationOptions(key: KeywordStructure, structure: SeriesStructure, word: string): CompletionOption[] {
  const duration = (label: string, detail: string): CompletionOption => ({ label, kind: 'duration', detail });
  const units = durationUnits.filter(({ unit }) => (unit === 'u' ? isSlotted(key) : key.type === 'time'));
  const step = findKeyword(structure, `${key.name}_step`)?.defval;
  if (/^[\d.]+$/.test(word)) return units.map(({ unit, name }) => duration(word + unit, `${word} ${name}`));
  const usual = key.type === 'time' ? ['1m', '12m', '1h', '6h', '12h', '1d'].map((label) => duration(label, '')) : [];
  const slot = isSlotted(key) ? [duration('1u', step ? `one slot of ${Number(step)}` : 'one slot')] : [];
  return matching([...usual, ...slot], word);
}
