import type { JuliaBaseClient } from '../../clients/juliabase/api.ts';
import { AppError, isAppError, toAppError } from '../../contract/app-error.ts';
import { OutboxResult } from '../../contract/outbox.ts';
import { viewOfRecipe } from '../../contract/publishing.ts';
import { done, type JobContext, type JobOutcome, retryLater } from '../../jobs/job-kind.ts';
import type { OutboxItem } from '../../outbox/item.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import { figureIdentity } from '../attach-content.ts';
import { queueAttachment } from '../attach-service.ts';
import { hasTried, untilSettled } from '../crawl/until-settled.ts';
import { resultEditKind } from '../outbox-result-edits.ts';
import { resultAddKind } from '../outbox-results.ts';
import type { ConnectionRecord, ConnectionRecords } from '../service-context.ts';
import { concurrently } from './concurrently.ts';
import { type JudgeParts, judgeSeries } from './judge-series.ts';
import {
  countOutcomes,
  firstState,
  isUnfinished,
  type PublishInput,
  type PublishState,
  type SeriesState,
  stateOfItem,
  stateOfRow,
} from './publish-state.ts';
import { chooseSeries } from './series-choice.ts';
import type { Turns } from './turns.ts';

export interface PublishParts extends JudgeParts {
  connections: ConnectionRecords;
  clientOf(connectionId: string): Promise<JuliaBaseClient>;
  outbox: Pick<Outbox, 'openOf' | 'get' | 'subscribe' | 'isHeld'>;
  turns: Turns;
}

/** Series at a time: while one is drawn or sent, others are read. The client keeps the limits of the server. */
export const seriesAtATime = 3;
const roundPausesMs = [10_000, 60_000, 300_000] as const;
const loginPauseMs = 900_000;
const lookEveryMs = 100;
/** Looks for what was lost, and first tries again, are two minutes apart; later ones are left to the outbox. */
const longestSilenceMs = 150_000;

/** One run of a job: decides on each series, hands its figure to the outbox and waits for what becomes of it. */
export class PublishRun {
  private readonly parts: PublishParts;
  private readonly context: JobContext<PublishInput, PublishState>;
  private state: PublishState;

  constructor(parts: PublishParts, context: JobContext<PublishInput, PublishState>) {
    this.parts = parts;
    this.context = context;
    this.state = context.checkpoint ?? { series: [], rounds: 0 };
  }

  async run(): Promise<JobOutcome> {
    const { input } = this.context;
    try {
      const connection = await this.parts.connections.get(input.connectionId);
      if (this.state.series.length === 0) await this.choose(connection);
      const left = this.state.series.filter(isUnfinished).map(({ series }) => series);
      this.tell('Publishing figures');
      for await (const _ of concurrently(left, seriesAtATime, (series) => this.publish(connection, series)))
        this.tell('Publishing figures');
      await this.settle(connection.id);
    } catch (error) {
      if (isAppError(error, 'auth-required')) return retryLater(loginPauseMs, error);
      return this.later(toAppError(error));
    }
    return this.outcome();
  }

  private async choose({ id }: ConnectionRecord): Promise<void> {
    const { input, signal } = this.context;
    this.tell('Asking which series there are');
    const names = await chooseSeries(await this.parts.clientOf(id), input, signal);
    this.state = { ...this.state, series: names.map(firstState) };
    await this.save();
  }

  private async publish(connection: ConnectionRecord, series: string): Promise<void> {
    if (this.of(series).itemId === null) await this.decide(connection, series);
    const { itemId } = this.of(series);
    if (itemId !== null) await this.follow(connection.id, itemId, series);
  }

  /** No other run decides on the same figure between the look and the entry in the outbox. */
  private async decide(connection: ConnectionRecord, series: string): Promise<void> {
    const { input, signal } = this.context;
    const { recipe } = input;
    const identity = figureIdentity({
      kind: 'conductivity',
      view: viewOfRecipe(recipe),
      subject: series,
      subjectKind: 'series',
      recipeId: recipe.id,
    });
    await this.parts.turns.take(`${connection.id} ${identity}`, async () => {
      // Before the server is asked: what has left the outbox by then is at the server.
      const pending = await this.pendingItem(connection.id, series, identity);
      if (pending !== undefined) {
        const followed = await this.follow(connection.id, pending.order.id, series);
        if (followed.outcome !== 'created' && followed.outcome !== 'updated') return;
      }
      const { row, prepared } = await judgeSeries(this.parts, { connection, recipe, series, signal });
      if (prepared === null) return this.change(stateOfRow(this.of(series), row));
      const itemId = await queueAttachment(this.parts.attach, prepared, row.action === 'update' ? 'update' : 'create');
      await this.change({ ...this.of(series), outcome: 'queued', itemId, reason: null });
    });
  }

  /** A write of this very figure that is not ended: of a run that was killed, or attached by hand while offline. */
  private async pendingItem(connectionId: string, series: string, identity: string): Promise<OutboxItem | undefined> {
    for (const item of this.parts.outbox.openOf(connectionId)) {
      const { kind, target, id } = item.order;
      if ((kind !== resultAddKind && kind !== resultEditKind) || target !== series) continue;
      const { payload } = await this.parts.outbox.get(id);
      if (OutboxResult.pick({ figureIdentity: true }).parse(payload).figureIdentity === identity) return item;
    }
    return undefined;
  }

  /** Waits while it is about to be sent; what is being looked for, or cannot be sent now, holds up no other series. */
  private async follow(connectionId: string, itemId: string, series: string): Promise<SeriesState> {
    const { outbox } = this.parts;
    const { clock, signal } = this.context;
    for (;;) {
      const open = outbox.openOf(connectionId).find(({ order }) => order.id === itemId);
      const isMoving = open !== undefined && open.progress.state !== 'checking' && !hasTried(open, outbox.isHeld);
      if (!isMoving) break;
      await clock.sleep(lookEveryMs, signal);
    }
    const state = stateOfItem(this.of(series), await outbox.get(itemId));
    await this.change(state);
    return state;
  }

  /** What was lost on its way becomes clear within the settle window; a server that hiccups is tried again. */
  private async settle(connectionId: string): Promise<void> {
    const { outbox } = this.parts;
    const { clock, signal } = this.context;
    const queued = this.state.series.flatMap(({ outcome, itemId }) => (outcome === 'queued' && itemId ? [itemId] : []));
    if (queued.length === 0) return;
    const onProgress = (): void => this.tell('Checking whether all arrived');
    const ids = new Set(queued);
    const isStuck = ({ progress: { state, error } }: OutboxItem): boolean =>
      state === 'needs-you' || (state === 'waiting' && (outbox.isHeld || error?.code === 'auth-required'));
    await untilSettled({ outbox, clock, connectionId, ids, signal, onProgress, longestSilenceMs, isStuck });
    const settled = this.state.series.map(async (one) =>
      one.itemId !== null && ids.has(one.itemId) ? stateOfItem(one, await outbox.get(one.itemId)) : one,
    );
    this.state = { ...this.state, series: await Promise.all(settled) };
    await this.save();
  }

  private async outcome(): Promise<JobOutcome> {
    const { series } = this.state;
    const failed = series.filter(({ outcome }) => outcome === 'failed');
    const [first] = failed;
    if (first === undefined) return done({ ...countOutcomes(series) });
    const reason = `${failed.length} of ${series.length} series could not be read. ${first.series}: ${first.reason}`;
    return this.later(
      new AppError('remote-failed', reason, { retryable: true, remedy: 'Retry: only these are taken up again.' }),
    );
  }

  /** Some more rounds by itself, then a person sees to it. */
  private async later(reason: AppError): Promise<JobOutcome> {
    const pauseMs = roundPausesMs[this.state.rounds];
    if (this.context.signal.aborted || !reason.retryable || pauseMs === undefined) throw reason;
    this.state = { ...this.state, rounds: this.state.rounds + 1 };
    await this.save();
    return retryLater(pauseMs, reason);
  }

  private of(series: string): SeriesState {
    return this.state.series.find((one) => one.series === series) ?? firstState(series);
  }

  private async change(next: SeriesState): Promise<void> {
    const series = this.state.series.map((one) => (one.series === next.series ? next : one));
    this.state = { ...this.state, series };
    await this.save();
  }

  private save(): Promise<void> {
    return this.context.saveCheckpoint(this.state);
  }

  private tell(phase: string): void {
    const { series } = this.state;
    const done = series.filter((one) => !isUnfinished(one)).length;
    this.context.progress({ phase, done, unit: 'series', ...(series.length === 0 ? {} : { total: series.length }) });
  }
}
