/** Text that the server forgets to escape; quotes or controls within make the answer no JSON. */
export class Unescaped {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Fields in a given order, where a name may come twice. */
export class Fields {
  readonly entries: readonly (readonly [string, Json])[];

  constructor(entries: readonly (readonly [string, Json])[]) {
    this.entries = entries;
  }
}

export type Json = string | number | null | Unescaped | Fields | readonly Json[] | { readonly [name: string]: Json };

/** As the server writes it: `/` becomes `\/`, characters above 0x7F stay as they are. */
export function jsonString(text: string): string {
  return JSON.stringify(text).replaceAll('/', '\\/');
}

export function writeJson(value: Json): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return jsonString(value);
  if (typeof value === 'number') return String(value);
  if (value instanceof Unescaped) return `"${value.text}"`;
  if (value instanceof Fields) return writeFields(value.entries);
  // Array.isArray does not narrow a readonly array.
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(writeJson).join(',')}]`;
  return writeFields(Object.entries(value));
}

function writeFields(entries: readonly (readonly [string, Json])[]): string {
  return `{${entries.map(([name, value]) => `${jsonString(name)}:${writeJson(value)}`).join(',')}}`;
}
