import { AppError } from '../contract/app-error.ts';
import type { Question } from '../contract/questions.ts';
import type { StoredTable } from '../domain/columns.ts';
import { miningDraftOf } from './mining-tables.ts';
import { readableTableOf } from './table-columns.ts';

/** The questions whose answers are kept as tables that figures are drawn from. */
export type TableQuestion = Extract<Question, { kind: 'drms.records' | 'mining' | 'sql' }>;

export interface TableServers {
  /** As pictures name the server of a connection. */
  serverNameOf(connectionId: string): Promise<string>;
  drmsServerName(serverId: string): Promise<string>;
  connections: { list(): Promise<{ id: string }[]> };
  drmsServers(): Promise<{ id: string }[]>;
}

/** What a kept table is the answer to; null where nothing can be asked again, as with groups of a mining table. */
export function questionOfTable(stored: StoredTable): TableQuestion | null {
  const { about } = stored;
  if (typeof about.statement === 'string') return { kind: 'sql', statement: about.statement };
  const draft = miningDraftOf(about);
  if (draft !== null) return { kind: 'mining', draft };
  const table = readableTableOf(stored)?.table;
  if (table === undefined) return null;
  const named = (role: string): string[] =>
    table.columns.filter((column) => column.role === role).map(({ name }) => name);
  const keys = named('keyword');
  if (keys.length === 0) return null;
  const [segments, links] = [named('path'), named('link')];
  return {
    ...{ kind: 'drms.records', serverId: table.serverId, recordSet: table.recordSet, keys },
    ...(segments.length === 0 ? {} : { segments }),
    ...(links.length === 0 ? {} : { links }),
  };
}

/** As a picture names it; null where no server is asked. */
export async function serverOfQuestion(
  { serverNameOf, drmsServerName }: TableServers,
  question: TableQuestion,
): Promise<string | null> {
  switch (question.kind) {
    case 'drms.records':
      return drmsServerName(question.serverId);
    case 'mining':
      return serverNameOf(question.draft.connectionId);
    case 'sql':
      return null;
    default:
      return question satisfies never;
  }
}

/**
 * The same question with the id that the server of a picture has here.
 * @throws AppError 'not-found' if the server is not known here
 */
export async function questionHere(
  parts: TableServers,
  question: TableQuestion,
  server: string | null,
): Promise<TableQuestion> {
  switch (question.kind) {
    case 'drms.records': {
      // Scripts name a server by its address without adding it.
      if (server === question.serverId) return question;
      for (const { id } of await parts.drmsServers())
        if ((await parts.drmsServerName(id)) === server) return { ...question, serverId: id };
      throw new AppError('not-found', `The picture was drawn from ${server}, a DRMS server that is not known here.`, {
        remedy: 'Add the server, or start the demo if it is that; then open the picture again.',
      });
    }
    case 'mining': {
      for (const { id } of await parts.connections.list())
        if ((await parts.serverNameOf(id)) === server)
          return { kind: 'mining', draft: { ...question.draft, connectionId: id } };
      throw new AppError('not-found', `The picture was drawn from ${server}, to which there is no connection here.`, {
        remedy: 'Add a connection to that server, then open the picture again.',
      });
    }
    case 'sql':
      return question;
    default:
      return question satisfies never;
  }
}
