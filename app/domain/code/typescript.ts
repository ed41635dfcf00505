/** A text as TypeScript writes it, in single quotes. */
export function typescriptText(text: string): string {
  const inside = JSON.stringify(text.toWellFormed()).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inside}'`;
}

/** A value of JSON as TypeScript writes it; what is undefined is left out. */
export function typescriptObject(fields: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const written = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${typeof value === 'string' ? typescriptText(value) : value}`],
  );
  return written.length === 0 ? '{}' : `{ ${written.join(', ')} }`;
}
