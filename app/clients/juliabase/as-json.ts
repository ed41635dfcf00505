/**
 * Any value as one JSON text, for scripts that print what they read: sets, maps and byte arrays become arrays and
 * objects, dates ISO 8601 with milliseconds, whole big numbers plain numbers, everything else text.
 */
export function asJson(value: unknown): string {
  return JSON.stringify(plain(value));
}

function plain(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case 'undefined':
      return null;
    case 'object':
      return value === null ? null : plainObject(value);
    default:
      return String(value);
  }
}

function plainObject(value: object): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value) || value instanceof Set) return Array.from(value, plain);
  // Of the views on a buffer all but DataView are iterable.
  if (ArrayBuffer.isView(value))
    return value instanceof DataView ? String(value) : Array.from(value as Uint8Array, plain);
  if (value instanceof Map) return Object.fromEntries(Array.from(value, ([key, item]) => [String(key), plain(item)]));
  if (value instanceof Error || value instanceof URL || value instanceof RegExp) return String(value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, plain(item)]),
  );
}
