import { AppError } from '../contract/app-error.ts';
import { crawlMarker } from '../crawl/marker.ts';
import { createRandom } from '../demo/juliabase/random.ts';
import type { Gateway, GatewayCall, Look, Sent } from '../outbox/gateway.ts';
import type { OutboxProgress } from '../outbox/item.ts';
import { Outbox } from '../outbox/outbox.ts';
import { FakeClock } from './fake-clock.ts';
import { SimulatedDisk } from './outbox-rows.ts';
import { silentLog } from './silent-log.ts';
import { SimulatedLab } from './simulated-lab.ts';

/** How the second crawl of one folder comes about. */
export type SecondCrawl =
  /** Another computer, when the first one has ended. */
  | 'later'
  /** Another computer, while the first one is at it. */
  | 'at-once'
  /** The same computer: its data folder was lost in the middle. */
  | 'emptied';

export interface TwoComputersEnd {
  /** Files without a record, or whose items are not done. */
  lost: string[];
  /** Files with several records. */
  twins: string[];
  /** Those of them that no computer tells of. */
  untold: string[];
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const faultShare = 0.15;

interface Computer {
  disk: SimulatedDisk;
  outbox: Outbox;
  kill(): void;
}

/** Crawls one folder of so many files twice, at a server that loses answers and commits late. */
export async function crawlTwice(second: SecondCrawl, seed: number, files: number): Promise<TwoComputersEnd> {
  const clock = new FakeClock();
  const random = createRandom(seed);
  const lab = new SimulatedLab(clock, random);
  const ids = Array.from({ length: files }, (_, index) => crawlMarker('lab', `${index}.dat`, `content ${index}`));
  const gateway = crawlGateway(clock, random, lab);
  const start = async (): Promise<Computer> => {
    const disk = new SimulatedDisk();
    const { rows, kill } = disk.open();
    const outbox = new Outbox({ rows, clock, log: silentLog, filesFolder: '/nowhere', gateways: [gateway] });
    await outbox.start();
    for (const id of ids) await outbox.add({ order: orderOf(id), payload: null });
    return { disk, outbox, kill };
  };

  const first = await start();
  await clock.advance(second === 'later' ? dayMs : random() * 2 * minuteMs);
  if (second === 'emptied') first.kill();
  const computers = second === 'emptied' ? [await start()] : [first, await start()];
  await clock.advance(3 * dayMs);
  await Promise.all(computers.map(({ outbox }) => outbox.close()));

  const recordsOf = (id: string): number => lab.records.filter(({ itemId }) => itemId === id).length;
  const progressesOf = (id: string): OutboxProgress[] => computers.flatMap(({ disk }) => disk.progressOf(id) ?? []);
  const twins = ids.filter((id) => recordsOf(id) > 1);
  const tells = ({ notes }: OutboxProgress): boolean => notes.some((note) => note.startsWith('Duplicate found'));
  return {
    lost: ids.filter((id) => recordsOf(id) === 0 || progressesOf(id).some(({ state }) => state !== 'done')),
    twins,
    untold: twins.filter((id) => !progressesOf(id).some(tells)),
  };
}

function orderOf(id: string) {
  return {
    ...{ id, kind: 'simulated', connectionId: 'lab', title: id, target: 'a sample', marker: id, lookFirst: true },
    ...{ subject: null, files: [], createdMs: 0 },
  };
}

function crawlGateway(clock: FakeClock, random: () => number, lab: SimulatedLab): Gateway {
  const latency = (): Promise<void> => clock.sleep(50 + random() * 2000);
  const lost: Sent = { kind: 'unknown', error: new AppError('network', 'The answer was lost.'), serverFinished: false };
  const look = async ({ order }: GatewayCall): Promise<Look> => {
    await latency();
    const found = lab.search(order.id)?.hits ?? [];
    const hits = found.map(({ id, isLinked }) => ({ id: String(id), url: null, isLinked }));
    return { kind: 'complete', hits, similar: null };
  };
  return {
    kind: 'simulated',
    canLook: () => true,
    look,
    async check(call) {
      const found = call.attempts > 0 ? undefined : await look(call);
      const hit = found?.kind === 'complete' ? found.hits[0] : undefined;
      return hit === undefined ? { kind: 'ready' } : { kind: 'there', ...hit, note: 'It was at the server already.' };
    },
    async send({ order }, onBeforeSend) {
      await onBeforeSend();
      await latency();
      const dice = random();
      if (dice < faultShare) {
        lab.commitLater(order.id, order.id);
        return lost;
      }
      const { id } = lab.commit(order.id, order.id);
      return dice < 2 * faultShare ? lost : { kind: 'created', id: String(id), url: null, notes: [] };
    },
    repair: async () => [],
    onDone: async () => undefined,
  };
}
