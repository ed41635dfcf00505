/** Numbers may come as strings and the other way round (protocol 2.0, 2.8). */
export function numberField(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** Text, or null where there is none; empty text counts as none. */
export function textField(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' ? String(value) : null;
}

export function listField(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Members of an object; an empty one for anything else. */
export function objectField(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** The texts of a list; nulls and other values are left out. */
export function textList(value: unknown): string[] {
  return listField(value).filter((item): item is string => typeof item === 'string');
}
