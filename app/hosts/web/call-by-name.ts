import { AppError } from '../../contract/app-error.ts';
import { type Contract, type ContractName, contract } from '../../contract/contract.ts';
import { type Client, createClient } from '../../rpc/client.ts';
import { createTransportPair } from '../../rpc/transport.ts';
import type { HostedApp } from './hosted-app.ts';

export interface CallByName {
  /** Rejects with AppError: `not-found` for an unknown name, `unsupported` for a stream. */
  call(name: string, input: unknown, signal: AbortSignal): Promise<unknown>;
  close(): void;
}

/** Single calls whose name comes from outside; they take the same way as all others and are checked there. */
export function createCallByName(app: HostedApp): CallByName {
  let client: Client<Contract> | undefined;
  const connect = (): Client<Contract> => {
    const [clientEnd, serverEnd] = createTransportPair();
    app.router.serve(serverEnd);
    return createClient<Contract>(clientEnd);
  };
  return {
    async call(name, input, signal) {
      if (!isContractName(name)) {
        throw new AppError('not-found', `There is no call named ${JSON.stringify(name.slice(0, 80))}.`, {
          remedy: 'See the names in docs/cli.md.',
        });
      }
      if (contract[name].kind === 'stream') {
        throw new AppError('unsupported', `${name} sends events, which one request cannot carry.`, {
          remedy: 'Call it over the WebSocket at /rpc.',
        });
      }
      client ??= connect();
      // The router parses the input with the schema of the entry.
      return client.call(name as 'app.info', input as Record<string, never>, { signal });
    },
    close: () => client?.close(),
  };
}

function isContractName(name: string): name is ContractName {
  return Object.hasOwn(contract, name);
}
