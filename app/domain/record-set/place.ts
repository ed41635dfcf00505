import type { Span } from './syntax.ts';

/** What stands at a position of a text that may be unfinished. */
export type Place = Span &
  (
    | { kind: 'series' }
    /** `key`: the one named, or null for the prime key at `position`. `isStart`: no other value before. */
    | { kind: 'value'; series: string; key: string | null; position: number; isStart: boolean }
    | { kind: 'duration'; series: string; key: string | null; position: number }
    | { kind: 'query'; series: string }
    | { kind: 'segment'; series: string; taken: string[] }
    | { kind: 'none' }
  );

interface Progress {
  /** Where the set began that the position is in. */
  setStart: number;
  /** How many prime keys have had their filter. */
  position: number;
  /** Where the bracket or brace around the position opens. */
  open: { mark: '[' | '{'; at: number } | null;
}

/** Where a cursor stands; `from` to `to` is the word around it that a completion would replace. */
export function placeAt(text: string, cursor: number): Place {
  const { setStart, position, open } = readUpTo(text, cursor);
  const series = /^\s*([\w.]*)/.exec(text.slice(setStart))?.[1] ?? '';
  if (!open) return placeOutside(text, setStart, cursor);
  const content = text.slice(open.at + 1, cursor);
  if (open.mark === '{') {
    const from = cursor - (/[\w.*]*$/.exec(content)?.[0].length ?? 0);
    const inside = text.slice(open.at + 1).split('}')[0] ?? '';
    const taken = inside.split(/[\s,:;]+/).filter((name) => name !== '' && name !== text.slice(from, cursor));
    return { kind: 'segment', series, taken, from, to: endOfWord(text, cursor, /[\w.*]*/y) };
  }
  if (/^\s*[?!]/.test(content)) {
    const from = cursor - (/[\w.]*$/.exec(content)?.[0].length ?? 0);
    return { kind: 'query', series, from, to: endOfWord(text, cursor, /[\w.]*/y) };
  }
  if (/^\s*:/.test(content)) return { kind: 'none', from: cursor, to: cursor };
  return placeInValues(text, cursor, content, { series, position });
}

function placeInValues(
  text: string,
  cursor: number,
  content: string,
  { series, position }: { series: string; position: number },
): Place {
  const named = /^\s*([A-Za-z_]\w*)\s*=/.exec(content);
  const key = named?.[1] ?? null;
  const list = content.slice(named?.[0].length ?? 0);
  const item = /[^,]*$/.exec(list)?.[0].trimStart() ?? '';
  const duration = /[/@]([^/@]*)$/.exec(item)?.[1];
  if (duration !== undefined) {
    return {
      kind: 'duration',
      series,
      key,
      position,
      from: cursor - duration.length,
      to: endOfWord(text, cursor, /\w*/y),
    };
  }
  // Behind the dash of a range that has its zone the second time begins.
  const second = /^\d{4}.*[A-Z]-([^-]*)$/i.exec(item)?.[1];
  const word = second ?? item;
  const isStart = key === null && list.trim() === word;
  return {
    kind: 'value',
    series,
    key,
    position,
    isStart,
    from: cursor - word.length,
    to: endOfWord(text, cursor, /[^\s,[\]/@]*/y),
  };
}

function placeOutside(text: string, setStart: number, cursor: number): Place {
  const before = text.slice(setStart, cursor);
  const word = /^\s*([\w.]*)$/.exec(before)?.[1];
  if (word === undefined) return { kind: 'none', from: cursor, to: cursor };
  return { kind: 'series', from: cursor - word.length, to: endOfWord(text, cursor, /[\w.]*/y) };
}

function endOfWord(text: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

function readUpTo(text: string, cursor: number): Progress {
  const progress: Progress = { setStart: 0, position: 0, open: null };
  let i = 0;
  while (i < cursor) {
    const character = text[i] ?? '';
    const { open } = progress;
    if (open) i = insideEnd(text, i, open);
    if (i >= cursor) return progress;
    if (open) {
      if (open.mark === '[' && takesPosition(text.slice(open.at + 1, i))) progress.position += 1;
      progress.open = null;
    } else if (character === '[' || character === '{') progress.open = { mark: character, at: i };
    else if (/[,;\n]/.test(character)) Object.assign(progress, { setStart: i + 1, position: 0 });
    else if (character === '#') {
      // a comment up to the end of the line
      i = text.indexOf('\n', i) < 0 ? text.length : text.indexOf('\n', i) - 1;
    }
    i += 1;
  }
  return progress;
}

/** Position of the bracket or brace that closes what is open, or the end of the text. */
function insideEnd(text: string, at: number, open: { mark: '[' | '{'; at: number }): number {
  const content = text.slice(open.at + 1);
  const mark = /^\s*([?!])/.exec(content)?.[1];
  const pattern =
    open.mark === '{'
      ? /^[^}]*/
      : mark
        ? new RegExp(`^\\s*\\${mark}(?:(?!\\${mark}\\s*\\])[\\s\\S])*(?:\\${mark}\\s*(?=\\]))?`)
        : /^(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^\]])*/;
  return Math.max(at, open.at + 1 + (pattern.exec(content)?.[0].length ?? 0));
}

function takesPosition(content: string): boolean {
  return !/^\s*[?!:]/.test(content) && !/^\s*[A-Za-z_]\w*\s*=/.test(content);
}
