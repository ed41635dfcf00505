/** Series of any record-set specification, by the rule of the reference client (protocol 3.3); null if there is none. */
export function seriesNameOf(recordSet: string): string | null {
  return /^\s*([\w.]+).*$/s.exec(recordSet)?.[1] ?? null;
}

/** A list of names as text, with commas and blanks between, or as a list already. */
export function splitList(names: string | readonly string[]): string[] {
  return typeof names === 'string' ? names.split(/[\s,]+/).filter((name) => name !== '') : [...names];
}
