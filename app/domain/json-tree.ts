/** A JSON value whose objects are ordered lists of entries, so that no key is special and the server's order stays. */
export type JsonLeaf = string | number | boolean | null;

export interface JsonTreeEntry {
  key: string;
  value: JsonLeaf | JsonTree | JsonTreeList;
}

export interface JsonTree {
  kind: 'object';
  entries: JsonTreeEntry[];
}

export interface JsonTreeList {
  kind: 'list';
  items: (JsonLeaf | JsonTree | JsonTreeList)[];
}

export type JsonTreeValue = JsonTreeEntry['value'];

export function isTree(value: JsonTreeValue): value is JsonTree {
  return typeof value === 'object' && value !== null && value.kind === 'object';
}

export function isTreeList(value: JsonTreeValue): value is JsonTreeList {
  return typeof value === 'object' && value !== null && value.kind === 'list';
}

/** Any parsed JSON value as a tree. */
export function toTreeValue(value: unknown): JsonTreeValue {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(toTreeValue) };
  if (typeof value === 'object' && value !== null) return toTree(Object.entries(value));
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

export function toTree(entries: [string, unknown][]): JsonTree {
  return { kind: 'object', entries: entries.map(([key, value]) => ({ key, value: toTreeValue(value) })) };
}
