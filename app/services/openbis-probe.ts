import type { OpenbisClient } from '../clients/openbis/api.ts';
import { toAppError } from '../contract/app-error.ts';
import type { TestStep } from '../contract/connections.ts';

type ProbeStep = Omit<TestStep, 'title'>;

/** Tries address, kind of server, login and reading one after the other; nothing is tried behind a failure. */
export async function probeOpenbis(client: OpenbisClient, signal: AbortSignal): Promise<ProbeStep[]> {
  const steps: ProbeStep[] = [];
  const attempt = async (
    ids: readonly [ProbeStep['id'], ...ProbeStep['id'][]],
    work: () => Promise<string | null>,
    failedAt: (code: string) => number = () => 0,
  ): Promise<void> => {
    if (steps.some(({ state }) => state === 'failed')) {
      steps.push(...ids.map((id): ProbeStep => ({ id, state: 'skipped', message: null })));
      return;
    }
    try {
      const message = await work();
      steps.push(...ids.map((id): ProbeStep => ({ id, state: 'ok', message: id === ids.at(-1) ? message : null })));
    } catch (error) {
      signal.throwIfAborted();
      const { code, message, remedy } = toAppError(error);
      const failed = failedAt(code);
      steps.push(
        ...ids.map((id, index): ProbeStep => {
          if (index < failed) return { id, state: 'ok', message: null };
          if (index > failed) return { id, state: 'skipped', message: null };
          return { id, state: 'failed', message: remedy === undefined ? message : `${message} ${remedy}` };
        }),
      );
    }
  };

  // One question tells both: who answers something else is there, but is another kind of server.
  await attempt(
    ['reach', 'openbis'],
    async () => {
      await client.probe({ signal });
      return null;
    },
    (code) => (code === 'network' || code === 'timeout' ? 0 : 1),
  );
  await attempt(['sign-in'], async () => {
    await client.session.logIn(undefined, { signal });
    const user = client.session.user();
    return user === null ? null : `As ${user}.`;
  });
  await attempt(['read'], async () => {
    const { totalCount } = await client.spaces.list({ count: 0, signal });
    return totalCount === 1 ? 'One space.' : `${totalCount} spaces.`;
  });
  await client.session.logOut({ signal }).catch(() => undefined);
  return steps;
}
