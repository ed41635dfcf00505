import { QueryClient } from '@tanstack/react-query';

/** The core says which answers became stale and repeats what is worth repeating; the page does neither by itself. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 30 * 60_000,
      retry: false,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    // Nobody asks for a change that has ended, and the timer of each holds on to the click or key it came from.
    mutations: { retry: false, networkMode: 'always', gcTime: 0 },
  },
});
