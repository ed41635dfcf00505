import { useQuery } from '@tanstack/react-query';
import { queryFor } from '../../api/query-options.ts';

/** Name of a DRMS server; its id until the registry is there. */
export function useServerName(serverId: string): string {
  const servers = useQuery(queryFor('drms.servers.list', {}));
  return servers.data?.find(({ id }) => id === serverId)?.name ?? serverId;
}
