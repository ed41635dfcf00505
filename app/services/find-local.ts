import type { KeptTable } from '../contract/columns.ts';
import type { Handlers } from '../contract/contract.ts';
import type { CallContext } from '../contract/entry.ts';
import type { Transfer, TransferFile } from '../contract/transfers.ts';
import type { Thing } from '../domain/found.ts';
import { addressOf } from '../find/address.ts';
import type { LocalList } from '../find/search-index.ts';
import { readQueryLists } from './find-queries.ts';

type Asked = Pick<Handlers, 'columns.tables.list' | 'transfers.list' | 'transfers.files'> &
  Parameters<typeof readQueryLists>[0];

const filesPerStep = 5000;
const fullness = 2;

/** What lies on this computer without an answer of a server: queries, kept tables, transfers and their files. */
export async function readLocalLists(ask: Asked, signal: AbortSignal): Promise<LocalList[]> {
  const context = { signal };
  const tables = await ask['columns.tables.list']({}, context);
  const { transfers } = await ask['transfers.list']({}, context);
  return [
    ...(await readQueryLists(ask, context)),
    ...tables.map((table) => listOf(`table ${table.tableId}`, table.asOfUtc, tableThing(table))),
    ...transfers.map((transfer) => listOf(`transfer ${transfer.id}`, transfer.createdUtc, transferThing(transfer))),
    ...transfers.flatMap((transfer) => fileList(ask, transfer, context)),
  ];
}

function listOf(name: string, asOfUtc: string, thing: Thing): LocalList {
  return { name, version: JSON.stringify(thing), asOfMs: Date.parse(asOfUtc), things: async () => [thing] };
}

function tableThing({ tableId, name, recordSet, rows, columns }: KeptTable): Thing {
  const isMined = name.startsWith('mining_');
  return {
    ...{ kind: isMined ? 'mining-table' : 'table', title: recordSet },
    detail: `${rows.toLocaleString('en')} ${isMined ? 'samples' : 'records'}`,
    // It is asked for by what it is, too.
    notes: [isMined ? 'mining table' : 'kept table', name, ...columns.map((column) => column.name)].join('\n'),
    ...{ address: addressOf('table', tableId), part: '', fullness },
  };
}

/** Its state changes often and says nothing by which anybody looks for it. */
function transferThing({ id, title, folder, parts }: Transfer): Thing {
  return {
    ...{ kind: 'transfer', title, detail: folder, address: addressOf('transfers'), part: `transfer ${id}`, fullness },
    notes: parts.flatMap(({ recordSet, requestId }) => [recordSet, requestId ?? '']).join('\n'),
  };
}

/** Files of a transfer once it is ended: then their names stay. */
function fileList(ask: Asked, { id, title, endedUtc }: Transfer, context: CallContext): LocalList[] {
  if (endedUtc === null) return [];
  const things = async (): Promise<Thing[]> => {
    const files: TransferFile[] = [];
    for (;;) {
      const page = await ask['transfers.files'](
        { id, part: null, states: [], from: files.length, count: filesPerStep },
        context,
      );
      files.push(...page.files);
      if (page.files.length === 0 || files.length >= page.total) return files.map((file) => fileThing(id, title, file));
    }
  };
  return [{ name: `files ${id}`, version: endedUtc, asOfMs: Date.parse(endedUtc), things }];
}

function fileThing(transferId: string, title: string, { name, record, segment, path }: TransferFile): Thing {
  return {
    ...{ kind: 'file', title: name, detail: record ?? title, address: addressOf('transfers'), fullness },
    notes: [title, segment, path].filter(Boolean).join('\n'),
    part: `file ${transferId} ${name} ${record ?? ''} ${segment ?? ''}`,
  };
}
