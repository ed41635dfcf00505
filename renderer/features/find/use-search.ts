import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import type { FoundKind, SearchAnswer } from '../../../app/contract/find.ts';
import { queryFor } from '../../api/query-options.ts';
import { inPlace } from './in-place.ts';

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
  const input = { ...wish, kinds: [...wish.kinds], sources: [...(wish.sources ?? [])] };
  const { data, isPlaceholderData } = useQuery({
    ...queryFor('find.search', input),
    placeholderData: keepPreviousData,
    // Between two openings anything may have been kept.
    staleTime: 0,
  });
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
