import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { connect } from './clients/juliabase/index.ts';
import { type PublishOutcome, PublishRecipe } from './contract/publishing.ts';
import { seedLab } from './demo/juliabase/seed.ts';
import { isResult } from './domain/juliabase.ts';
import { nightlyCount } from './testing/nightly.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';

type Fault = Parameters<TestCore['demo']['control']['setFaults']>[0][number];
type State = ReturnType<typeof seedLab>['state'];

const seriesCount = Math.max(2, nightlyCount(40));
const killCount = nightlyCount(3);
const speed = 10;

/** Every way in which an upload or a read can end; the first ones are clear at the first look. */
const uploadFaults: Omit<Fault, 'match'>[] = [
  { kind: 'reset-after-commit' },
  { kind: 'status-after-commit' },
  { kind: 'html-after-commit' },
  { kind: 'bad-json' },
  { kind: 'reset-at-response-byte', offset: 0 },
  { kind: 'expire-session' },
  { kind: 'status', status: 503 },
  { kind: 'reset-before' },
  { kind: 'reset-at-request-byte', offset: 200 },
  { kind: 'late-commit', delayMs: 1500 },
  { kind: 'delay', delayMs: 20 },
];
const readFaults: Omit<Fault, 'match'>[] = [
  { kind: 'status', status: 503 },
  { kind: 'html' },
  { kind: 'reset-before' },
  { kind: 'bad-json' },
  { kind: 'expire-session' },
];

/** One of each, for this round; of the uploads a part, so that some get through. */
function faultsOf(round: number): Fault[] {
  const isAll = seriesCount > 2;
  const uploads = isAll
    ? uploadFaults.filter((_, index) => index % killCount === round % killCount)
    : uploadFaults.slice(0, 1);
  const reads = isAll ? readFaults : readFaults.slice(0, 1);
  return [
    ...uploads.map((fault) => ({ ...fault, match: { method: 'POST', path: '^results/add/' } })),
    ...reads.map((fault) => ({ ...fault, match: { method: 'GET', path: '^samples/' }, count: 2 })),
  ];
}

function launch(core: TestCore, recipe: PublishRecipe, startMs: number): ChildProcess {
  const script = new URL('./testing/publish-child.ts', import.meta.url).pathname;
  const args = [core.home, core.connectionId, JSON.stringify(recipe), String(startMs), String(speed)];
  return spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Lets it work until so many series are begun, then kills it; or lets it end. */
async function follow(child: ChildProcess, untilBegun: number): Promise<PublishOutcome[] | null> {
  const exit = once(child, 'exit');
  let outcomes: PublishOutcome[] | null = null;
  if (child.stdout === null) throw new Error('The child has no stdout.');
  for await (const line of createInterface({ input: child.stdout })) {
    // What the child has written last.
    if (line.startsWith('[')) outcomes = JSON.parse(line) as PublishOutcome[];
    else if (Number(line) >= untilBegun) child.kill('SIGKILL');
  }
  await exit;
  return outcomes;
}

/** All but the Results and the counter that numbers them. */
function withoutResults({ results: _, nextProcessId: __, ...rest }: State): unknown {
  return JSON.parse(JSON.stringify(rest));
}

test(
  `${seriesCount} series in one batch, faults on, ${killCount} times kill -9: one right Result each, nothing else changed`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quarry-publish-'));
    const stateFile = join(folder, 'lab.json');
    const core = await openTestCore({ batchSeries: seriesCount, stateFile });
    const judge = await connect({ url: core.demo.url, user: 'l.brandt', password: 'quarry-demo' });
    const stateNow = (): State => JSON.parse(readFileSync(stateFile, 'utf8')) as State;
    try {
      await core.app.close();
      const seeded = seedLab(2026, seriesCount);
      const recipe = PublishRecipe.parse({
        ...{ version: 1, connection: 'Lab', series: { search: 'Batch' } },
        result: { title: 'Batch of {samples}' },
        // Where the electrometer is far above its floor, so that a fit gives the energy the curve was made from.
        figure: { fit: { from: 2.3, to: 3 } },
      });
      const startMs = Date.now();
      for (let round = 0; round < killCount; round++) {
        core.demo.control.setFaults(faultsOf(round));
        const untilBegun = Math.floor((seriesCount * (round + 1)) / (killCount + 1));
        expect(await follow(launch(core, recipe, startMs), untilBegun)).toBeNull();
      }
      const outcomes = await follow(launch(core, recipe, startMs), Number.POSITIVE_INFINITY);
      const good = ['created', 'updated', 'unchanged'];
      expect(outcomes?.filter(({ outcome }) => !good.includes(outcome))).toEqual([]);
      expect(outcomes).toHaveLength(seriesCount);

      for (const { name, samples } of seeded.state.series.filter((one) => one.name.startsWith('Batch'))) {
        const [result, ...others] = await judge.series.results(name);
        expect(others, name).toEqual([]);
        expect(result, name).toMatchObject({ title: 'Batch of 3', imageType: 'png', sampleIds: samples });
        for (const [sampleName = '', , energy] of result !== undefined && isResult(result) ? result.table.rows : []) {
          const curve = seeded.curves.find((one) => one.sampleName === sampleName);
          expect(Math.abs(Number(energy) - (curve?.activationEnergyEv ?? 0)), sampleName).toBeLessThan(0.02);
        }
      }
      const after = stateNow();
      expect(after.results).toHaveLength(seeded.state.results.length + seriesCount);
      expect(withoutResults(after)).toEqual(withoutResults(seeded.state));

      // Once more: all is as it should be, and the server hears of no write.
      core.demo.control.setFaults([]);
      const again = await follow(launch(core, recipe, startMs), Number.POSITIVE_INFINITY);
      expect(again?.map(({ outcome }) => outcome)).toEqual(Array(seriesCount).fill('unchanged'));
      expect(stateNow()).toEqual(after);
    } finally {
      await judge.close();
      await core.close();
      rmSync(folder, { recursive: true });
    }
  },
  120_000 + 30_000 * seriesCount,
);
