import { AppError } from '../contract/app-error.ts';
import type { ConnectionRecord, ConnectionRecords } from './service-context.ts';

/** @throws AppError 'not-found', or 'unsupported' for a connection to something else */
export async function openbisConnection(
  connections: Pick<ConnectionRecords, 'get'>,
  id: string,
): Promise<ConnectionRecord> {
  const connection = await connections.get(id);
  if (connection.kind === 'openbis') return connection;
  throw new AppError('unsupported', `${connection.name} is no connection to openBIS.`, {
    remedy: 'Choose another connection.',
    source: connection.name,
  });
}
