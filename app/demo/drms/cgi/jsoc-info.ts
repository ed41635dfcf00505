import { type Call, json, type Reply } from '../exchange.ts';
import { RequestError } from '../request-error.ts';
import type { Catalog } from '../series/catalog.ts';
import { rsList, rsSummary } from './rs-list.ts';
import { seriesStruct } from './series-struct.ts';

const operations: Readonly<Record<string, (call: Call, catalog: Catalog) => Reply>> = {
  series_struct: seriesStruct,
  rs_summary: rsSummary,
  rs_list: rsList,
};

export function jsocInfo(call: Call, catalog: Catalog): Reply {
  const operation = operations[call.parameters.get('op') ?? ''];
  try {
    if (operation === undefined) throw new RequestError(`Unknown operation '${call.parameters.get('op') ?? ''}'.`);
    return operation(call, catalog);
  } catch (error) {
    if (error instanceof RequestError) return json({ status: error.status, error: error.message });
    throw error;
  }
}
