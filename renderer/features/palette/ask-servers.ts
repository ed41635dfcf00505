import { useDebouncedValue } from '@mantine/hooks';
import { useQueries, useQuery } from '@tanstack/react-query';
import { queryFor } from '../../api/query-options.ts';

const leastLetters = 2;
const settleMs = 250;
const mostFound = 50;

/**
 * Asks the servers for things with these words. What they answer is kept and thereby found like everything else.
 * @returns whether one of them is still being asked
 */
export function useAskServers(text: string): boolean {
  const connections = useQuery(queryFor('connections.list', {})).data ?? [];
  const [settled] = useDebouncedValue(text, settleMs);
  const enabled = text.length >= leastLetters && settled === text;
  const online = connections.filter(({ state }) => state === 'signed-in');
  const labs = online.filter(({ kind }) => kind === 'juliabase');
  const openbis = online.filter(({ kind }) => kind === 'openbis');
  const samples = useQueries({
    queries: labs.map(({ id }) => ({
      ...queryFor('juliabase.samples.search', { connectionId: id, name: settled, isAside: true }),
      enabled,
    })),
  });
  // All of them at once: a laboratory has hundreds, not millions.
  const series = useQueries({
    queries: labs.map(({ id }) => ({ ...queryFor('juliabase.series.list', { connectionId: id }), enabled })),
  });
  const objects = useQueries({
    queries: openbis.map(({ id }) => ({
      ...queryFor('openbis.objects.search', { connectionId: id, text: settled, count: mostFound, isAside: true }),
      enabled,
    })),
  });
  const dataSets = useQueries({
    queries: openbis.map(({ id }) => ({
      ...queryFor('openbis.data-sets.search', { connectionId: id, text: settled, count: mostFound, isAside: true }),
      enabled,
    })),
  });
  return [...samples, ...series, ...objects, ...dataSets].some(({ isFetching }) => isFetching);
}
