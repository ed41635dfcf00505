import { parseBigInteger, parseNumber } from '../drms/numbers.ts';
import { isIntegerType, isRealType, isSlotted, type KeywordStructure } from '../drms/series-structure.ts';
import { parseDuration } from '../time/duration.ts';
import { type ParsedTime, parseTime } from '../time/parse-time.ts';
import type { Item, RecordSetProblem, Span, Value, Word } from './syntax.ts';

/** Problems of one item of the filter of a key. */
export function checkItem(item: Item, key: KeywordStructure): RecordSetProblem[] {
  // A text may well look like a range or a slice; the server compares it as it is.
  if (key.type === 'string' || key.type === 'char' || key.type === 'link') return [];
  switch (item.kind) {
    case 'first':
    case 'last':
      return [];
    case 'value':
      return checkValue(item.value, key);
    case 'range':
      return [
        ...checkValue(item.start, key),
        ...checkValue(item.end, key),
        ...checkOrder(item, key),
        ...checkSwallowedEnd(item, key),
        ...checkDuration(item.every, key, '@'),
      ];
    case 'slice':
      return [
        ...checkValue(item.start, key),
        ...checkDuration(item.length, key, '/'),
        ...checkDuration(item.every, key, '@'),
      ];
    default:
      return item satisfies never;
  }
}

function error(span: Span, message: string, remedy: string, suggestions: string[] = []): RecordSetProblem {
  return { from: span.from, to: span.to, severity: 'error', message, remedy, suggestions };
}

function warning(span: Span, message: string, remedy: string, suggestions: string[] = []): RecordSetProblem {
  return { ...error(span, message, remedy, suggestions), severity: 'warning' };
}

function checkValue(value: Value, key: KeywordStructure): RecordSetProblem[] {
  if (value.kind === 'missing') return [];
  if (value.kind === 'slot') {
    if (isSlotted(key)) return [];
    return [error(value, `${key.name} has no numbered slots.`, 'Write the value without #.')];
  }
  if (/^[\^$]./.test(value.text)) {
    return [error(value, `“${value.text}” mixes ${value.text[0]} with something else.`, '^ and $ stand alone.')];
  }
  if (key.type === 'time') return checkTime(value, key);
  if (isIntegerType(key.type) && parseBigInteger(value.text) === undefined) {
    return [error(value, `“${value.text}” is not a whole number, which ${key.name} is.`, 'Write digits only.')];
  }
  if (isRealType(key.type) && parseNumber(value.text) === undefined) {
    return [error(value, `“${value.text}” is not a number, which ${key.name} is.`, 'Write it as in 12.5 or 1e-3.')];
  }
  return [];
}

function checkTime(value: Value, key: KeywordStructure): RecordSetProblem[] {
  const reading = parseTime(value.text);
  if (reading.kind === 'missing') return [];
  if (reading.kind === 'time') return checkZone(value, reading, key);
  // A duration counts from the epoch of the slots.
  if (isSlotted(key) && parseDuration(value.text)) return [];
  return [error(value, `${key.name}: ${reading.message}`, timeRemedy(value.text, reading.remedy))];
}

function timeRemedy(text: string, remedy: string): string {
  if (text.includes('/')) return 'Write the length after / as in 3m, 12h or 1d.';
  return text.includes('@') ? 'Write a cadence as in 2016.04.01_TAI/1d@6h.' : remedy;
}

function checkZone(value: Value, reading: ParsedTime, key: KeywordStructure): RecordSetProblem[] {
  if (reading.warning) return [warning(value, reading.warning.split('. ')[0] ?? '', 'Update Quarry.')];
  if (reading.hasZone) return [];
  const zone = zoneOfKey(key);
  const withZone = zone === 'Z' ? `${value.text}Z` : `${value.text}_${zone}`;
  const message =
    zone === 'TAI' || zone === 'TT' || zone === 'TDT'
      ? `Without a zone the server reads UTC, which is more than half a minute off the ${zone} of ${key.name}.`
      : 'Without a zone the server reads UTC.';
  return [warning(value, message, `Write ${withZone}.`, [withZone])];
}

/** What to write behind a time of this key so that it means what the server prints. */
export function zoneOfKey(key: KeywordStructure): string {
  const unit = key.units.trim().toUpperCase();
  if (unit === 'TAI' || unit === 'TT' || unit === 'TDT') return unit;
  return unit === 'ISO' || unit === 'Z' ? 'Z' : 'UTC';
}

function comparable(value: Value, key: KeywordStructure): bigint | number | null {
  if (value.kind === 'slot') return parseBigInteger(value.text) ?? null;
  if (key.type === 'time') {
    const reading = parseTime(value.text);
    return reading.kind === 'time' ? reading.instant : null;
  }
  return isIntegerType(key.type) ? (parseBigInteger(value.text) ?? null) : (parseNumber(value.text) ?? null);
}

function checkOrder(item: Span & { start: Value; end: Value }, key: KeywordStructure): RecordSetProblem[] {
  const [start, end] = [comparable(item.start, key), comparable(item.end, key)];
  if (item.start.kind !== item.end.kind || start === null || end === null || start <= end) return [];
  return [warning(item, 'The range ends before it begins, so it holds no record.', 'Swap its ends.')];
}

/** With dashes in the date the server takes `-2014` for a zone of the first time. */
function checkSwallowedEnd(item: { start: Value; end: Value }, key: KeywordStructure): RecordSetProblem[] {
  if (key.type !== 'time' || !/^\d{4}-/.test(item.start.text)) return [];
  const reading = parseTime(item.start.text);
  if (reading.kind !== 'time' || reading.hasZone || !/^\d{4}/.test(item.end.text)) return [];
  return [
    error(
      item.start,
      `The server would take -${item.end.text.slice(0, 4)} for the zone of the first time.`,
      'Write a zone behind both times.',
      [`${item.start.text}Z`],
    ),
  ];
}

function checkDuration(word: Word | null, key: KeywordStructure, mark: '/' | '@'): RecordSetProblem[] {
  if (!word) return [];
  const what = mark === '/' ? 'length' : 'cadence';
  const duration = parseDuration(word.text);
  const unit = /[smhdu]$/i.exec(word.text)?.[0].toLowerCase();
  if (!duration) return [error(word, `“${word.text}” is not a ${what}.`, 'Write it as in 45s, 3m, 12h or 1d.')];
  const size = duration.kind === 'slots' ? duration.slots : Number(duration.nanoseconds);
  if (size <= 0) return [error(word, `The ${what} is not more than 0.`, 'Write it as in 45s, 3m, 12h or 1d.')];
  if (unit === 'u' && !isSlotted(key)) {
    return [error(word, `${key.name} has no slots that u could count.`, 'Write another unit.')];
  }
  if (unit !== undefined && unit !== 'u' && key.type !== 'time') {
    return [error(word, `${key.name} is not a time, so its ${what} has no unit of time.`, 'Write a number.')];
  }
  return [];
}
