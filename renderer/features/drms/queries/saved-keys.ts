import type { SavedQuery } from '../../../../app/contract/queries.ts';
import { queryClient } from '../../../api/query-client.ts';
import { queryFor } from '../../../api/query-options.ts';

/** The saved query of a record set, if there is one. */
export function savedOfRecords(
  list: readonly SavedQuery[],
  serverId: string,
  recordSet: string,
): SavedQuery | undefined {
  return list.find(
    ({ question }) =>
      question.kind === 'drms.records' && question.serverId === serverId && question.recordSet === recordSet,
  );
}

/** Keywords that a saved query with this text asks for; null if there is none, or it asks for the usual ones. */
export function savedKeys(serverId: string, recordSet: string): string[] | null {
  const list = queryClient.getQueryData(queryFor('queries.list', {}).queryKey) ?? [];
  const question = savedOfRecords(list, serverId, recordSet)?.question;
  return question?.kind !== 'drms.records' || question.keys.length === 0 ? null : question.keys;
}
