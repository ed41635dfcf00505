import { useQuery } from '@tanstack/react-query';
import { queryFor } from '../api/query-options.ts';

/** Whether single letters act in lists and figures. */
export function useSingleKeys(): boolean {
  return useQuery(queryFor('app.settings.get', {})).data?.singleKeys ?? true;
}
