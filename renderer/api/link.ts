import { AppError } from '../../app/contract/app-error.ts';
import type { Contract } from '../../app/contract/contract.ts';
import type { shellContract } from '../../app/contract/shell.ts';
import { type Client, createClient } from '../../app/rpc/client.ts';
import { t } from '../ui/language.ts';
import { forwardingClient } from './forwarding-client.ts';
import type { LinkState } from './link-state.ts';
import type { PageTransports } from './page-transports.ts';

export type ShellContract = typeof shellContract;

export interface LinkOptions {
  open(): Promise<PageTransports>;
  onState(state: LinkState): void;
  /** Resolves after the given time, or earlier if trying now makes sense. */
  pause(ms: number): Promise<void>;
}

/** The clients of core and shell; they outlive the transports below them. */
export interface Link {
  core: Client<Contract>;
  shell: Client<ShellContract>;
}

interface Connected {
  core: Client<Contract>;
  shell: Client<ShellContract> | null;
}

/** Connects at once and again whenever the line is lost. Calls made meanwhile wait for the new line. */
export function createLink({ open, onState, pause }: LinkOptions): Link {
  let current = connect();

  async function connect(): Promise<Connected> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        onState({ kind: 'connecting' });
        const transports = await open();
        transports.core.onClose(reconnect);
        onState({ kind: 'connected' });
        return {
          core: createClient<Contract>(transports.core),
          shell: transports.shell === null ? null : createClient<ShellContract>(transports.shell),
        };
      } catch {
        const waitMs = retryDelayMs(attempt);
        onState({ kind: 'waiting', nextTryAtMs: Date.now() + waitMs });
        await pause(waitMs);
      }
    }
  }

  function reconnect(): void {
    current = connect();
  }

  return {
    core: forwardingClient(async () => (await current).core),
    shell: forwardingClient(async () => {
      const { shell } = await current;
      if (shell === null) throw new AppError('unsupported', t('This needs the desktop window of Quarry.'));
      return shell;
    }),
  };
}

/** Soon at first, then more rarely, never more than 15 s apart. */
export function retryDelayMs(attempt: number): number {
  return Math.min(15_000, 500 * 2 ** Math.min(attempt - 1, 10));
}
