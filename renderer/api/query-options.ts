import { queryOptions, type UseMutationResult, useMutation } from '@tanstack/react-query';
import type { AppError } from '../../app/contract/app-error.ts';
import type { Contract } from '../../app/contract/contract.ts';
import type { InputOf, OutputOf } from '../../app/contract/entry.ts';
import { getClient } from './client.ts';

type NamesOfKind<K extends string> = {
  [N in keyof Contract]: Contract[N] extends { kind: K } ? N : never;
}[keyof Contract];

export type QueryName = NamesOfKind<'query'>;
export type CommandName = NamesOfKind<'command' | 'job'>;

/** Options of the query of that name: key [name, input], answer and error typed by the contract. */
export function queryFor<N extends QueryName>(name: N, input: InputOf<Contract[N]>) {
  return queryOptions<OutputOf<Contract[N]>, AppError, OutputOf<Contract[N]>, readonly [N, InputOf<Contract[N]>]>({
    queryKey: [name, input],
    queryFn: ({ signal }) => getClient().call(name, input, { signal }),
  });
}

/** A command or job of the contract. What it makes stale is told by the core, also to other windows. */
export function useCommand<N extends CommandName>(
  name: N,
): UseMutationResult<OutputOf<Contract[N]>, AppError, InputOf<Contract[N]>> {
  return useMutation<OutputOf<Contract[N]>, AppError, InputOf<Contract[N]>>({
    mutationFn: (input) => getClient().call(name, input),
  });
}
