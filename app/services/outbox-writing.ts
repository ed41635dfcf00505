import type { JuliaBaseClient, WriteOptions } from '../clients/juliabase/api.ts';
import { toAppError } from '../contract/app-error.ts';
import type { GatewayCall, Look, Sent } from '../outbox/gateway.ts';

/** What the gateways to JuliaBase need of the core. */
export interface JuliaBaseOutboxParts {
  clientOf(connectionId: string): Promise<JuliaBaseClient>;
  /** Address of a page below the root of the server. */
  urlOf(connectionId: string, path: string): Promise<string>;
  /** Takes samples off My Samples that a crash has left there. */
  finishUndo(connectionId: string, client: JuliaBaseClient, signal: AbortSignal): Promise<void>;
  /** Kept answers whose requests begin so are old now. */
  onWritten(connectionId: string, requestPrefixes: readonly string[]): Promise<void>;
}

/** Requests whose answers show Results. */
export function resultRequests(seriesNames: readonly string[]): string[] {
  return ['sample ', 'result ', 'sample-series-results ', ...seriesNames.map((name) => `series-results ${name}`)];
}

interface Written {
  id: string;
  url: string;
  notes?: readonly string[];
}

/** Runs a write of the client; each of its failures tells what became of it. */
export async function sendOnce(
  { signal }: GatewayCall,
  onBeforeSend: () => Promise<void>,
  write: (options: WriteOptions) => Promise<Written>,
): Promise<Sent> {
  let serverFinished = false;
  try {
    const written = await write({
      signal,
      onBeforeSend,
      onOutcome: (outcome) => {
        serverFinished = outcome.outcome === 'unknown' && outcome.serverFinished;
      },
    });
    return { kind: 'created', notes: [], ...written };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.details?.outcome === 'not-created') return { kind: 'not-created', error };
    return { kind: 'unknown', error, serverFinished };
  }
}

/** A look that cannot be made is an answer, too. */
export async function lookBy(work: () => Promise<Look>): Promise<Look> {
  try {
    return await work();
  } catch (error) {
    return { kind: 'unreadable', error: toAppError(error) };
  }
}
