import { labelOfField, unitOfField } from '../../../app/domain/field-units.ts';
import {
  isTree,
  isTreeList,
  type JsonTree,
  type JsonTreeEntry,
  type JsonTreeValue,
} from '../../../app/domain/json-tree.ts';
import type { Process } from '../../../app/domain/juliabase.ts';
import { t } from '../../ui/language.ts';

/** One field as it is read: null for a value that the server does not have. */
export interface Fact {
  key: string;
  label: string;
  value: string | null;
  unit: string | null;
}

/** Sub-objects of one kind, e.g. the layers of a deposition: one row each. */
export interface PartTable {
  title: string;
  columns: { label: string; unit: string | null; numeric: boolean }[];
  rows: { name: string; cells: (string | null)[] }[];
}

export interface ProcessView {
  facts: Fact[];
  tables: PartTable[];
}

/** The fields of a process of any class as facts and small tables, in the server's order. */
export function viewOfFields(typeName: string, fields: JsonTree): ProcessView {
  const facts: Fact[] = [];
  const parts = new Map<string, JsonTreeEntry[]>();
  for (const entry of fields.entries) {
    if (isTree(entry.value)) {
      const title = partKind(entry.key);
      parts.set(title, [...(parts.get(title) ?? []), entry]);
    } else {
      facts.push(factOf(typeName, entry));
    }
  }
  return { facts, tables: Array.from(parts, ([title, entries]) => tableOf(typeName, title, entries)) };
}

/** "layer" of "layer 2", "cell position" of "cell position A1", "informal layer" of "informal layer #1". */
function partKind(key: string): string {
  return key.replace(/\s+\S+$/, '');
}

function factOf(typeName: string, { key, value }: JsonTreeEntry): Fact {
  const unit = typeof value === 'number' ? unitOfField(typeName, key) : null;
  return { key, label: labelOfField(key), value: textOf(value), unit };
}

function tableOf(typeName: string, title: string, entries: readonly JsonTreeEntry[]): PartTable {
  const trees = entries.flatMap((entry) => (isTree(entry.value) ? [{ key: entry.key, tree: entry.value }] : []));
  const keys = [...new Set(trees.flatMap(({ tree }) => tree.entries.map((entry) => entry.key)))].filter(
    (key) => key !== 'id' && key !== 'content_type',
  );
  const valueIn = (tree: JsonTree, key: string): JsonTreeValue =>
    tree.entries.find((entry) => entry.key === key)?.value ?? null;
  return {
    title: labelOfField(title),
    columns: keys.map((key) => ({
      label: labelOfField(key),
      unit: unitOfField(typeName, key) ?? unitOfField(title, key),
      numeric: trees.every(({ tree }) => ['number', 'object'].includes(typeof valueIn(tree, key))),
    })),
    rows: trees.map(({ key, tree }) => ({
      name: key,
      cells: keys.map((column) => textOf(valueIn(tree, column))),
    })),
  };
}

/** A value in words; null where the server has none. */
function textOf(value: JsonTreeValue): string | null {
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (typeof value === 'number') return String(value).replace('-', '−');
  if (typeof value === 'string') return value;
  if (isTreeList(value)) return value.items.map((item) => textOf(item) ?? t('nothing')).join(', ') || null;
  return value.entries.map((entry) => `${labelOfField(entry.key)} ${textOf(entry.value) ?? t('nothing')}`).join(', ');
}

/** Number or name by which people of the lab call a process, if its class has one. */
export function numberOf(process: Process): string | null {
  const value = process.fields.entries.find((entry) => entry.key === 'number')?.value;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** The fields that all classes share, as the server sent them. */
export function commonFacts(process: Process): Fact[] {
  const fact = (key: string, value: string | null): Fact => ({ key, label: labelOfField(key), value, unit: null });
  return [
    fact('id', String(process.id)),
    fact('content_type', process.contentType),
    fact('timestamp', process.timestampUtc),
    fact('timestamp_inaccuracy', String(process.timestampInaccuracy)),
    fact('operator', process.operator),
    fact('external_operator', process.externalOperator),
    fact('last_modified', process.lastModifiedUtc),
    fact('finished', process.finished ? t('yes') : t('no')),
    fact('samples', process.sampleIds.join(', ') || null),
  ];
}
