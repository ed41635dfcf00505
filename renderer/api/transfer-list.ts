import type { TransferEvent, TransferList } from '../../app/contract/transfers.ts';

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
        transfers: changed(transfers, transfer, 'first'),
        servers: server === null ? servers : changed(servers, server, 'last'),
      };
    }
    default:
      return event satisfies never;
  }
}

/** What is changed keeps its place; what is new comes where it belongs. */
function changed<T extends { id: string }>(all: readonly T[], one: T, newPlace: 'first' | 'last'): T[] {
  if (all.some(({ id }) => id === one.id)) return all.map((other) => (other.id === one.id ? one : other));
  return newPlace === 'first' ? [one, ...all] : [...all, one];
}
