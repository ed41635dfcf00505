import { queryClient } from './query-client.ts';
import type { QueryName, queryFor } from './query-options.ts';

type AnswerOf<N extends QueryName> = NonNullable<
  Awaited<ReturnType<Extract<ReturnType<typeof queryFor<N>>['queryFn'], (...args: never) => unknown>>>
>;

/** Answers of a query that the page holds for a connection. */
export function keptAnswers<N extends QueryName>(name: N, connectionId: string): AnswerOf<N>[] {
  return queryClient
    .getQueryCache()
    .findAll({
      predicate: ({ queryKey: [queryName, input] }) =>
        queryName === name && (input as { connectionId?: string } | undefined)?.connectionId === connectionId,
    })
    .flatMap((query) => (query.state.data === undefined ? [] : [query.state.data as AnswerOf<N>]));
}
