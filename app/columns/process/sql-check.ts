import { AppError } from '../../contract/app-error.ts';
import type { StoredColumn } from '../../domain/columns.ts';
import type { NamedTable } from '../messages.ts';
import type { Session } from './database.ts';
import { placeOfByte, type SqlPlace } from './sql-place.ts';

/** A node of a parsed statement, as the database writes it in JSON. */
type Node = { readonly [key: string]: unknown };

/** Table functions that read nothing but their arguments. */
const harmlessFunctions = new Set(['range', 'generate_series', 'unnest', 'repeat', 'json_each', 'json_tree']);
/** They give back values of their column, or a value in its unit. */
const unitKeepers = new Set([
  'min',
  'max',
  'avg',
  'mean',
  'median',
  'mode',
  'any_value',
  'first',
  'last',
  'arg_min',
  'arg_max',
]);
const longest = 100_000;

/**
 * The one statement as a tree.
 * @throws AppError 'invalid-input' unless it is a single SELECT over the views.
 */
export async function parseSelect(session: Session, statement: string, views: readonly NamedTable[]): Promise<Node> {
  if (statement.length > longest)
    throw new AppError('invalid-input', 'The statement is longer than 100 000 characters.', {
      remedy: 'Write a shorter one.',
    });
  const text = await session.one({ sql: 'SELECT json_serialize_sql($1::VARCHAR)', values: [statement] });
  // Written by the database a moment ago.
  const parsed = JSON.parse(String(text)) as Node;
  if (parsed.error === true) throw refusal(parsed, statement);
  const statements = listOf(parsed.statements);
  const [only] = statements;
  if (only === undefined || statements.length > 1)
    throw new AppError('invalid-input', 'There is more or less than one statement.', {
      remedy: 'Run statements one at a time.',
    });
  const tree = nodeOf(only.node) ?? {};
  checkSources(tree, views, statement);
  return tree;
}

function refusal({ error_type: type, error_message: message, position }: Node, statement: string): AppError {
  if (type === 'not implemented')
    return new AppError('invalid-input', 'Only SELECT statements can be run here.', {
      remedy: 'Begin with SELECT, FROM or WITH; write PIVOT inside of a SELECT.',
    });
  const place = placeOfByte(statement, position);
  return new AppError('invalid-input', `The statement cannot be read: ${String(message)}`, {
    remedy: 'Look at the place that is named.',
    ...(place === null ? {} : { details: { ...place } }),
  });
}

/** The process cannot open other files anyway; this says so in words, and keeps its inner tables out of sight. */
function checkSources(tree: Node, views: readonly NamedTable[], statement: string): void {
  const nodes = [...nodesBelow(tree)];
  const known = new Set([
    ...views.map(({ name }) => name.toLowerCase()),
    ...nodes.flatMap((node) => listOf(nodeOf(node.cte_map)?.map).map(({ key }) => String(key).toLowerCase())),
  ]);
  for (const node of nodes) {
    if (node.type === 'BASE_TABLE') {
      const isPlain = !node.catalog_name && (!node.schema_name || node.schema_name === 'main');
      if (!isPlain || !known.has(String(node.table_name).toLowerCase()))
        throw unknownSource(node.table_name, views, placeOfByte(statement, node.query_location));
    }
    if (node.type === 'TABLE_FUNCTION') {
      const name = nodeOf(node.function)?.function_name;
      if (!harmlessFunctions.has(String(name).toLowerCase()))
        throw unknownSource(`${String(name)}(…)`, views, placeOfByte(statement, node.query_location));
    }
  }
}

function unknownSource(name: unknown, views: readonly NamedTable[], place: SqlPlace | null): AppError {
  const names = views.map((view) => view.name).join(', ');
  return new AppError('invalid-input', `There is no table ${String(name).slice(0, 100)} here.`, {
    remedy: names === '' ? 'Choose tables first.' : `Select from ${names}.`,
    ...(place === null ? {} : { details: { ...place } }),
  });
}

/**
 * Whose units and time scales the columns of the answer have, by their places: known where the statement selects
 * columns of the views as they are, or a value out of one. `columns` are the names in the answer.
 */
export function carriedFacts(
  tree: Node,
  views: readonly NamedTable[],
  columns: readonly string[],
): (StoredColumn | null)[] {
  const sources = tree.type === 'SELECT_NODE' ? viewsOf(nodeOf(tree.from_table), views) : null;
  const hasOwnNames = listOf(nodeOf(tree.cte_map)?.map).length > 0;
  if (sources === null || hasOwnNames) return columns.map(() => null);
  const byName = (name: string): StoredColumn | null => {
    const found = sources.flatMap(({ table }) => table.columns.filter(({ fileName }) => sameName(fileName, name)));
    return found.length === 1 ? (found[0] ?? null) : null;
  };
  const selected = listOf(tree.select_list);
  // A star stands for several columns under their own names.
  if (selected.some(({ type }) => type === 'STAR')) {
    const named = new Set(
      selected.filter(({ type }) => type !== 'STAR').map(({ alias }) => String(alias).toLowerCase()),
    );
    const hasChanges = selected.some(
      (node) => listOf(node.replace_list).length > 0 || listOf(node.rename_list).length > 0,
    );
    return columns.map((name) => (hasChanges || named.has(name.toLowerCase()) ? null : byName(name)));
  }
  return columns.map((_, place) => {
    const name = columnOf(selected[place]);
    return name === null ? null : byName(name);
  });
}

/** @returns null if rows come from anything but the views as they are. */
function viewsOf(from: Node | undefined, views: readonly NamedTable[]): NamedTable[] | null {
  if (from?.type === 'BASE_TABLE') return views.filter(({ name }) => sameName(name, String(from.table_name)));
  if (from?.type === 'SUBQUERY') return viewsOfStar(nodeOf(nodeOf(from.subquery)?.node), views);
  if (from?.type !== 'JOIN') return null;
  const [left, right] = [viewsOf(nodeOf(from.left), views), viewsOf(nodeOf(from.right), views)];
  return left === null || right === null ? null : [...new Set([...left, ...right])];
}

/** Of a query that gives all columns of its views as they are, and others under names that none of them has. */
function viewsOfStar(query: Node | undefined, views: readonly NamedTable[]): NamedTable[] | null {
  if (query?.type !== 'SELECT_NODE' || listOf(nodeOf(query.cte_map)?.map).length > 0) return null;
  const [star, ...others] = listOf(query.select_list);
  if (star?.type !== 'STAR' || listOf(star.replace_list).length > 0 || listOf(star.rename_list).length > 0) return null;
  const found = viewsOf(nodeOf(query.from_table), views);
  const taken = found?.flatMap(({ table }) => table.columns.map(({ fileName }) => fileName.toLowerCase())) ?? [];
  return others.every(({ type, alias }) => type !== 'STAR' && !taken.includes(String(alias).toLowerCase()))
    ? found
    : null;
}

function columnOf(node: Node | undefined): string | null {
  if (node?.type === 'COLUMN_REF') return String(Array.isArray(node.column_names) ? node.column_names.at(-1) : '');
  const [first] = listOf(node?.children);
  const keepsUnit = node?.type === 'FUNCTION' && unitKeepers.has(String(node.function_name).toLowerCase());
  return keepsUnit && first?.type === 'COLUMN_REF' ? columnOf(first) : null;
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function nodeOf(value: unknown): Node | undefined {
  // An object of JSON has text keys.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : undefined;
}

function listOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.map(nodeOf).filter((item) => item !== undefined) : [];
}

function* nodesBelow(value: unknown): Generator<Node> {
  // Not by recursion: a statement may be nested more deeply than the stack is.
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    const node = nodeOf(next);
    if (node !== undefined) yield node;
    for (const child of Object.values(next)) waiting.push(child);
  }
}
