import type { JuliaBaseClient, WriteOptions } from '../clients/juliabase/api.ts';
import { AppError, toAppError } from '../contract/app-error.ts';
import type { Gateway, GatewayCall, Hit, Look, Readiness, Sent } from '../outbox/gateway.ts';

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

/**
 * Before the first send of what another computer may have sent: it may be at the server, or its content under another
 * path. @throws AppError if that cannot be told now
 */
export async function lookFirst(
  call: GatewayCall,
  look: Gateway['look'],
  search: (mark: string) => Promise<{ hits: readonly Hit[]; complete: boolean }>,
): Promise<Readiness> {
  const { contentMark } = call.order;
  const near = contentMark === undefined ? undefined : await search(contentMark);
  // Its own mark begins with that of its content, so that one search is enough for what is new.
  if (near?.hits.length === 0) {
    if (near.complete) return { kind: 'ready' };
    throw incompleteSearch();
  }
  const own = await look(call);
  if (own.kind === 'unreadable') throw own.error;
  if (own.kind === 'incomplete') throw incompleteSearch();
  const [hit, ...others] = own.hits;
  if (hit !== undefined) {
    const ids = [hit, ...others].map(({ id }) => id);
    const note = others.length > 0 ? `Duplicate found: ${ids.join(', ')}.` : 'It was at the server already.';
    return { kind: 'there', id: hit.id, url: hit.url, note };
  }
  const [moved] = near?.hits ?? [];
  if (moved === undefined) return { kind: 'ready' };
  return { kind: 'there', id: moved.id, url: moved.url, note: 'It was at the server already, under another path.' };
}

function incompleteSearch(): AppError {
  return new AppError('remote-failed', 'The search of the server was not complete.', { retryable: true });
}

/** A look that cannot be made is an answer, too. */
export async function lookBy(work: () => Promise<Look>): Promise<Look> {
  try {
    return await work();
  } catch (error) {
    return { kind: 'unreadable', error: toAppError(error) };
  }
}
