import type { BytesAnswer } from '../../contract/bytes.ts';
import type { Router } from '../../rpc/server.ts';

/** What this host needs of the app. */
export interface HostedApp {
  router: Router;
  /** `query` is the JSON text of the input. Rejects with AppError. */
  bytes(name: string, query: string, signal: AbortSignal): Promise<BytesAnswer>;
}
