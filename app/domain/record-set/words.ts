/*
 * How words of the language are spelt, for all who read it. The patterns are sticky: set `lastIndex`, or use `wordAt`.
 */

/** Anything that stands where the name of a series belongs. */
export const seriesPlace = /[^\s,;[\]{}#]+/y;
/** The name of a key before its equals sign. */
export const namedKey = /[A-Za-z_]\w*(?=[ \t]*=)/y;
export const segmentName = /\*\*ALL\*\*|[A-Za-z][\w.]*/iy;
/** `#5`, `#5-#9`, `#5-#`, `#-#9`, `#5/4`, each with a step behind `@`. */
export const recnumItem =
  /#(?:(?<start>\d+|\^|\$)(?:-#(?<end>\d+|\$)?|\/(?<count>\d+))?|(?<open>-#)(?<last>\d+))(?:@(?<every>[\d.]+u?))?/y;

export const longestSeriesName = 63;

export function looksLikeSeriesName(word: string): boolean {
  return /^[A-Za-z]\w*\.[A-Za-z][\w.]*$/.test(word);
}

export function wordAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
