import { labelOfField, unitOfField } from '../field-units.ts';
import { splitUnit } from '../heading.ts';
import { isTree, isTreeList, type JsonLeaf, type JsonTree, type JsonTreeValue } from '../json-tree.ts';
import { isResult, type Process, type Result, type Sample } from '../juliabase.ts';
import { resultPrefix } from './mining-field.ts';

/** One field of one process; null for a value that the server does not have. */
export interface ReadField {
  path: string;
  /** Told when asked: of a thousand values of a field only the first is asked. */
  words(): { label: string; unit: string | null };
  value: JsonLeaf;
  isTime: boolean;
}

/** Fields that all classes share, by their keys. */
const commonFields: Readonly<Record<string, (process: Process) => JsonLeaf>> = {
  timestamp: ({ timestampUtc }) => timestampUtc,
  operator: ({ operator }) => operator,
  external_operator: ({ externalOperator }) => externalOperator,
  comments: ({ comments }) => comments,
  id: ({ id }) => id,
};

const factsOfSample: Readonly<Record<string, (sample: Sample) => JsonLeaf>> = {
  topic: ({ topic }) => topic,
  purpose: ({ purpose }) => purpose,
  responsible: ({ responsiblePerson }) => responsiblePerson,
  location: ({ currentLocation }) => currentLocation,
  tags: ({ tags }) => tags.join(', '),
  split_origin: ({ splitOrigin }) => splitOrigin,
};

/** Under which a process is found: its class, or for a result its title. */
export function typeOfProcess(process: Process | Result): string {
  return isResult(process) ? `${resultPrefix}${process.title}` : process.typeName;
}

/** Everything that can be a column of this process, its own fields first. `sampleName` finds the row of a result. */
export function fieldsOfProcess(process: Process | Result, sampleName: string): ReadField[] {
  const own = isResult(process)
    ? fieldsOfResult(process, sampleName)
    : fieldsOfTree(process.typeName, process.fields, '');
  const common = Object.entries(commonFields).map(([key, read]) => plainField(key, read(process), key === 'timestamp'));
  return [...own, ...common];
}

export function fieldsOfSample(sample: Sample): ReadField[] {
  return Object.entries(factsOfSample).map(([key, read]) => plainField(key, read(sample), false));
}

/** One field without looking at the others; undefined if the process has no such field. */
export function valueOfProcess(process: Process | Result, path: string, sampleName: string): JsonLeaf | undefined {
  const own = isResult(process) ? resultValue(process, path, sampleName) : valueIn(process.fields, path);
  if (own !== undefined) return own;
  return Object.hasOwn(commonFields, path) ? commonFields[path]?.(process) : undefined;
}

export function valueOfSample(sample: Sample, path: string): JsonLeaf | undefined {
  return Object.hasOwn(factsOfSample, path) ? factsOfSample[path]?.(sample) : undefined;
}

function plainField(path: string, value: JsonLeaf, isTime: boolean): ReadField {
  return { path, words: () => ({ label: labelOfField(path), unit: null }), value: emptyAsNull(value), isTime };
}

/** A text field that nobody filled in comes as an empty text. */
function emptyAsNull(value: JsonLeaf): JsonLeaf {
  return value === '' ? null : value;
}

function fieldsOfTree(typeName: string, tree: JsonTree, prefix: string): ReadField[] {
  return tree.entries.flatMap(({ key, value }): ReadField[] => {
    const path = `${prefix}${key}`;
    if (isTree(value)) return fieldsOfTree(typeName, value, `${path}.`);
    if (prefix !== '' && (key === 'id' || key === 'content_type')) return [];
    const words = () => ({ label: pathLabel(prefix, key), unit: unitIn(typeName, prefix, key) });
    return [{ path, words, value: emptyAsNull(leafOf(value)), isTime: false }];
  });
}

function pathLabel(prefix: string, key: string): string {
  return prefix === '' ? labelOfField(key) : `${labelOfField(prefix.slice(0, -1))}: ${labelOfField(key)}`;
}

/** Units are known by class, or by the kind of a part: "cell position" of "cell position A1". */
function unitIn(typeName: string, prefix: string, key: string): string | null {
  return unitOfField(typeName, key) ?? (prefix === '' ? null : unitOfField(prefix.replace(/\s+\S+$/, ''), key));
}

function leafOf(value: Exclude<JsonTreeValue, JsonTree>): JsonLeaf {
  if (!isTreeList(value)) return value;
  const texts = value.items.map((item) =>
    isTree(item) ? item.entries.map(({ key }) => key).join(' ') : String(isTreeList(item) ? leafOf(item) : item),
  );
  return texts.join(', ');
}

function valueIn(tree: JsonTree, path: string): JsonLeaf | undefined {
  for (const { key, value } of tree.entries) {
    if (key === path) return isTree(value) ? undefined : emptyAsNull(leafOf(value));
    if (isTree(value) && path.startsWith(`${key}.`)) {
      const found = valueIn(value, path.slice(key.length + 1));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function fieldsOfResult(result: Result, sampleName: string): ReadField[] {
  const row = rowOf(result, sampleName);
  if (row === undefined) return [];
  return result.table.headings.map((heading, place) => {
    const words = () => {
      const { name, unit } = splitUnit(heading);
      return { label: name, unit };
    };
    return { path: heading, words, value: cellValue(row[place]), isTime: false };
  });
}

function resultValue(result: Result, path: string, sampleName: string): JsonLeaf | undefined {
  const place = result.table.headings.indexOf(path);
  const row = place < 0 ? undefined : rowOf(result, sampleName);
  return row === undefined ? undefined : cellValue(row[place]);
}

/** The row that names the sample; that of a table with one row is of every sample. */
function rowOf({ table }: Result, sampleName: string): string[] | undefined {
  return table.rows.find((row) => row.includes(sampleName)) ?? (table.rows.length === 1 ? table.rows[0] : undefined);
}

/** Cells of results are texts, also those that are numbers. */
function cellValue(text: string | undefined): JsonLeaf {
  const plain = text?.trim().replace('−', '-') ?? '';
  if (plain === '') return null;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : plain;
}
