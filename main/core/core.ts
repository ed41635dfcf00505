import type { BytesAnswer } from '../../app/contract/bytes.ts';
import type { Transport } from '../../app/rpc/transport.ts';

/** The core as the shell uses it; nothing else in `main/` knows where it runs. */
export interface ShellCore {
  kind: 'embedded' | 'attached';
  /** Without the token; null for the own core. */
  address: string | null;
  /** Joins the page's transport with the core. The core's end of it closes the page's. */
  serve(page: Transport): void;
  /** `query` is the JSON text of the input. Rejects with AppError. */
  bytes(name: string, query: string, signal: AbortSignal): Promise<BytesAnswer>;
  close(): Promise<void>;
}
