import type { TransferEvent, TransferList } from '../../app/contract/transfers.ts';
import { inNewestFirst } from './newest-first.ts';

/** The list of transfers, newest first, after an event of `transfers.watch`. */
export function applyTransferEvent(list: TransferList | undefined, event: TransferEvent): TransferList {
  const { transfers, servers, bytesPerSecond } = list ?? { transfers: [], servers: [], bytesPerSecond: null };
  switch (event.kind) {
    case 'snapshot':
      return event.list;
    case 'removed':
      return { servers, bytesPerSecond, transfers: transfers.filter(({ id }) => id !== event.id) };
    case 'changed': {
      const { server, transfer } = event;
      return {
        bytesPerSecond,
        transfers: inNewestFirst(transfers, transfer),
        servers: server === null ? servers : withServer(servers, server),
      };
    }
    default:
      return event satisfies never;
  }
}

type Servers = TransferList['servers'];

function withServer(servers: Servers, server: Servers[number]): Servers {
  const isKnown = servers.some(({ id }) => id === server.id);
  return isKnown ? servers.map((other) => (other.id === server.id ? server : other)) : [...servers, server];
}
