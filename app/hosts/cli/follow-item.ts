import { AppError } from '../../contract/app-error.ts';
import type { OutboxItem } from '../../contract/outbox.ts';
import type { Core } from './open-core.ts';
import type { Terminal } from './terminal.ts';

interface FollowContext {
  core: Core;
  signal: AbortSignal;
  terminal: Terminal;
}

/** Tells where an item of the outbox stands until it has ended or needs a person, a login included. */
export async function endOfItem(
  { core, signal, terminal }: FollowContext,
  id: string,
  doing: string,
): Promise<OutboxItem> {
  for await (const item of core.client.watch('outbox.follow', { id }, { signal })) {
    const needsLogin = item.state === 'waiting' && item.error?.code === 'auth-required';
    if (item.state === 'done' || item.state === 'withdrawn' || item.state === 'needs-you' || needsLogin) {
      terminal.endProgress();
      return item;
    }
    terminal.progress(`${doing}: ${item.reason ?? item.state}`);
  }
  throw new AppError('network', 'The connection to the core of Quarry was lost while the item was followed.', {
    remedy: 'It stays in the outbox; see `quarry outbox list`.',
  });
}
