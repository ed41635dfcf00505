import { useQuery } from '@tanstack/react-query';
import type { Message } from '../../../app/contract/app.ts';
import { queryFor } from '../../api/query-options.ts';
import { useMessages } from '../../ui/messages.ts';

/** Messages of core and page together, newest first. */
export function useAllMessages(): readonly Message[] {
  const ofCore = useQuery(queryFor('app.messages.list', {})).data ?? [];
  const own = useMessages((state) => state.own);
  return [...ofCore, ...own].sort((a, b) => b.timeUtc.localeCompare(a.timeUtc));
}
