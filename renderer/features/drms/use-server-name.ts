import { useQuery } from '@tanstack/react-query';
import { queryFor } from '../../api/query-options.ts';

/** Name of a DRMS server; its id until the registry is there. */
export function useServerName(serverId: string): string {
  const servers = useQuery(queryFor('drms.servers.list', {}));
  // Answers of saved queries may be of a connection.
  const connections = useQuery(queryFor('connections.list', {}));
  const all = [...(servers.data ?? []), ...(connections.data ?? [])];
  return all.find(({ id }) => id === serverId)?.name ?? serverId;
}
