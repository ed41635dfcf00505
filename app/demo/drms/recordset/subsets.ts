import { RequestError } from '../request-error.ts';

export interface Subset {
  series: string;
  /** Texts between brackets. */
  filters: string[];
  segments?: string[];
}

const seriesName = /[A-Za-z]\w*\.[A-Za-z][\w.]*/y;

/** Splits a record-set specification into its sub-sets, brackets unread. */
export function splitSubsets(spec: string): Subset[] {
  const subsets: Subset[] = [];
  let at = skipBlank(spec, 0, true);
  while (at < spec.length) {
    if (spec[at] === '@') throw new RequestError(`Bad record-set query '${spec}': files of queries are not read here.`);
    const { subset, end } = readSubset(spec, at);
    subsets.push(subset);
    at = skipBlank(spec, end, false);
    if (at < spec.length && !',;\n'.includes(spec[at] ?? '')) throw bad(spec, at);
    at = skipBlank(spec, at, true);
  }
  if (subsets.length === 0) throw new RequestError(`Bad record-set query '${spec}': no series is named.`);
  return subsets;
}

function readSubset(spec: string, start: number): { subset: Subset; end: number } {
  seriesName.lastIndex = start;
  const [series] = seriesName.exec(spec) ?? [];
  if (series === undefined || series.length >= 64) throw bad(spec, start);
  const subset: Subset = { series, filters: [] };
  let end = start + series.length;
  for (;;) {
    const at = skipBlank(spec, end, false);
    if (spec[at] === '[' && subset.segments === undefined) {
      const close = closingBracket(spec, at);
      subset.filters.push(spec.slice(at + 1, close).trim());
      end = close + 1;
    } else if (spec[at] === '{' && subset.segments === undefined) {
      const close = spec.indexOf('}', at);
      if (close < 0) throw bad(spec, at);
      subset.segments = segmentNames(spec, at, close);
      end = close + 1;
    } else return { subset, end };
  }
}

function segmentNames(spec: string, open: number, close: number): string[] {
  const names = spec.slice(open + 1, close).split(/[,:;]/);
  const trimmed = names.map((name) => name.trim());
  if (!trimmed.every((name) => name === '**ALL**' || /^[A-Za-z][\w.]*$/.test(name))) throw bad(spec, open);
  return trimmed;
}

/** SQL runs to `?]` or `!]`; elsewhere a bracket within quotes does not close. */
function closingBracket(spec: string, open: number): number {
  const markAt = skipSpaces(spec, open + 1);
  const mark = spec[markAt];
  if (mark === '?' || mark === '!') {
    for (let at = markAt + 1; at < spec.length; at += 1) {
      const next = skipSpaces(spec, at + 1);
      if (spec[at] === mark && spec[next] === ']') return next;
    }
    throw bad(spec, open);
  }
  let quote = '';
  for (let at = open + 1; at < spec.length; at += 1) {
    const char = spec[at] ?? '';
    if (quote !== '') {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === ']') return at;
  }
  throw bad(spec, open);
}

function skipSpaces(spec: string, from: number): number {
  let at = from;
  while (spec[at] === ' ' || spec[at] === '\t') at += 1;
  return at;
}

/** Blanks and comments; between sub-sets also separators and line ends. */
function skipBlank(spec: string, from: number, withSeparators: boolean): number {
  let at = from;
  for (; at < spec.length; at += 1) {
    const char = spec[at] ?? '';
    if (char === '#') {
      const lineEnd = spec.indexOf('\n', at);
      at = (lineEnd < 0 ? spec.length : lineEnd) - 1;
    } else if (!(withSeparators ? ' \t\r\n,;' : ' \t\r').includes(char)) break;
  }
  return at;
}

function bad(spec: string, at: number): RequestError {
  return new RequestError(`Bad record-set query '${spec}' at character ${at + 1}.`);
}
