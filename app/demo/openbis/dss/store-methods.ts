import type { DataSet, DataSetFile } from '../model/entities.ts';
import { mayRead } from '../present/read-rights.ts';
import { searchResult } from '../rpc/browse-methods.ts';
import { type Call, type Desk, type Methods, type SignedIn, signedIn } from '../rpc/desk.ts';
import { matchOf } from '../search/matches.ts';
import { hasCode } from '../store/find.ts';
import type { Value } from '../wire/dto.ts';
import { NotFound } from '../wire/failures.ts';
import { type Input, isObject, listOf, simpleTypeOf, textOf } from '../wire/input.ts';
import { fileListOf } from './file-list.ts';

/** File lists of the data store, of both generations. */
export function fileListMethods(desk: Desk): Methods {
  return {
    searchFiles: signedIn(desk, ([criteria], call) => {
      const lines = dataSetsOf(desk, criteria, call).flatMap((one) => spoil(fileListOf(one), call));
      // No pages, and the data store comes unasked.
      return searchResult(lines, { dataStore: {} }, call, desk.settings.dedupe);
    }),
  };
}

/** The first generation, which has a service of its own. */
export function oldFileListMethods(desk: Desk): Methods {
  return {
    listFilesForDataSet: signedIn(desk, ([code, folder, recursive], call) => {
      const wanted = textOf(code) ?? '';
      const dataSet = desk.registry.dataSets.find(hasCode(wanted));
      if (dataSet === undefined || !mayRead(call.person, dataSet)) throw new NotFound('DataSetPermId', wanted);
      const start = (textOf(folder) ?? '').replaceAll(/^\/+|\/+$/g, '');
      return oldList(spoil(fileListOf(dataSet), call), start, recursive !== false);
    }),
  };
}

function oldList(lines: readonly DataSetFile[], start: string, recursive: boolean): Value {
  const inside = start === '' ? '' : `${start}/`;
  const found = lines.filter(
    ({ path }) => path !== '' && path.startsWith(inside) && (recursive || !path.slice(inside.length).includes('/')),
  );
  return found.map(({ path, directory, length, crc32 }) => ({
    pathInDataSet: path,
    pathInListing: path.slice(inside.length),
    isDirectory: directory,
    fileSize: directory ? -1 : length,
    crc32Checksum: directory ? null : crc32,
  }));
}

/** Only criteria on datasets count. */
function dataSetsOf({ registry }: Desk, criteria: Input, call: SignedIn): DataSet[] {
  const parts = (isObject(criteria) ? listOf(criteria.criteria) : []).filter(
    (part) => isObject(part) && simpleTypeOf(part) === 'DataSetSearchCriteria',
  );
  const matches = parts.map((part) => matchOf(part, call));
  return registry.dataSets.filter((one) => mayRead(call.person, one) && matches.every((match) => match(one)));
}

function spoil(lines: DataSetFile[], { fault }: Call): DataSetFile[] {
  if (fault?.name === 'nocrc') return lines.map((line) => ({ ...line, crc32: 0 }));
  if (fault?.name === 'wrongcrc') return lines.map((line) => ({ ...line, crc32: line.crc32 ^ 0x5a5a5a5a }));
  return lines;
}
