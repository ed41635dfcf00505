import { isTree, isTreeList, type JsonTree, type JsonTreeValue } from '../domain/json-tree.ts';

export interface LeafText {
  /** Dotted, e.g. "cell position A1.data_file". */
  path: string;
  text: string;
}

/** All texts in a tree of fields, in its order; numbers are left out, as nobody finds a thing by them. */
export function leafTexts(tree: JsonTree): LeafText[] {
  return tree.entries.flatMap(({ key, value }) => below(key, value));
}

function below(path: string, value: JsonTreeValue): LeafText[] {
  if (typeof value === 'string') return value === '' ? [] : [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  if (isTree(value)) return value.entries.flatMap((entry) => below(`${path}.${entry.key}`, entry.value));
  return isTreeList(value) ? value.items.flatMap((item, place) => below(`${path}.${place + 1}`, item)) : [];
}
