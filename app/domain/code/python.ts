/** A text as Python writes it. */
export function pythonText(text: string): string {
  // JSON writes texts as Python reads them, but for halves of a pair, which neither has.
  return JSON.stringify(text.toWellFormed());
}

/** A value of JSON as Python writes it. */
export function python(value: unknown): string {
  if (typeof value === 'string') return pythonText(value);
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, item]) => `${pythonText(key)}: ${python(item)}`)
      .join(', ')}}`;
  return String(value);
}

/** A call with the arguments that are not null; one without a name comes first. */
export function pythonCall(name: string, given: Readonly<Record<string, string | null>>): string {
  const written = Object.entries(given).flatMap(([key, value]) =>
    value === null ? [] : [key === '' ? value : `${key}=${value}`],
  );
  const inOneLine = `${name}(${written.join(', ')})`;
  return inOneLine.length <= 88 ? inOneLine : `${name}(\n${written.map((one) => `    ${one},\n`).join('')})`;
}
