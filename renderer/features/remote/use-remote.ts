import { type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type AppError, toAppError } from '../../../app/contract/app-error.ts';
import type { Contract } from '../../../app/contract/contract.ts';
import type { InputOf, OutputOf } from '../../../app/contract/entry.ts';
import { getClient } from '../../api/client.ts';
import { queryFor } from '../../api/query-options.ts';

/** Queries whose kept answer can be passed over. */
export type RemoteName = {
  [N in keyof Contract]: Contract[N] extends { kind: 'query' }
    ? InputOf<Contract[N]> extends { refresh?: boolean | undefined }
      ? N
      : never
    : never;
}[keyof Contract] &
  (`juliabase.${string}` | `drms.${string}` | `openbis.${string}`);

export interface Remote<T> {
  answer: T | undefined;
  error: AppError | null;
  isRefreshing: boolean;
  /** Asks the server although an answer is kept; what is shown stays until the new one is there. */
  refresh(): void;
}

/** An answer of a server: the kept one first, a fresh one on demand. */
export function useRemote<N extends RemoteName>(name: N, input: InputOf<Contract[N]>): Remote<OutputOf<Contract[N]>> {
  const queries = useQueryClient();
  const options = queryFor(name, input);
  const query = useQuery(options);
  const fresh = useMutation({
    mutationFn: () => getClient().call(name, { ...input, refresh: true }),
    onSuccess: (answer) => queries.setQueryData(options.queryKey as QueryKey, answer),
  });
  const failure = fresh.error ?? query.error;
  return {
    answer: query.data as OutputOf<Contract[N]> | undefined,
    error: failure === null ? null : toAppError(failure),
    isRefreshing: fresh.isPending || query.isFetching,
    refresh: () => fresh.mutate(),
  };
}
