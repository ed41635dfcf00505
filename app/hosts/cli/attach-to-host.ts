import { isAppError } from '../../contract/app-error.ts';
import type { BytesAnswer } from '../../contract/bytes.ts';
import type { Contract } from '../../contract/contract.ts';
import { type Client, createClient } from '../../rpc/client.ts';
import { fetchHostBytes, openHostTransport } from '../../rpc/node/host-client.ts';
import { readRuntimeFile } from '../web/runtime-file.ts';

export interface AttachedHost {
  client: Client<Contract>;
  bytes(name: string, query: string, signal: AbortSignal): Promise<BytesAnswer>;
  close(): Promise<void>;
}

/** The living host of the data folder; undefined if none answers. */
export async function attachToHost(home: string): Promise<AttachedHost | undefined> {
  const runtime = readRuntimeFile(home);
  if (runtime === undefined) return undefined;
  const address = { origin: runtime.address, token: runtime.token };
  try {
    const client = createClient<Contract>(await openHostTransport(address));
    return {
      client,
      bytes: (name, query, signal) => fetchHostBytes(address, name, query, signal),
      close: async () => client.close(),
    };
  } catch (error) {
    // A file that a killed host has left behind.
    if (isAppError(error, 'network', 'auth-required')) return undefined;
    throw error;
  }
}
