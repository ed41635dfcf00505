import { isTree, isTreeList, type JsonTreeValue } from '../domain/json-tree.ts';
import type { Process } from '../domain/juliabase.ts';

/** A field of a process that names a file. */
export interface RawFileField {
  processId: number;
  /** Keys from the process down to the field, joined by dots. */
  field: string;
  serverPath: string;
}

const keyOfFile = /(^|[_ ])(file|datafile|raw_?data|filepath|path)s?($|[_ ])|file$/i;
const dataExtension = /\.(dat|txt|csv|tsv|asc|ascii|xy|dta|prn|out|data|spc|lvm|tab)$/i;
const longestPath = 400;

/** All fields of a process of any class that name a file: by their key, or by a value that looks like a data file. */
export function rawFileFields(process: Process): RawFileField[] {
  const found: RawFileField[] = [];
  const visit = (value: JsonTreeValue, keys: string[]): void => {
    if (isTree(value)) for (const entry of value.entries) visit(entry.value, [...keys, entry.key]);
    else if (isTreeList(value))
      for (const [index, item] of value.items.entries()) visit(item, [...keys, String(index)]);
    else if (typeof value === 'string' && namesFile(keys.at(-1) ?? '', value)) {
      found.push({ processId: process.id, field: keys.join('.'), serverPath: value });
    }
  };
  visit(process.fields, []);
  return found;
}

function namesFile(key: string, value: string): boolean {
  const text = value.trim();
  if (text === '' || text.length > longestPath || text.includes('\n')) return false;
  return keyOfFile.test(key) || dataExtension.test(text);
}
