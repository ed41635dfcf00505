/**
 * The name of the series at the beginning of a record set or record.
 *
 * @returns In the letter case of the text; `null` if it does not begin with a name.
 */
export function seriesNameOf(recordSet: string): string | null {
  return /^\s*([\w.]+)/.exec(recordSet)?.[1] ?? null;
}

/** The segments that a record set names in braces, each once; none: all. */
export function namedSegments(recordSet: string): string[] {
  // Brackets may hold anything, also braces.
  const plain = recordSet.replaceAll(/\[[^\]]*\]/g, '');
  const lists = [...plain.matchAll(/\{([\w\s.,]*)\}/g)].map(([, inside = '']) => inside);
  return [...new Set(lists.flatMap((list) => list.split(/[\s,]+/).filter((name) => name !== '')))];
}

/** Parts of the name of an exported record. */
export interface RecordParts {
  /** In the letter case of the text. */
  series: string;
  /** What stands in the brackets, such as times as the server wrote them, or `:#123`. */
  values: string[];
  segments: string[];
}

/**
 * Takes the name of a record apart, `hmi.V_45s[2016.04.01_00:00:00_TAI][2]{Dopplergram}`.
 *
 * @returns `null` if the text does not have that form.
 */
export function recordParts(record: string): RecordParts | null {
  const match = /^\s*([\w.]+)\s*(\[.*\])?\s*(?:\{([\w\s.,]*)\})?\s*$/.exec(record);
  const [, series, brackets = '', segments = ''] = match ?? [];
  if (series === undefined) return null;
  const values = [...brackets.matchAll(/\[([^[^\]]*)\]/g)].map(([, value = '']) => value);
  return { series, values, segments: segments.split(/[\s,]+/).filter((name) => name !== '') };
}
