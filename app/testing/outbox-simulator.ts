import { SessionManager, SignInDesk } from '../clients/http/session-manager.ts';
import { AppError } from '../contract/app-error.ts';
import { createRandom } from '../demo/juliabase/random.ts';
import type { Gateway, GatewayCall, Look, Sent } from '../outbox/gateway.ts';
import type { OutboxItem } from '../outbox/item.ts';
import { Outbox } from '../outbox/outbox.ts';
import { FakeClock } from './fake-clock.ts';
import { SimulatedDisk } from './outbox-rows.ts';
import { silentLog } from './silent-log.ts';
import { SimulatedLab, type UploadFault } from './simulated-lab.ts';

/** What happens once to the computer or the way to the server, while one request is under way. */
export type Interruption = 'sleep' | 'unannounced-sleep' | 'network-change' | 'down-for-days';

export interface Simulation {
  fault: UploadFault | 'none';
  seed: number;
  items: number;
  /** At which request, from 1. Nobody looks at the outbox then: it must go on by itself. */
  interruption?: { kind: Interruption; atRequest: number };
  /** Jumps of the wall clock in each round; default: now and then by an hour back or a day ahead. */
  clockJumps?: (round: number) => number;
  /** To see that a part is needed: what is left out. */
  without?: 'settle-window' | 'sync';
}

export interface SimulationEnd {
  /** Items without a record, or not done. */
  lost: string[];
  /** Items with several records. */
  twice: string[];
  /** How often a fault struck. */
  struck: number;
  /** How often the password went to the server. */
  signIns: number;
  /** Until the last item was done, on the monotonic clock. */
  hours: number;
}

const kind = 'simulated';
const minuteMs = 60_000;
/** A person looks at the outbox this often. */
const roundMs = 10 * minuteMs;
const mostRounds = 300;
const mostRoundsAlone = 700;
const daysDownMs = 3 * 24 * 60 * minuteMs;
const sleepMs = 8 * 60 * minuteMs;
const strikeShare = 0.3;

/** Queues items at a server that fails in one way, kills and starts the program, and counts what the server holds. */
export async function simulate(simulation: Simulation): Promise<SimulationEnd> {
  const world = new World(simulation);
  await world.begin();
  const rounds = simulation.interruption === undefined ? mostRounds : mostRoundsAlone;
  for (let round = 0; round < rounds && !world.isOver(); round++) await world.live(round);
  return world.judge();
}

class World {
  private readonly clock = new FakeClock();
  private readonly random: () => number;
  private readonly disk = new SimulatedDisk();
  private readonly lab: SimulatedLab;
  private readonly simulation: Simulation;
  private readonly ids: string[];
  private running: { outbox: Outbox; kill(): void; login: SessionManager<object> } | undefined;
  private struck = 0;
  private requests = 0;
  private signIns = 0;
  private readonly startMs = this.clock.monotonicMs();

  constructor(simulation: Simulation) {
    this.simulation = simulation;
    this.random = createRandom(simulation.seed);
    this.lab = new SimulatedLab(this.clock, this.random);
    this.disk.syncs = simulation.without !== 'sync';
    this.ids = Array.from({ length: simulation.items }, (_, index) => `item-${index}`);
  }

  async begin(): Promise<void> {
    await this.start();
    for (const [index, id] of this.ids.entries()) {
      const order = {
        ...{ id, kind, connectionId: 'lab', title: `Result ${index}`, target: 'a series' },
        ...{ marker: `marker-of-${id}`, lookFirst: false, subject: null, files: [], createdMs: this.clock.nowMs() },
      };
      await this.running?.outbox.add({ order, payload: null });
    }
  }

  /** Some time passes, then a person answers what needs one; now and then the clock is set. */
  async live(round: number): Promise<void> {
    const { interruption, clockJumps } = this.simulation;
    if (this.running === undefined) await this.start();
    await this.clock.advance(roundMs);
    if (interruption !== undefined) return;
    this.clock.jump(clockJumps === undefined ? this.usualJump() : clockJumps(round));
    await this.answerAll();
    this.running?.outbox.resume('lab');
  }

  private usualJump(): number {
    const roll = this.random();
    if (roll >= 0.02) return 0;
    return roll < 0.01 ? -3_600_000 : 86_400_000;
  }

  isOver(): boolean {
    return this.ids.every((id) => this.disk.progressOf(id)?.state === 'done');
  }

  async judge(): Promise<SimulationEnd> {
    const hours = (this.clock.monotonicMs() - this.startMs) / 3_600_000;
    // What is still on its way arrives.
    await this.clock.advance(roundMs);
    const countOf = (id: string): number =>
      this.lab.records.filter(({ itemId, isLinked }) => itemId === id && isLinked).length;
    const lost = this.ids.filter((id) => countOf(id) === 0 || this.disk.progressOf(id)?.state !== 'done');
    const twice = this.ids.filter((id) => this.lab.records.filter(({ itemId }) => itemId === id).length > 1);
    await this.running?.outbox.close();
    return { lost, twice, struck: this.struck, signIns: this.signIns, hours };
  }

  private async start(): Promise<void> {
    const { rows, kill } = this.disk.open();
    const outbox = new Outbox({
      ...{ rows, clock: this.clock, log: silentLog, filesFolder: '/nowhere', gateways: [this.gateway()] },
      // Shorter than the server's own limit: as if there were none.
      ...(this.simulation.without === 'settle-window'
        ? { rulesOf: () => ({ settleWindowMs: minuteMs, usesMarks: true }) }
        : {}),
    });
    const login = new SessionManager<object>({
      desk: new SignInDesk({ clock: this.clock }),
      enter: () => this.signIn(),
      tooOften: () => new AppError('auth-required', 'The session is lost again and again.'),
    });
    this.running = { outbox, kill, login };
    await outbox.start();
  }

  /** The process ends at once; what it waits for never comes. */
  private crash(losesPower: boolean): Promise<never> {
    this.running?.kill();
    this.running = undefined;
    if (losesPower) this.disk.losePower();
    return new Promise(() => undefined);
  }

  /** A person knows their records when they see them. */
  private async answerAll(): Promise<void> {
    const list = await this.running?.outbox.list(0);
    for (const item of list?.open ?? []) {
      if (item.progress.state === 'needs-you') await this.running?.outbox.answer(item.order.id, this.choiceFor(item));
    }
  }

  private choiceFor({ order, progress }: OutboxItem): string {
    const similarId = progress.question?.similar?.id;
    if (similarId === undefined) return 'again';
    return this.lab.records.some(({ id, itemId }) => String(id) === similarId && itemId === order.id)
      ? 'it-is'
      : 'send-again';
  }

  private gateway(): Gateway {
    return {
      kind,
      canLook: () => true,
      check: async () => {
        const isCut = this.noteRequest();
        await this.latency();
        if (isCut) throw networkError('The connection was cut.');
        await this.signedIn();
        return { kind: 'ready' };
      },
      send: async (call, onBeforeSend) => {
        const isCut = this.noteRequest();
        const strikes = this.simulation.fault !== 'none' && this.random() < strikeShare;
        if (strikes && this.simulation.fault === 'refused') return this.strike(call);
        await onBeforeSend();
        await this.latency();
        if (isCut) return this.cutOff(call);
        if (strikes) return this.strike(call);
        const record = this.lab.commit(call.order.id, markerOf(call));
        return { kind: 'created', id: String(record.id), url: null, notes: [] };
      },
      look: (call) => this.look(call),
      repair: async (_call, id) => {
        await this.latency();
        for (const record of this.lab.records) if (String(record.id) === id) record.isLinked = true;
        return [];
      },
      onDone: async () => undefined,
    };
  }

  /** @returns true if this is the request that is interrupted */
  private noteRequest(): boolean {
    const { interruption } = this.simulation;
    this.requests += 1;
    if (interruption?.atRequest !== this.requests) return false;
    this.struck += 1;
    this.interrupt(interruption.kind);
    return true;
  }

  private interrupt(kind: Interruption): void {
    const { lab, clock } = this;
    // Sessions end at the server meanwhile.
    lab.session = undefined;
    const nowMs = clock.monotonicMs();
    switch (kind) {
      case 'sleep':
        this.running?.outbox.suspend();
        clock.jump(sleepMs);
        clock.sleep(3000).then(() => this.running?.outbox.wakeUp());
        return;
      case 'unannounced-sleep':
        clock.jump(sleepMs);
        return;
      case 'network-change':
        lab.downUntilMs = nowMs + 2 * minuteMs;
        return;
      case 'down-for-days':
        lab.downUntilMs = nowMs + daysDownMs;
        return;
      default:
        kind satisfies never;
    }
  }

  /** The request has arrived or not; what waits in a buffer arrives later, unless the connection was reset. */
  private cutOff(call: GatewayCall): Sent {
    const { id } = call.order;
    if (this.random() < 0.5) this.lab.commit(id, markerOf(call));
    else if (!call.signal.aborted) this.lab.commitLater(id, markerOf(call));
    return lost();
  }

  private async signIn(): Promise<object> {
    await this.latency();
    if (this.isDown()) throw networkError('The server cannot be reached.');
    this.signIns += 1;
    this.lab.session = {};
    return this.lab.session;
  }

  /** As every request of a client: a session that has ended is renewed once. */
  private async signedIn(): Promise<void> {
    if (this.isDown()) throw networkError('The server cannot be reached.');
    const login = this.running?.login;
    const held = await login?.hold(undefined);
    if (login === undefined || held === undefined || held === this.lab.session) return;
    login.lose(held);
    await login.hold(undefined);
  }

  private isDown(): boolean {
    return this.clock.monotonicMs() < this.lab.downUntilMs;
  }

  private async look({ order }: GatewayCall): Promise<Look> {
    const isCut = this.noteRequest();
    await this.latency();
    if (isCut) return { kind: 'unreadable', error: networkError('The connection was cut.') };
    const answer = this.lab.search(order.marker ?? '');
    if (answer === undefined) return { kind: 'unreadable', error: networkError('The search does not answer.') };
    if (!answer.isComplete) return { kind: 'incomplete', reason: 'The search has too many hits.' };
    const hits = answer.hits.map(({ id, isLinked }) => ({ id: String(id), url: null, isLinked }));
    const unmarked = this.lab.records.find(({ marker, itemId }) => marker === null && itemId === order.id);
    const similar = unmarked === undefined ? null : { id: String(unmarked.id), url: null, parts: [] };
    return { kind: 'complete', hits, similar };
  }

  /** What a server and the way to it do instead of what they should. */
  private async strike(call: GatewayCall): Promise<Sent> {
    this.struck += 1;
    const { lab, clock } = this;
    const { fault } = this.simulation;
    const { id } = call.order;
    const marker = markerOf(call);
    const nowMs = clock.monotonicMs();
    const commit = (): void => void lab.commit(id, marker);
    switch (fault) {
      case 'none':
      case 'refused':
      case 'reset-before-body':
      case 'login-page':
      case 'csrf-refused':
        return { kind: 'not-created', error: networkError('Surely nothing was sent.') };
      case 'denied':
        return { kind: 'not-created', error: new AppError('forbidden', 'You may not.') };
      case 'reset-during-body':
      case 'reset-after-body':
      case 'status-500':
        return lost();
      case 'reset-after-commit':
      case 'reply-cut':
      case 'status-500-after-commit':
      case 'wrong-json':
      case 'foreign-id':
        commit();
        return lost();
      case 'time-out-late-commit':
      case 'late-arrival':
        lab.commitLater(id, marker);
        await clock.sleep(fault === 'late-arrival' ? 100 : minuteMs);
        return lost();
      case 'time-out-no-commit':
        await clock.sleep(minuteMs);
        return lost();
      case 'html':
        return lost(true);
      case 'html-after-commit':
        commit();
        return lost(true);
      case 'orphan':
        lab.commit(id, marker, false);
        return lost(true);
      case 'marker-edited':
        lab.commit(id, marker).marker = null;
        return lost();
      case 'search-down':
        lab.searchDownUntilMs = nowMs + this.random() * 3_600_000;
        lab.commitLater(id, marker);
        return lost();
      case 'search-over-cap':
        lab.overCapUntilMs = nowMs + this.random() * 3_600_000;
        commit();
        return lost();
      case 'search-stale':
        lab.staleUntilMs = nowMs + this.random() * 600_000;
        lab.commit(id, marker, this.random() < 0.5);
        return lost();
      case 'killed-before-commit':
        lab.downUntilMs = nowMs + this.random() * roundMs;
        return this.crash(false);
      case 'killed-after-commit':
        commit();
        return this.crash(false);
      case 'power-loss':
        if (this.random() < 0.7) lab.commitLater(id, marker);
        return this.crash(true);
      case 'disk-full':
        this.disk.failures = 1 + Math.floor(this.random() * 5);
        if (this.random() < 0.5) commit();
        return lost();
      default:
        return fault satisfies never;
    }
  }

  private latency(): Promise<void> {
    return this.clock.sleep(50 + this.random() * 2000);
  }
}

function lost(serverFinished = false): Sent {
  return { kind: 'unknown', error: networkError('The answer was lost.'), serverFinished };
}

function networkError(text: string): AppError {
  return new AppError('network', text);
}

function markerOf({ order }: GatewayCall): string {
  return order.marker ?? '';
}
