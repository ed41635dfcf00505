import { useQuery } from '@tanstack/react-query';
import type { TransferList } from '../../../app/contract/transfers.ts';
import { queryFor } from '../../api/query-options.ts';

/** All transfers with the limits of their servers; kept up to date by the core. */
export function useTransfers(): TransferList | undefined {
  return useQuery(queryFor('transfers.list', {})).data;
}
