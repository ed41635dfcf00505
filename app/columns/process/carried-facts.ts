import type { StoredColumn } from '../../domain/columns.ts';
import type { NamedTable } from '../messages.ts';
import { listOf, type Node, nodeOf } from './sql-tree.ts';

/** Unit, time scale and note of a column; null where they are not known for certain. */
type Facts = StoredColumn | null;

/** A column that a query or a table gives; without a name that can be foreseen it cannot be named further out either. */
interface GivenColumn {
  name: string | null;
  facts: Facts;
}

/** All columns in their order; null where not all of them are known. */
type Given = readonly GivenColumn[] | null;

/** What stands in a FROM under one name. */
interface Source {
  name: string;
  given: Given;
}

/** What columns of a SELECT are looked up in. */
interface Scope {
  sources: readonly Source[];
  /** What a star stands for. */
  all: Given;
  /** Columns of two sources that a join made into one, in lower case; null where they are not known. */
  merged: ReadonlySet<string> | null;
}

/** Tables by their names in lower case. */
type Tables = ReadonlyMap<string, Given>;

/** They give back values of their column, or a value in its unit. */
const unitKeepers = new Set([
  ...['min', 'max', 'avg', 'mean', 'median', 'mode', 'any_value', 'first', 'last', 'arg_min', 'arg_max'],
]);
/** Deeper queries are left alone, so that the stack is not what ends. */
const deepest = 50;

/**
 * Whose units and time scales the columns of the answer have, by their places: followed through subselects, joins and
 * WITH as long as columns of the views are selected as they are, or a value out of one; never guessed.
 * @param columns the names in the answer
 */
export function carriedFacts(
  tree: Node,
  views: readonly NamedTable[],
  columns: readonly string[],
): (StoredColumn | null)[] {
  const tables = views.map(({ name, table }): [string, Given] => [
    name.toLowerCase(),
    table.columns.map((column) => ({ name: column.fileName, facts: column })),
  ]);
  const given = givenBy(tree, new Map(tables), 0);
  // Stars of unknown length would shift what follows.
  return columns.map((_, place) => (given?.length === columns.length ? (given[place]?.facts ?? null) : null));
}

function givenBy(query: Node | undefined, outer: Tables, depth: number): Given {
  if (query === undefined || depth > deepest) return null;
  const tables = withOwnNames(query, outer, depth);
  if (query.type === 'SET_OPERATION_NODE') return givenByBoth(query, tables, depth);
  if (query.type !== 'SELECT_NODE') return null;
  const scope = scopeOf(nodeOf(query.from_table), tables, depth);
  const given: GivenColumn[] = [];
  for (const item of listOf(query.select_list)) {
    const columns = item.type === 'STAR' ? columnsOfStar(item, scope) : [columnOf(item, scope)];
    if (columns === null) return null;
    given.push(...columns);
  }
  return given;
}

/** With the tables of WITH, of which each knows those before it. */
function withOwnNames(query: Node, outer: Tables, depth: number): Tables {
  const own = listOf(nodeOf(query.cte_map)?.map);
  if (own.length === 0) return outer;
  const tables = new Map(outer);
  for (const { key, value } of own) {
    const table = nodeOf(value);
    const given = givenBy(nodeOf(nodeOf(table?.query)?.node), tables, depth + 1);
    tables.set(String(key).toLowerCase(), renamed(given, table?.aliases));
  }
  return tables;
}

/** Rows of two queries one below the other: what both columns of a place have in common. */
function givenByBoth(query: Node, tables: Tables, depth: number): Given {
  // By names, columns of one side may be missing on the other.
  if (query.setop_type === 'UNION_BY_NAME') return null;
  const children = listOf(query.children);
  const sides = children.length > 0 ? children : [nodeOf(query.left), nodeOf(query.right)];
  const [first = null, ...others] = sides.map((side) => givenBy(side, tables, depth + 1));
  return others.reduce<Given>((sofar, other) => {
    if (sofar === null || other === null || sofar.length !== other.length) return null;
    return sofar.map(({ name, facts }, place) => ({ name, facts: common(facts, other[place]?.facts ?? null) }));
  }, first);
}

function scopeOf(from: Node | undefined, tables: Tables, depth: number): Scope {
  if (from?.type === 'JOIN') return joined(from, tables, depth);
  const alias = String(from?.alias ?? '');
  const table = String(from?.table_name ?? '');
  const given = renamed(givenBySource(from, table, tables, depth), from?.column_name_alias);
  return { sources: [{ name: alias === '' ? table : alias, given }], all: given, merged: new Set() };
}

function givenBySource(from: Node | undefined, table: string, tables: Tables, depth: number): Given {
  if (from?.type === 'BASE_TABLE') return tables.get(table.toLowerCase()) ?? null;
  return from?.type === 'SUBQUERY' ? givenBy(nodeOf(nodeOf(from.subquery)?.node), tables, depth + 1) : null;
}

function joined(join: Node, tables: Tables, depth: number): Scope {
  const unknown: Scope = { sources: [], all: null, merged: null };
  if (depth > deepest) return unknown;
  const left = scopeOf(nodeOf(join.left), tables, depth + 1);
  // They give the rows of one side alone.
  if (join.join_type === 'SEMI' || join.join_type === 'ANTI') return left;
  const right = scopeOf(nodeOf(join.right), tables, depth + 1);
  const sources = [...left.sources, ...right.sources];
  if (left.merged === null || right.merged === null) return { ...unknown, sources };
  const both = join.ref_type === 'NATURAL' ? commonNames(left.all, right.all) : usedNames(join.using_columns);
  if (both === null) return { ...unknown, sources };
  const merged = new Set([...left.merged, ...right.merged, ...both]);
  const { all: first } = left;
  const { all: second } = right;
  if (first === null || second === null) return { sources, all: null, merged };
  const all = [
    ...first.map(({ name, facts }) =>
      isIn(name, both) ? { name, facts: common(facts, single(second, name)) } : { name, facts },
    ),
    ...second.filter(({ name }) => !isIn(name, both)),
  ];
  return { sources, all, merged };
}

function usedNames(using: unknown): Set<string> {
  return new Set((Array.isArray(using) ? using : []).map((name) => String(name).toLowerCase()));
}

function commonNames(left: Given, right: Given): Set<string> | null {
  if (left === null || right === null) return null;
  return new Set(
    left.flatMap(({ name }) => (name !== null && named(right, name).length > 0 ? [name.toLowerCase()] : [])),
  );
}

/** @returns null unless it is known what the star stands for */
function columnsOfStar(star: Node, { sources, all }: Scope): Given {
  const hasOwnRules =
    star.columns === true ||
    nodeOf(star.expr) !== undefined ||
    listOf(star.rename_list).length > 0 ||
    listOf(star.qualified_exclude_list).length > 0;
  if (hasOwnRules) return null;
  const table = String(star.relation_name ?? '');
  const given = table === '' ? all : sourceOf(sources, table);
  const left = usedNames(star.exclude_list);
  const replaced = new Set(listOf(star.replace_list).map(({ key }) => String(key).toLowerCase()));
  return (
    given
      ?.filter(({ name }) => !isIn(name, left))
      .map(({ name, facts }) => ({ name, facts: isIn(name, replaced) ? null : facts })) ?? null
  );
}

function columnOf(item: Node, scope: Scope): GivenColumn {
  const alias = String(item.alias ?? '');
  const parts = item.type === 'COLUMN_REF' ? namesOf(item) : null;
  return { name: alias === '' ? (parts?.at(-1) ?? null) : alias, facts: factsOf(item, scope) };
}

function factsOf(item: Node, scope: Scope): Facts {
  if (item.type === 'COLUMN_REF') return lookedUp(namesOf(item), scope);
  const [first] = listOf(item.children);
  const keepsUnit = item.type === 'FUNCTION' && unitKeepers.has(String(item.function_name).toLowerCase());
  return keepsUnit && first?.type === 'COLUMN_REF' ? lookedUp(namesOf(first), scope) : null;
}

function namesOf(reference: Node): string[] {
  return Array.isArray(reference.column_names) ? reference.column_names.map(String) : [];
}

/** The database has refused names that fit two columns, unless a join made them one. */
function lookedUp(parts: readonly string[], { sources, all, merged }: Scope): Facts {
  const [first = '', second] = parts;
  if (parts.length === 2 && second !== undefined) return single(sourceOf(sources, first), second);
  if (parts.length !== 1 || merged === null) return null;
  if (isIn(first, merged)) return single(all, first);
  const found = sources.flatMap(({ given }) => named(given, first));
  return found.length === 1 ? (found[0]?.facts ?? null) : null;
}

function sourceOf(sources: readonly Source[], name: string): Given {
  const found = sources.filter((source) => source.name.toLowerCase() === name.toLowerCase());
  return found.length === 1 ? (found[0]?.given ?? null) : null;
}

/** Of the one column of this name. */
function single(given: Given, name: string | null): Facts {
  const found = name === null ? [] : named(given, name);
  return found.length === 1 ? (found[0]?.facts ?? null) : null;
}

function named(given: Given, wanted: string): readonly GivenColumn[] {
  return given?.filter(({ name }) => name?.toLowerCase() === wanted.toLowerCase()) ?? [];
}

/** With the names that a table gets where it is used; the first columns get them. */
function renamed(given: Given, names: unknown): Given {
  const wanted = Array.isArray(names) ? names.map(String) : [];
  const columns = given?.map(({ name, facts }, place) => ({ name: wanted[place] ?? name, facts })) ?? null;
  return columns === null ? null : withoutDoubt(columns);
}

/** Further out, the second of two columns of one name has another one, as x_1 or x:1, which a third column may have too. */
function withoutDoubt(columns: readonly GivenColumn[]): GivenColumn[] {
  const keys = columns.map(({ name }) => name?.toLowerCase() ?? null);
  const twice = new Set(keys.filter((key, place) => key !== null && keys.indexOf(key) < place));
  return columns.map(({ name, facts }, place) => {
    const key = keys[place] ?? null;
    const isDoubtful = twice.has(key) || twice.has(key?.replace(/[_:]\d+$/, '') ?? null);
    return { name, facts: isDoubtful ? null : facts };
  });
}

function common(one: Facts, other: Facts): Facts {
  return one !== null && other !== null && one.unit === other.unit && one.timeScale === other.timeScale ? one : null;
}

function isIn(name: string | null, names: ReadonlySet<string>): boolean {
  return name !== null && names.has(name.toLowerCase());
}
