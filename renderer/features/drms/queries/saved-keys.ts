import { queryClient } from '../../../api/query-client.ts';
import { queryFor } from '../../../api/query-options.ts';

/** Keywords that a saved query with this text asks for; null if there is none, or it asks for the usual ones. */
export function savedKeys(serverId: string, recordSet: string): string[] | null {
  const saved = queryClient.getQueryData(queryFor('drms.queries.list', {}).queryKey) ?? [];
  const query = saved.find((one) => one.serverId === serverId && one.recordSet === recordSet);
  return query === undefined || query.keys.length === 0 ? null : query.keys;
}
