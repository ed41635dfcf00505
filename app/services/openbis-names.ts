import type { OpenbisClient, Paging } from '../clients/openbis/api.ts';
import type { Result } from '../clients/openbis/model.ts';
import type { OpenbisName } from '../contract/openbis.ts';

/** Beyond, a search at the server is the better way to find something. */
const mostObjects = 20_000;
const mostCollections = 10_000;
/** A server makes each page with all properties of its things. */
const pageCount = 2000;

interface Named {
  permId: string;
  identifier: string;
  name: string | null;
}

/** Identifiers and names of what stands in the tree, in the order of the identifiers. */
export async function namesOf(
  { collections, objects }: OpenbisClient,
  signal: AbortSignal,
): Promise<{ names: OpenbisName[]; hasObjects: boolean }> {
  const known = await allOf('collection', mostCollections, (paging) => collections.search({}, { ...paging, signal }));
  const { totalCount } = await objects.search({}, { count: 1, signal });
  if (totalCount > mostObjects) return { names: known, hasObjects: false };
  const things = await allOf('object', mostObjects, (paging) => objects.search({}, { ...paging, signal }));
  return { names: [...known, ...things], hasObjects: true };
}

async function allOf(
  kind: OpenbisName['kind'],
  most: number,
  search: (paging: Paging) => Promise<Result<Named>>,
): Promise<OpenbisName[]> {
  const names: OpenbisName[] = [];
  for (let isMore = true; isMore; ) {
    const from = names.length;
    const { items, totalCount } = await search({ from, count: Math.min(pageCount, most - from) });
    for (const { permId, identifier, name } of items) names.push({ kind, permId, identifier, name });
    isMore = items.length > 0 && names.length < Math.min(totalCount, most);
  }
  return names;
}
