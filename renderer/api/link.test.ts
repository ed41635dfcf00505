import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type AppError, isAppError } from '../../app/contract/app-error.ts';
import { query, stream } from '../../app/contract/entry.ts';
import { createClient } from '../../app/rpc/client.ts';
import { createRouter } from '../../app/rpc/server.ts';
import { createTransportPair, type Transport } from '../../app/rpc/transport.ts';
import { keepWatching } from './keep-watching.ts';
import { createLink, retryDelayMs } from './link.ts';
import type { LinkState } from './link-state.ts';

const words = { title: 'x', description: 'x' };
const contract = {
  'app.settings.get': query({ ...words, input: z.object({}), output: z.object({ served: z.number() }) }),
  'app.events': stream({ ...words, input: z.object({}), output: z.object({ served: z.number() }) }),
};

/** A core of which each connection counts itself; it can be cut off and be away. */
function fakeCore() {
  const open: Transport[] = [];
  let served = 0;
  let refusals = 0;
  return {
    cut: () => {
      for (const transport of open.splice(0)) transport.close();
    },
    refuse: (times: number) => {
      refusals = times;
    },
    async connect(): Promise<{ core: Transport; shell: null }> {
      if (refusals > 0) {
        refusals -= 1;
        throw new Error('away');
      }
      served += 1;
      const mine = served;
      const [page, core] = createTransportPair();
      createRouter(
        contract,
        {
          'app.settings.get': () => Promise.resolve({ served: mine }),
          'app.events': async function* (_input, { signal }) {
            yield { served: mine };
            await new Promise((resolve) => signal.addEventListener('abort', resolve));
          },
        },
        { checkOutput: true },
      ).serve(core);
      open.push(page);
      return { core: page, shell: null };
    },
  };
}

function linkTo(core: ReturnType<typeof fakeCore>) {
  const states: LinkState['kind'][] = [];
  const pauses: number[] = [];
  const link = createLink({
    open: core.connect,
    onState: ({ kind }) => states.push(kind),
    pause: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
  });
  return { link, states, pauses };
}

describe('createLink', () => {
  it('answers calls again after the line was lost', async () => {
    const core = fakeCore();
    const { link, states } = linkTo(core);
    expect(await link.core.call('app.settings.get', {})).toEqual({ served: 1 });
    core.cut();
    expect(await link.core.call('app.settings.get', {})).toEqual({ served: 2 });
    expect(states).toEqual(['connecting', 'connected', 'connecting', 'connected']);
  });

  it('tries more and more rarely, and calls wait meanwhile', async () => {
    const core = fakeCore();
    core.refuse(3);
    const { link, pauses } = linkTo(core);
    expect(await link.core.call('app.settings.get', {})).toEqual({ served: 1 });
    expect(pauses).toEqual([500, 1000, 2000]);
  });

  it('lets a call be cancelled while it waits for the line', async () => {
    const link = createLink({
      open: () => new Promise(() => undefined),
      onState: () => undefined,
      pause: () => Promise.resolve(),
    });
    const stop = new AbortController();
    const call = link.core.call('app.settings.get', {}, { signal: stop.signal });
    stop.abort();
    const error = await call.catch((reason: AppError) => reason);
    expect(isAppError(error, 'cancelled')).toBe(true);
  });

  it('says that a browser has no shell', async () => {
    const { link } = linkTo(fakeCore());
    const error = await link.shell.call('shell.info', {}).catch((reason: AppError) => reason);
    expect(isAppError(error, 'unsupported')).toBe(true);
  });
});

describe('retryDelayMs', () => {
  it('stays within 15 s', () => {
    expect([1, 2, 3, 100].map(retryDelayMs)).toEqual([500, 1000, 2000, 15_000]);
  });
});

describe('keepWatching', () => {
  it('passes events on until it is ended', async () => {
    const { core } = await fakeCore().connect();
    const stop = await new Promise<() => void>((resolve) => {
      const end = keepWatching(
        createClient<typeof contract>(core),
        'app.events',
        {},
        {
          onEvent: (event) => {
            expect(event).toEqual({ served: 1 });
            queueMicrotask(() => resolve(end));
          },
        },
      );
    });
    stop();
  });
});
