import { AppError } from '../contract/app-error.ts';
import type { Stamped } from '../contract/common.ts';
import type { Handlers } from '../contract/contract.ts';
import type { CallContext } from '../contract/entry.ts';
import type { OpenbisDataSet, OpenbisObject } from '../contract/openbis.ts';
import type { Question } from '../contract/questions.ts';
import type { AnswerCell, AnswerColumn } from './query-cells.ts';

/** What a question came to: a table that the asking has kept already, or cells to be kept. */
export type Answer = { asOfUtc: string; bytes: number } & (
  | { tableId: string; isOurs: boolean }
  | { columns: AnswerColumn[] }
);

type Asking = Pick<
  Handlers,
  | 'drms.query'
  | 'drms.series.list'
  | 'drms.series.search'
  | 'juliabase.samples.search'
  | 'juliabase.series.list'
  | 'juliabase.series.overview'
  | 'openbis.objects.search'
  | 'openbis.data-sets.search'
  | 'mining.table.make'
  | 'columns.sql'
>;

const mostSeries = 5000;
const mostSqlRows = 1_000_000;
const pageSize = 1000;

/** Asks the remote system anew, whatever is kept. */
export async function ask(asking: Asking, question: Question, context: CallContext): Promise<Answer> {
  switch (question.kind) {
    case 'drms.records': {
      const { kind: _, segments = [], links = [], limit = 0, ...rest } = question;
      const table = await asking['drms.query']({ ...rest, segments, links, limit }, context);
      return { tableId: table.tableId, isOurs: true, asOfUtc: table.asOfUtc, bytes: table.bytes };
    }
    case 'drms.series':
      return seriesAnswer(asking, question, context);
    case 'juliabase.samples': {
      const { connectionId, name } = question;
      const answer = fresh(
        await asking['juliabase.samples.search']({ connectionId, name, refresh: true, isAside: false }, context),
      );
      refuseCut(answer.value.capped, answer.value.items.length, 'samples');
      return listAnswer(answer, answer.value.items, {
        name: (item) => item.name,
        id: (item) => item.id,
        location: (item) => item.currentLocation,
        responsible: (item) => item.responsiblePerson,
        purpose: (item) => item.purpose,
        topic: (item) => item.topic,
      });
    }
    case 'juliabase.topic': {
      const { connectionId, topicId } = question;
      const answer = fresh(await asking['juliabase.series.list']({ connectionId, topicId, refresh: true }, context));
      refuseCut(answer.value.capped, answer.value.names.length, 'series');
      return listAnswer(answer, answer.value.names, { series: (name) => name });
    }
    case 'juliabase.series': {
      const { connectionId, name } = question;
      const answer = fresh(await asking['juliabase.series.overview']({ connectionId, name, refresh: true }, context));
      return listAnswer(answer, answer.value.members, {
        name: (member) => member.name,
        location: (member) => member.currentLocation,
        responsible: (member) => member.responsiblePerson,
        purpose: (member) => member.purpose,
        topic: (member) => member.topic,
        processes: (member) => member.processCount,
        'last process': (member) => member.lastProcess,
        'last process at': (member) => member.lastProcessUtc,
        problem: (member) => member.problem,
      });
    }
    case 'openbis.objects':
    case 'openbis.data-sets':
      return openbisAnswer(asking, question, context);
    case 'mining': {
      const { table, asOfUtc } = await asking['mining.table.make']({ ...question.draft, refresh: true }, context);
      return { tableId: table.tableId, isOurs: false, asOfUtc, bytes: table.bytes };
    }
    case 'sql':
      return sqlAnswer(asking, question.statement, context);
    default:
      return question satisfies never;
  }
}

/** A kept answer in place of a new one would be compared with itself. */
function fresh<T>(answer: Stamped<T>): Stamped<T> {
  if (answer.source === 'server') return answer;
  throw new AppError('network', `The server gave no new answer: ${answer.staleReason ?? 'only a kept one is there'}`, {
    remedy: 'Look at the connection, then run the query again.',
    retryable: true,
  });
}

/** What a server leaves out would look as if it had gone. */
function refuseCut(isCut: boolean, count: number, what: string): void {
  if (isCut)
    throw new AppError('unsupported', `The server lists ${count} ${what} at most, and there are more.`, {
      remedy: 'Ask for fewer, so that answers can be compared.',
    });
}

function listAnswer<T>(
  { asOfUtc }: Pick<Stamped<unknown>, 'asOfUtc'>,
  items: readonly T[],
  cells: Readonly<Record<string, (item: T) => AnswerCell>>,
): Answer {
  const columns = Object.entries(cells).map(([name, cell]) => ({ name, cells: items.map(cell) }));
  return { asOfUtc, bytes: 0, columns };
}

async function seriesAnswer(
  asking: Asking,
  { serverId, text }: Extract<Question, { kind: 'drms.series' }>,
  context: CallContext,
): Promise<Answer> {
  const list = fresh(await asking['drms.series.list']({ serverId, refresh: true }, context));
  const found = await asking['drms.series.search']({ serverId, text, limit: mostSeries }, context);
  refuseCut(found.total > found.series.length, found.series.length, 'series');
  return listAnswer(list, found.series, {
    name: (series) => series.name,
    note: (series) => series.note,
    'prime keys': (series) => series.primekeys.join(', '),
  });
}

async function openbisAnswer(
  asking: Asking,
  { kind, connectionId, search }: Extract<Question, { kind: 'openbis.objects' | 'openbis.data-sets' }>,
  context: CallContext,
): Promise<Answer> {
  const items: (OpenbisObject | OpenbisDataSet)[] = [];
  for (;;) {
    const paging = { from: items.length, count: pageSize, sort: 'PERM_ID' as const, ascending: true };
    const input = { ...search, connectionId, refresh: true, isAside: false, ...paging };
    const page =
      kind === 'openbis.objects'
        ? fresh(await asking['openbis.objects.search'](input, context))
        : fresh(await asking['openbis.data-sets.search'](input, context));
    items.push(...page.value.items);
    if (page.value.items.length === 0 || items.length >= page.value.totalCount) return openbisTable(page, items);
  }
}

function openbisTable(
  page: Pick<Stamped<unknown>, 'asOfUtc'>,
  items: readonly (OpenbisObject | OpenbisDataSet)[],
): Answer {
  const codes = [...new Set(items.flatMap(({ properties }) => Object.keys(properties)))].toSorted();
  const time = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  return listAnswer<OpenbisObject | OpenbisDataSet>(page, items, {
    permId: (item) => item.permId,
    identifier: (item) => ('identifier' in item ? item.identifier : null),
    code: (item) => item.code,
    type: (item) => item.type,
    collection: (item) => item.collection?.identifier ?? item.collection?.permId,
    registrator: (item) => item.registrator,
    registered: (item) => time(item.registeredMs),
    modifier: (item) => item.modifier,
    modified: (item) => time(item.modifiedMs),
    status: (item) => ('physical' in item ? item.physical?.status : null),
    'size in bytes': (item) => ('physical' in item ? item.physical?.sizeBytes : null),
    tags: (item) => item.tags.join(', '),
    ...Object.fromEntries(
      codes.map((code) => [
        `property ${code}`,
        (item: OpenbisObject | OpenbisDataSet) => propertyCell(item.properties[code]),
      ]),
    ),
  });
}

function propertyCell(value: OpenbisObject['properties'][string] | undefined): AnswerCell {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  return value === undefined ? undefined : JSON.stringify(value);
}

async function sqlAnswer(asking: Asking, statement: string, context: CallContext): Promise<Answer> {
  const { columns, isCut } = await asking['columns.sql']({ statement, rowLimit: mostSqlRows }, context);
  refuseCut(isCut, mostSqlRows, 'rows');
  const taken = new Set<string>();
  return {
    asOfUtc: new Date().toISOString(),
    bytes: 0,
    columns: columns.map(({ name, kind, unit, values }) => {
      let free = name;
      for (let number = 2; taken.has(free); number++) free = `${name} ${number}`;
      taken.add(free);
      const isNumber = kind === 'integer' || kind === 'real';
      const cells = values.map((cell): AnswerCell => {
        if (cell === null) return null;
        // Numbers that JSON has no word for come as texts.
        return isNumber ? Number(cell) : kind === 'longlong' ? BigInt(cell) : cell;
      });
      return { name: free, unit, cells };
    }),
  };
}
