import { scanItem } from './scan-item.ts';
import type { Filter, Item, RecnumItem, RecordSet, RecordSetProblem, Span, Word } from './syntax.ts';
import { longestSeriesName, looksLikeSeriesName, namedKey, recnumItem, segmentName, seriesPlace } from './words.ts';

export type ParsedRecordSets =
  | { ok: true; sets: RecordSet[] }
  /** `sets` holds what could be read all the same. */
  | { ok: false; sets: RecordSet[]; problems: RecordSetProblem[] };

/** Reads on behind a problem, so that all of them are told at once. */
interface Reader {
  readonly text: string;
  at: number;
  readonly problems: RecordSetProblem[];
}

/** Reads one or more record sets, separated by commas, semicolons or line breaks. */
export function parseRecordSet(text: string): ParsedRecordSets {
  const reader: Reader = { text, at: 0, problems: [] };
  const sets: RecordSet[] = [];
  take(reader, /(?:\s|#[^\n]*)*/y);
  while (reader.at < text.length) {
    const set = readSet(reader);
    if (set) sets.push(set);
    skipSpace(reader);
    const separator = readSeparator(reader);
    const previous = sets.at(-1);
    if (separator && previous && set) previous.separator = separator;
    skipSpace(reader);
  }
  if (sets.length === 0 && reader.problems.length === 0) {
    report(reader, { from: 0, to: text.length }, 'The record set is empty.', 'Begin with the name of a series.');
  }
  return reader.problems.length === 0 ? { ok: true, sets } : { ok: false, sets, problems: reader.problems };
}

function report(reader: Reader, span: Span, message: string, remedy: string, suggestions: string[] = []): void {
  reader.problems.push({ from: span.from, to: span.to, severity: 'error', message, remedy, suggestions });
}

function take(reader: Reader, pattern: RegExp): Word | null {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text);
  if (!match) return null;
  const from = reader.at;
  reader.at += match[0].length;
  return { text: match[0], from, to: reader.at };
}

/** Blanks and, outside of brackets, comments to the end of the line. */
function skipSpace(reader: Reader): void {
  take(reader, /(?:[ \t\r]|#[^\n]*)*/y);
}

/** Several at once count as one: line breaks around a comma, or a comma at the end. */
function readSeparator(reader: Reader): Word | null {
  const all = take(reader, /(?:[,;\n][ \t\r]*(?:#[^\n]*)?)+/y);
  return all && { ...all, text: all.text.includes(';') ? ';' : all.text.includes(',') ? ',' : '\n' };
}

function readSet(reader: Reader): RecordSet | null {
  const series = readSeries(reader);
  const filters: Filter[] = [];
  let segments: Word[] | null = null;
  for (;;) {
    const end = reader.at;
    skipSpace(reader);
    const next = reader.text[reader.at];
    if (next === '[') {
      if (segments) {
        report(reader, { from: reader.at, to: reader.at + 1 }, 'A filter stands behind the segments.', 'Put {…} last.');
      }
      const filter = readFilter(reader);
      if (filter) filters.push(filter);
    } else if (next === '{') {
      if (segments)
        report(reader, { from: reader.at, to: reader.at + 1 }, 'A set has segments twice.', 'Name all in one {…}.');
      segments = readSegments(reader);
    } else {
      const rest = take(reader, /[^,;\n]+/y);
      if (rest && series)
        report(reader, rest, `“${rest.text.trim()}” does not belong here.`, 'Separate record sets by a comma.');
      return series && { series, filters, segments, separator: null, from: series.from, to: end };
    }
  }
}

function readSeries(reader: Reader): Word | null {
  const { at } = reader;
  const word = take(reader, seriesPlace);
  if (word?.text.startsWith('@')) {
    report(
      reader,
      word,
      'Lists of record sets in a file can be read on the server only.',
      'Write the record sets here.',
    );
    return null;
  }
  if (!word) {
    const end = Math.min(at + 1, reader.text.length);
    report(reader, { from: at, to: end }, 'The name of a series is missing.', 'Write it before the brackets.');
    // Something has to be taken, or the reader would stand here for ever.
    if (reader.text[at] !== '[' && reader.text[at] !== '{') reader.at = end;
    return null;
  }
  if (!looksLikeSeriesName(word.text)) {
    report(reader, word, `“${word.text}” is not the name of a series.`, 'Names have a dot in them, as in hmi.v_45s.');
  } else if (word.text.length > longestSeriesName) {
    report(reader, word, 'The name of the series has more than 63 characters.', 'Servers have no such series.');
  }
  return word;
}

function readFilter(reader: Reader): Filter | null {
  const from = reader.at;
  reader.at += 1;
  take(reader, /[ \t]*/y);
  const next = reader.text[reader.at];
  if (next === '?' || next === '!') return readQuery(reader, from, next);
  if (take(reader, /\]/y)) return { kind: 'all', from, to: reader.at };
  if (take(reader, /:/y))
    return readList(reader, from, readRecnumItem, (items, to) => ({ kind: 'recnums', items, from, to }));
  const key = take(reader, namedKey);
  if (key) take(reader, /[ \t]*=[ \t]*/y);
  return readList(reader, from, readItem, (items, to) => ({ kind: 'values', key, items, from, to }));
}

function readList<T>(
  reader: Reader,
  from: number,
  readOne: (reader: Reader) => T | null,
  make: (items: T[], to: number) => Filter,
): Filter | null {
  const items: T[] = [];
  for (;;) {
    take(reader, /[ \t]*/y);
    const known = reader.problems.length;
    const item = readOne(reader);
    if (!item) return skipFilter(reader, from, { isReported: reader.problems.length > known });
    items.push(item);
    take(reader, /[ \t]*/y);
    if (take(reader, /\]/y)) return make(items, reader.at);
    if (take(reader, /,/y)) continue;
    const rest = take(reader, /[^\],[\n]+/y);
    if (!rest) return skipFilter(reader, from);
    report(
      reader,
      { from, to: rest.to },
      'A value has a blank in it.',
      'Take the blank out, or put the value in quotation marks if it belongs to it.',
    );
    return skipFilter(reader, from, { isReported: true });
  }
}

/** Goes behind the bracket that closes the filter, or to the end of the set if there is none. */
function skipFilter(reader: Reader, from: number, { isReported = false } = {}): null {
  const { at } = reader;
  take(reader, /[^\][\n;]*/y);
  const isClosed = take(reader, /\]/y) !== null;
  if (isReported) return null;
  const span = { from, to: Math.max(reader.at, from + 1) };
  const next = reader.text[at];
  if (!isClosed) report(reader, span, 'The bracket [ is not closed.', 'Write ] behind the last value.');
  else if (next === '"' || next === "'")
    report(reader, span, 'A quotation mark is not closed.', `Write ${next} behind the text.`);
  else
    report(
      reader,
      span,
      'A value is missing.',
      'Write one on each side of the comma, or nothing between the brackets.',
    );
  return null;
}

function readItem(reader: Reader): Item | null {
  const item = scanItem(reader.text, reader.at);
  if (item) reader.at = item.to;
  return item;
}

function readRecnumItem(reader: Reader): RecnumItem | null {
  recnumItem.lastIndex = reader.at;
  const match = recnumItem.exec(reader.text);
  if (!match?.groups) {
    const word = take(reader, /[^\],[\s]*/y);
    report(
      reader,
      word ?? { from: reader.at, to: reader.at },
      `“${word?.text}” is not a record number.`,
      'Write as in [:#7], [:#7-#9] or [:#$].',
    );
    return null;
  }
  const { start, end, count, open, last, every } = match.groups;
  const from = reader.at;
  reader.at += match[0].length;
  const to = reader.at;
  return {
    start: start ?? null,
    extent: extentOf({ isRange: open !== undefined || /-#/.test(match[0]), end: last ?? end, count }),
    every: every === undefined ? null : { text: every, from: to - every.length, to },
    from,
    to,
  };
}

function extentOf({
  isRange,
  end,
  count,
}: {
  isRange: boolean;
  end: string | undefined;
  count: string | undefined;
}): RecnumItem['extent'] {
  if (count !== undefined) return { kind: 'count', count };
  return isRange ? { kind: 'through', end: end ?? null } : { kind: 'one' };
}

function readQuery(reader: Reader, from: number, mark: '?' | '!'): Filter | null {
  const start = reader.at + 1;
  const close = new RegExp(`\\${mark}[ \\t]*\\]`, 'g');
  close.lastIndex = start;
  const end = close.exec(reader.text);
  if (!end) {
    reader.at = reader.text.length;
    report(
      reader,
      { from, to: reader.at },
      `The query that begins with [${mark} is not closed.`,
      `Write ${mark}] behind it.`,
    );
    return null;
  }
  const text = reader.text.slice(start, end.index);
  reader.at = end.index + end[0].length;
  const stray = text.indexOf(mark);
  if (stray >= 0) {
    const remedy = mark === '!' ? 'Write <> instead of !=.' : 'Leave it out.';
    report(reader, { from: start + stray, to: start + stray + 1 }, `A ${mark} stands inside of a query.`, remedy);
  }
  const query = {
    text: text.trim(),
    from: start + (text.length - text.trimStart().length),
    to: start + text.trimEnd().length,
  };
  if (query.text === '')
    report(reader, { from, to: reader.at }, 'The query is empty.', 'Write a condition, as in quality >= 0.');
  return { kind: 'sql', allVersions: mark === '!', query, from, to: reader.at };
}

function readSegments(reader: Reader): Word[] {
  const from = reader.at;
  reader.at += 1;
  const known = reader.problems.length;
  const names: Word[] = [];
  for (;;) {
    take(reader, /[ \t,:;]*/y);
    if (take(reader, /\}/y)) {
      if (names.length === 0 && reader.problems.length === known)
        report(reader, { from, to: reader.at }, 'The braces hold no segment.', 'Name one, or leave the braces out.');
      return names;
    }
    const name = take(reader, segmentName);
    if (name) names.push(name);
    else {
      const wrong = take(reader, /[^\s,:;}[\]]+/y);
      if (!wrong) {
        report(
          reader,
          { from, to: Math.max(reader.at, from + 1) },
          'The brace { is not closed.',
          'Write } behind the last segment.',
        );
        return names;
      }
      report(reader, wrong, `“${wrong.text}” is not the name of a segment.`, 'Names begin with a letter.');
    }
  }
}
