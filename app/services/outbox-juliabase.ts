import type { JuliaBaseClient } from '../clients/juliabase/api.ts';
import type { Gateway } from '../outbox/gateway.ts';
import { resultAddGateway } from './outbox-results.ts';

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

/** All that can be written to JuliaBase by way of the outbox. */
export function juliaBaseGateways(parts: JuliaBaseOutboxParts): Gateway[] {
  return [resultAddGateway(parts)];
}

/** Requests whose answers show Results. */
export function resultRequests(seriesNames: readonly string[]): string[] {
  return ['sample ', 'result ', 'sample-series-results ', ...seriesNames.map((name) => `series-results ${name}`)];
}
