import { RequestError } from '../request-error.ts';
import type { Catalog } from '../series/catalog.ts';
import { bindQuery, type Query } from './query.ts';
import { splitSubsets } from './subsets.ts';

/** Reads a whole specification; all its sub-sets are of one series. */
export function readRecordSet(spec: string, catalog: Catalog): [Query, ...Query[]] {
  const [first, ...others] = splitSubsets(spec).map((subset) => bindQuery(subset, catalog));
  if (first === undefined) throw new RequestError(`Bad record-set query '${spec}'.`);
  if (others.some(({ series }) => series !== first.series))
    throw new RequestError('Cannot specify subsets of records from different series.');
  return [first, ...others];
}
