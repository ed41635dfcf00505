/** A node of a parsed statement, as the database writes it in JSON. */
export type Node = { readonly [key: string]: unknown };

export function nodeOf(value: unknown): Node | undefined {
  // An object of JSON has text keys.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : undefined;
}

export function listOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.map(nodeOf).filter((item) => item !== undefined) : [];
}
