import { describe, expect, test } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { silentLog } from '../testing/silent-log.ts';
import { EngineProcess, type ProcessCalls } from './engine-process.ts';
import type { FromProcess, ToProcess } from './messages.ts';
import type { ProcessChannel } from './process-channel.ts';

interface Calls {
  open(): void;
  echo(text: string): string;
}

/** A process that answers `open` at once and everything else when it is told to. */
class FakeProcess implements ProcessChannel {
  readonly pid = undefined;
  readonly received: ToProcess[] = [];
  isHeld = true;
  private readonly listeners: ((message: FromProcess) => void)[] = [];
  private readonly exits: ((how: string) => void)[] = [];

  send(message: ToProcess): void {
    this.received.push(message);
    if (message.type === 'call' && message.method === 'open') this.say({ type: 'answer', id: message.id, value: null });
  }

  say(message: FromProcess): void {
    for (const listener of this.listeners) listener(message);
  }

  die(): void {
    for (const listener of this.exits) listener('SIGKILL');
  }

  onMessage(listener: (message: FromProcess) => void): void {
    this.listeners.push(listener);
  }
  onOutput(): void {}
  onExit(listener: (how: string) => void): void {
    this.exits.push(listener);
  }
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
  }
  kill(): void {
    this.die();
  }
}

function setUp(): { engine: EngineProcess<Calls>; started: FakeProcess[]; clock: FakeClock } {
  const started: FakeProcess[] = [];
  const clock = new FakeClock();
  const engine = new EngineProcess<Calls>({
    script: new URL('file:///none.ts'),
    start: () => {
      const process = new FakeProcess();
      started.push(process);
      return process;
    },
    clock,
    log: silentLog,
    idleMs: 1000,
    prepare: (calls) => calls.call('open', []),
  });
  return { engine, started, clock };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Answers the last call of a process. */
function answer(process: FakeProcess | undefined, value: unknown): void {
  process?.say({ type: 'answer', id: process.received.at(-1)?.id ?? 0, value });
}

const echo =
  (text: string, signal?: AbortSignal) =>
  (calls: ProcessCalls<Calls>): Promise<string> =>
    calls.call('echo', [text], { signal });

describe('the process of the engine', () => {
  test('is started by the first call, and not before', async () => {
    const { engine, started } = setUp();
    expect(started).toHaveLength(0);
    const first = engine.use(echo('a'));
    const second = engine.use(echo('b'));
    await turn();
    expect(started).toHaveLength(1);
    const [process] = started;
    expect(process?.received.map((message) => (message.type === 'call' ? message.method : ''))).toEqual([
      'open',
      'echo',
      'echo',
    ]);
    expect(process?.isHeld).toBe(true);
    process?.say({ type: 'answer', id: 3, value: 'B' });
    process?.say({ type: 'answer', id: 2, value: 'A' });
    expect(await Promise.all([first, second])).toEqual(['A', 'B']);
    // An idle process does not keep the core alive.
    expect(process?.isHeld).toBe(false);
    engine.close();
  });

  test('fails the calls that run when it dies, and is started anew by the next', async () => {
    const { engine, started } = setUp();
    const call = engine.use(echo('a'));
    await turn();
    started[0]?.die();
    await expect(call).rejects.toMatchObject({ code: 'storage', retryable: true, remedy: expect.any(String) });
    const next = engine.use(echo('b'));
    await turn();
    expect(started).toHaveLength(2);
    answer(started[1], 'B');
    expect(await next).toBe('B');
    engine.close();
  });

  test('gives up a call that is aborted, and ignores its late answer', async () => {
    const { engine, started } = setUp();
    const aborting = new AbortController();
    const call = engine.use(echo('a', aborting.signal));
    await turn();
    aborting.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(started[0]?.received.at(-1)).toEqual({ type: 'abort', id: 2 });
    answer(started[0], 'late');
    engine.close();
  });

  test('ends when it was not used for a while, and not while it is used', async () => {
    const { engine, started, clock } = setUp();
    const call = engine.use(echo('a'));
    await clock.advance(5000);
    answer(started[0], 'A');
    await call;
    await clock.advance(900);
    const next = engine.use(echo('b'));
    await turn();
    expect(started).toHaveLength(1);
    answer(started[0], 'B');
    await next;
    await clock.advance(1000);
    const last = engine.use(echo('c'));
    await turn();
    expect(started).toHaveLength(2);
    answer(started[1], 'C');
    expect(await last).toBe('C');
    engine.close();
  });

  test('answers nothing more once it is closed', async () => {
    const { engine, started } = setUp();
    const call = engine.use(echo('a'));
    await turn();
    engine.close();
    await expect(call).rejects.toMatchObject({ code: 'storage' });
    await expect(engine.use(echo('b'))).rejects.toMatchObject({ code: 'storage' });
    expect(started).toHaveLength(1);
  });
});
