import { afterEach, describe, expect, test } from 'vitest';
import { AppError } from '../contract/app-error.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { SimulatedDisk } from '../testing/outbox-rows.ts';
import { silentLog } from '../testing/silent-log.ts';
import type { Gateway, Look, Readiness, Sent } from './gateway.ts';
import type { OutboxOrder, OutboxProgress } from './item.ts';
import { Outbox } from './outbox.ts';
import { defaultRules, type ServerRules } from './schedule.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const created: Sent = { kind: 'created', id: '62', url: null, notes: [] };
const lost: Sent = { kind: 'unknown', error: new AppError('timeout', 'No answer.'), serverFinished: false };
const nothing: Look = { kind: 'complete', hits: [], similar: null };
const one: Look = { kind: 'complete', hits: [{ id: '62', url: null, isLinked: true }], similar: null };
const two: Look = { kind: 'complete', hits: [...one.hits, { id: '63', url: null, isLinked: true }], similar: null };

/** A server that gives its answers in turn, the last of each kind again and again. */
class Bench {
  readonly clock = new FakeClock();
  readonly calls: string[] = [];
  readonly disk = new SimulatedDisk();
  checks: (Readiness | AppError)[] = [{ kind: 'ready' }];
  sends: Sent[] = [created];
  looks: Look[] = [nothing];
  canLook = true;
  rules: ServerRules = defaultRules;
  outbox: Outbox | undefined;

  async start(): Promise<Outbox> {
    const outbox = new Outbox({
      ...{ rows: this.disk.open().rows, clock: this.clock, log: silentLog, filesFolder: '/nowhere' },
      gateways: [this.gateway()],
      rulesOf: () => this.rules,
    });
    this.outbox = outbox;
    await outbox.start();
    return outbox;
  }

  async add(id: string, change: Partial<OutboxOrder> = {}): Promise<void> {
    const order = {
      ...{ id, kind: 'test', connectionId: 'lab', title: id, target: 'a series', marker: 'mark', lookFirst: false },
      ...{ subject: null, files: [], createdMs: this.clock.nowMs(), ...change },
    };
    await this.outbox?.add({ order, payload: null });
    await this.clock.advance(0);
  }

  progress(id: string): OutboxProgress {
    const progress = this.disk.progressOf(id);
    if (progress === undefined) throw new Error(`There is no ${id}.`);
    return progress;
  }

  private gateway(): Gateway {
    const next = <T>(from: T[]): T => {
      const [first] = from.length > 1 ? from.splice(0, 1) : from;
      if (first === undefined) throw new Error('There is no answer.');
      return first;
    };
    return {
      kind: 'test',
      canLook: () => this.canLook,
      check: async ({ order }) => {
        this.calls.push(`check ${order.id}`);
        const answer = next(this.checks);
        if (answer instanceof AppError) throw answer;
        return answer;
      },
      send: async ({ order }, onBeforeSend) => {
        await onBeforeSend();
        this.calls.push(`send ${order.id}, on disk: ${this.progress(order.id).state}`);
        return next(this.sends);
      },
      look: async ({ order }) => {
        this.calls.push(`look ${order.id}`);
        return next(this.looks);
      },
      repair: async (_call, id) => {
        this.calls.push(`repair ${id}`);
        return [];
      },
      onDone: async () => undefined,
    };
  }
}

let bench: Bench;
afterEach(() => bench.outbox?.close());

describe('an item whose answer was lost', () => {
  test('is looked for after 5 s, 30 s, 2 min and each 2 min; sent again only after the window', async () => {
    bench = new Bench();
    bench.sends = [lost, created];
    await bench.start();
    await bench.add('a');
    expect(bench.calls).toEqual(['check a', 'send a, on disk: sending']);
    const looks = (): number => bench.calls.filter((call) => call.startsWith('look')).length;
    const seen: number[] = [];
    const startMs = bench.clock.monotonicMs();
    for (const untilMs of [4_900, 5_100, 29_900, 30_100, 120_100, 240_100, 299_900]) {
      await bench.clock.advance(startMs + untilMs - bench.clock.monotonicMs());
      seen.push(looks());
    }
    expect(seen).toEqual([0, 1, 1, 2, 3, 4, 4]);
    expect(bench.progress('a')).toMatchObject({ state: 'checking', attempts: 1 });
    await bench.clock.advance(200);
    expect(bench.progress('a')).toMatchObject({ state: 'done', attempts: 2 });
  });

  test('has the window of its server, never one under a minute', async () => {
    for (const [settleWindowMs, heldMs] of [
      [120_000, 119_900],
      [1_000, 59_900],
    ] as const) {
      bench = new Bench();
      bench.rules = { settleWindowMs, usesMarks: true };
      bench.sends = [lost, created];
      await bench.start();
      await bench.add('a');
      await bench.clock.advance(heldMs);
      expect(bench.progress('a')).toMatchObject({ state: 'checking', attempts: 1 });
      await bench.clock.advance(200);
      expect(bench.progress('a')).toMatchObject({ state: 'done', attempts: 2 });
      await bench.outbox?.close();
    }
  });

  test('waits for a person at a server without marks, also if it was sent before they were switched off', async () => {
    bench = new Bench();
    bench.sends = [lost, created];
    await bench.start();
    await bench.add('a');
    expect(bench.progress('a')).toMatchObject({ state: 'checking' });
    bench.rules = { ...defaultRules, usesMarks: false };
    await bench.clock.advance(10_000);
    expect(bench.progress('a')).toMatchObject({ state: 'needs-you', attempts: 1 });
    await bench.outbox?.answer('a', 'send-again');
    await bench.clock.advance(2 * hourMs);
    expect(bench.calls.filter((call) => call.startsWith('look'))).toEqual([]);
    expect(bench.progress('a')).toMatchObject({ state: 'done', attempts: 2, auditsMs: [] });
  });

  test('is not sent again while nobody can look, however long that takes', async () => {
    bench = new Bench();
    bench.sends = [lost, created];
    bench.looks = [{ kind: 'unreadable', error: new AppError('network', 'The search is down.') }];
    await bench.start();
    await bench.add('a');
    await bench.clock.advance(48 * hourMs);
    expect(bench.progress('a')).toMatchObject({ state: 'checking', attempts: 1 });
    bench.looks = [one];
    await bench.clock.advance(hourMs);
    expect(bench.progress('a')).toMatchObject({ state: 'done', attempts: 1, remoteId: '62' });
  });

  test('has its window anew after a start and after a sleep of the computer', async () => {
    bench = new Bench();
    bench.sends = [lost, created];
    const first = await bench.start();
    await bench.add('a');
    await bench.clock.advance(290_000);
    await first.close();
    await bench.start();
    await bench.clock.advance(290_000);
    bench.clock.jump(8 * hourMs);
    await bench.clock.advance(290_000);
    expect(bench.progress('a')).toMatchObject({ state: 'checking', attempts: 1 });
    await bench.clock.advance(80_000);
    expect(bench.progress('a')).toMatchObject({ state: 'done', attempts: 2 });
  });

  test('is decided by one look if the answer was complete', async () => {
    bench = new Bench();
    bench.sends = [{ ...lost, serverFinished: true }];
    bench.looks = [one];
    await bench.start();
    await bench.add('a');
    await bench.clock.advance(1000);
    expect(bench.progress('a')).toMatchObject({ state: 'done', notes: ['Found at the server.'] });
  });

  test('needs a person where records carry no mark', async () => {
    bench = new Bench();
    bench.sends = [lost];
    bench.canLook = false;
    const outbox = await bench.start();
    await bench.add('a', { marker: null });
    await bench.clock.advance(24 * hourMs);
    expect(bench.progress('a')).toMatchObject({ state: 'needs-you', attempts: 1 });
    await outbox.answer('a', 'it-is-there');
    expect(bench.progress('a')).toMatchObject({ state: 'done', remoteId: null });
  });

  test('several hits: the lowest counts and the others are told; one without links is repaired', async () => {
    bench = new Bench();
    bench.sends = [lost];
    bench.looks = [two];
    await bench.start();
    await bench.add('a');
    await bench.clock.advance(6000);
    expect(bench.progress('a')).toMatchObject({
      remoteId: '62',
      notes: expect.arrayContaining(['Duplicate found: 62, 63.']),
    });
    bench.looks = [{ kind: 'complete', hits: [{ id: '70', url: null, isLinked: false }], similar: null }, one];
    await bench.add('b');
    await bench.clock.advance(6000);
    expect(bench.calls.slice(-3)).toEqual(['look b', 'repair 70', 'look b']);
    expect(bench.progress('b')).toMatchObject({ state: 'done' });
  });
});

describe('the lane of a server', () => {
  test('is left alone while the server is down, and asked at growing pauses by one item only', async () => {
    bench = new Bench();
    bench.checks = [new AppError('network', 'The server cannot be reached.')];
    await bench.start();
    for (let number = 0; number < 20; number++) await bench.add(`item-${number}`);
    await bench.clock.advance(hourMs);
    expect(bench.calls.length).toBeLessThan(12);
    expect(bench.progress('item-0')).toMatchObject({ state: 'waiting', reason: 'The server cannot be reached.' });
    bench.checks = [{ kind: 'ready' }];
    bench.outbox?.resume('lab');
    await bench.clock.advance(1000);
    expect(bench.progress('item-19').state).toBe('done');
  });

  test('keeps the order of items that change the same thing, and lets others pass', async () => {
    bench = new Bench();
    bench.sends = [lost, created];
    await bench.start();
    await bench.add('first', { subject: 'result 1' });
    await bench.add('second', { subject: 'result 1' });
    await bench.add('other', { subject: 'result 2' });
    await bench.clock.advance(1000);
    expect(['first', 'second', 'other'].map((id) => bench.progress(id).state)).toEqual(['checking', 'waiting', 'done']);
    bench.looks = [one];
    await bench.clock.advance(10_000);
    expect(bench.progress('second').state).toBe('done');
  });

  test('looks before the first send where another computer may have sent it', async () => {
    bench = new Bench();
    bench.checks = [{ kind: 'there', id: '62', url: null, note: 'It was at the server already.' }];
    await bench.start();
    await bench.add('a', { lookFirst: true });
    expect(bench.progress('a')).toMatchObject({ state: 'done', attempts: 0, remoteId: '62' });
  });

  test('looks again an hour and a day after a second send, whatever the clock on the wall does', async () => {
    bench = new Bench();
    bench.sends = [lost, created];
    await bench.start();
    await bench.add('a');
    await bench.clock.advance(6 * minuteMs);
    expect(bench.progress('a')).toMatchObject({ state: 'done', attempts: 2, auditsMs: { length: 2 } });
    bench.clock.jump(-365 * 24 * hourMs);
    bench.looks = [two];
    await bench.clock.advance(49 * hourMs);
    expect(bench.progress('a')).toMatchObject({
      auditsMs: [],
      notes: expect.arrayContaining(['Duplicate found: 62, 63.']),
    });
  });

  test('sends nothing that cannot be written down first', async () => {
    bench = new Bench();
    const outbox = await bench.start();
    await outbox.hold(true);
    await bench.add('a');
    bench.disk.failures = 1;
    await outbox.hold(false);
    await bench.clock.advance(1000);
    expect(bench.calls.filter((call) => call.startsWith('send'))).toEqual([]);
    await bench.clock.advance(hourMs);
    expect(bench.progress('a')).toMatchObject({ state: 'done', attempts: 1 });
  });

  test('an answer that the disk does not take is kept until it does', async () => {
    bench = new Bench();
    await bench.start();
    bench.outbox?.subscribe(({ progress }) => {
      if (progress.state === 'sending') bench.disk.failures = 3;
    });
    await bench.add('a');
    expect(bench.progress('a').state).toBe('sending');
    await bench.clock.advance(minuteMs);
    expect(bench.progress('a')).toMatchObject({ state: 'done', attempts: 1 });
  });

  test('an item that waits for a login or was refused can be withdrawn; one that ended cannot', async () => {
    bench = new Bench();
    bench.checks = [new AppError('auth-required', 'You are not logged in.')];
    const outbox = await bench.start();
    await bench.add('a');
    await outbox.withdraw('a');
    expect(bench.progress('a')).toMatchObject({ state: 'withdrawn' });
    await expect(outbox.withdraw('a')).rejects.toMatchObject({ code: 'conflict' });
    await expect(outbox.answer('none', 'again')).rejects.toMatchObject({ code: 'not-found' });
  });
});
