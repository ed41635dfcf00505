import type { JsonValue } from '../../app/contract/app-error.ts';

type Parts = Readonly<Record<string, JsonValue>>;

/**
 * What another window has changed of what it was given, so that the rest, which may have changed here meanwhile, stays.
 * Entries of parts that are objects are told one by one.
 */
export function changedParts(given: Parts, now: Parts): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(now).flatMap(([name, value]) => {
      const before = given[name];
      if (isSame(before, value)) return [];
      if (!isEntries(value) || !isEntries(before)) return [[name, value]];
      return [[name, Object.fromEntries(Object.entries(value).filter(([key, one]) => !isSame(before[key], one)))]];
    }),
  );
}

/** Parts with the changes of another window in them. */
export function withChangedParts(parts: Parts, changes: Parts): Record<string, JsonValue> {
  const merged = Object.entries(changes).map(([name, change]): [string, JsonValue] => {
    const before = parts[name];
    return [name, isEntries(change) && isEntries(before) ? { ...before, ...change } : change];
  });
  return { ...parts, ...Object.fromEntries(merged) };
}

function isEntries(value: JsonValue | undefined): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Both were read from the window, whose parts write their keys in one order. */
function isSame(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
