import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import type { Contract } from '../../../app/contract/contract.ts';
import type { InputOf } from '../../../app/contract/entry.ts';
import type { FoundKind, SearchAnswer } from '../../../app/contract/find.ts';
import { queryClient } from '../../api/query-client.ts';
import { queryFor } from '../../api/query-options.ts';
import { inPlace } from './in-place.ts';

type SearchInput = InputOf<Contract['find.search']>;

export interface SearchWish {
  text: string;
  kinds: readonly FoundKind[];
  sources?: readonly string[];
  limit: number;
  facets?: boolean;
}

export interface Search {
  /** Undefined before the first answer. */
  found: SearchAnswer | undefined;
  /** It answers this very wish; else it is the one before. */
  isCurrent: boolean;
}

/** What fits among all that is kept here; what comes later for the same words is put behind what is shown. */
export function useSearch(wish: SearchWish): Search {
  const input = inputOf(wish);
  const { data, isPlaceholderData } = useQuery({ ...searchQuery(input), placeholderData: keepPreviousData });
  const isCurrent = data !== undefined && !isPlaceholderData;
  const shown = useRef<{ key: string; found: SearchAnswer | undefined }>({ key: '', found: undefined });
  const key = JSON.stringify(input);
  const found = useMemo(() => {
    if (data === undefined || !isCurrent) return data;
    const before = shown.current.key === key ? (shown.current.found?.hits ?? []) : [];
    return { ...data, hits: inPlace(before, data.hits, ({ id }) => id) };
  }, [data, isCurrent, key]);
  if (isCurrent) shown.current = { key, found };
  return { found, isCurrent };
}

/** Asks ahead of the drawing that will ask the same: the index then searches while the page draws what was typed. */
export function searchSoon(wish: SearchWish): void {
  void queryClient.prefetchQuery(searchQuery(inputOf(wish)));
}

function inputOf(wish: SearchWish): SearchInput {
  return { ...wish, kinds: [...wish.kinds], sources: [...(wish.sources ?? [])] };
}

function searchQuery(input: SearchInput) {
  // Between two openings anything may have been kept.
  return { ...queryFor('find.search', input), staleTime: 0 };
}
