/** Series of any record-set specification, by the rule of the reference client (protocol 3.3); null if there is none. */
export function seriesNameOf(recordSet: string): string | null {
  return /^\s*([\w.]+).*$/s.exec(recordSet)?.[1] ?? null;
}

export interface RecordParts {
  series: string;
  /** Text between each pair of brackets. */
  values: string[];
  segments: string[];
}

/** An export's record name in parts (protocol 3.3); null if it does not read as one. */
export function recordParts(record: string): RecordParts | null {
  const [, series, filters, segments] = /^\s*([\w.]+)\s*(\[.*\])?\s*(?:\{([\w\s.,]*)\})?\s*$/s.exec(record) ?? [];
  if (series === undefined) return null;
  return {
    series,
    values: [...(filters ?? '').matchAll(/\[([^[\]^]*)\]/g)].map(([, value]) => value ?? ''),
    segments: splitList(segments ?? ''),
  };
}

/** A list of names as text, with commas and blanks between, or as a list already. */
export function splitList(names: string | readonly string[]): string[] {
  return typeof names === 'string' ? names.split(/[\s,]+/).filter((name) => name !== '') : [...names];
}
