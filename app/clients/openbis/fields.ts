/** Reading answers whose fields may be missing, null or of another type: what does not fit counts as not told. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object; none for everything that is not one. */
export function fieldsOf(value: unknown): Fields {
  // Any object will do: each field is looked at by itself.
  return isFields(value) ? value : {};
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; integers that point nowhere are left out. */
export function objectsOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Whole numbers come as numbers or, at times, as text. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function flagOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/** The text of an id object, e.g. `permId` of `{"permId":{"permId":"2023…-7"}}`. */
export function idText(value: unknown, field: 'permId' | 'identifier'): string | null {
  return textOf(fieldsOf(value)[field]);
}
