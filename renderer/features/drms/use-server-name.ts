import { useQuery } from '@tanstack/react-query';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';

/** In the place of a server, for answers to SQL. */
const keptTablesId = 'kept-tables';

/** Name of a DRMS server; its id until the registry is there. */
export function useServerName(serverId: string): string {
  const servers = useQuery(queryFor('drms.servers.list', {}));
  // Answers of saved queries may be of a connection.
  const connections = useQuery(queryFor('connections.list', {}));
  if (serverId === keptTablesId) return t('Kept tables');
  const all = [...(servers.data ?? []), ...(connections.data ?? [])];
  return all.find(({ id }) => id === serverId)?.name ?? serverId;
}
