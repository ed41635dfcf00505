/** `juliabase.*` names an area, everything else one query. */
export function isStale(queryName: unknown, names: readonly string[]): boolean {
  if (typeof queryName !== 'string') return false;
  return names.some((name) => (name.endsWith('.*') ? queryName.startsWith(name.slice(0, -1)) : queryName === name));
}
