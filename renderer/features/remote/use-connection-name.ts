import { useQuery } from '@tanstack/react-query';
import { queryFor } from '../../api/query-options.ts';

/** Name of a connection as its user calls it; empty until it is known. */
export function useConnectionName(connectionId: string): string {
  const connections = useQuery(queryFor('connections.list', {}));
  return connections.data?.find((connection) => connection.id === connectionId)?.name ?? '';
}
