import type { DrmsTransferServer, Transfer, TransferFiles, TransferPart } from '../../../app/contract/transfers.ts';

const noFiles: TransferFiles = { total: null, verified: 0, unconfirmed: 0, missing: 0, failed: 0 };

/** A transfer as the core tells it, for tests. */
export function testTransfer(changes: Partial<Transfer> = {}): Transfer {
  return {
    ...{
      id: 'a',
      kind: 'export',
      serverId: 'jsoc',
      title: 'Export',
      status: 'running',
      phase: 'downloading',
      reason: '',
    },
    ...{ folder: '/data', email: 'ada@example.org', records: 4, files: noFiles, bytes: { here: 0, expected: null } },
    ...{ bytesPerSecond: null, remainingMs: null, freeBytes: null, createdUtc: '2026-11-21T12:00:00Z' },
    ...{ endedUtc: null, retryAtUtc: null, deadlineUtc: null, canPause: true, question: null, parts: [] },
    ...changes,
  };
}

export function testPart(changes: Partial<TransferPart> = {}): TransferPart {
  return {
    ...{ key: 'p', recordSet: 'hmi.V_45s[$]', requestId: null, phase: 'waiting-here', reason: '', records: null },
    ...{ files: noFiles, bytes: { here: 0, expected: null }, askedUtc: null, readyUtc: null, deadlineUtc: null },
    ...{ nextLookUtc: null },
    ...changes,
  };
}

export function testFiles(changes: Partial<TransferFiles>): TransferFiles {
  return { ...noFiles, ...changes };
}

export function testServer(changes: Partial<DrmsTransferServer> = {}): DrmsTransferServer {
  return {
    ...{ kind: 'drms', id: 'jsoc', name: 'JSOC', email: 'ada@example.org', connections: 1, mostConnections: 1 },
    ...{ bytesPerSecond: null, pendingAllowed: 1, pending: 1, connectionsInUse: 1 },
    ...changes,
  };
}
