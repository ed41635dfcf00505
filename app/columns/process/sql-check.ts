import { AppError } from '../../contract/app-error.ts';
import type { NamedTable } from '../messages.ts';
import type { Session } from './database.ts';
import { placeOfByte, type SqlPlace } from './sql-place.ts';
import { listOf, type Node, nodeOf } from './sql-tree.ts';

/** Table functions that read nothing but their arguments. */
const harmlessFunctions = new Set(['range', 'generate_series', 'unnest', 'repeat', 'json_each', 'json_tree']);
const longest = 100_000;
/** Of tables, in a message. */
const mostNamed = 12;

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
  return new AppError('invalid-input', `The statement cannot be read: ${String(message)}.`, {
    remedy: place === null ? 'Look at the place that is named.' : lookAt(statement.slice(0, place.position)),
    ...(place === null ? {} : { details: { ...place } }),
  });
}

function lookAt(before: string): string {
  const lines = before.split('\n');
  return `Look at line ${lines.length}, character ${(lines.at(-1)?.length ?? 0) + 1}.`;
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
  const names = views
    .slice(0, mostNamed)
    .map((view) => view.name)
    .join(', ');
  const more = views.length - mostNamed;
  return new AppError('invalid-input', `There is no table ${String(name).slice(0, 100)} here.`, {
    remedy:
      names === ''
        ? 'No table is kept here yet: ask for records, or make a mining table.'
        : more > 0
          ? `Select from ${names} or ${more} others.`
          : `Select from ${names}.`,
    ...(place === null ? {} : { details: { ...place } }),
  });
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
