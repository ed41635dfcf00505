import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CrawlLab, mustEnd } from '../testing/crawl-lab.ts';
import { nightlyCount } from '../testing/nightly.ts';
import type { CrawlParts } from './run-crawl.ts';

const runs = nightlyCount(1200);
const hour = 3_600_000;

const path = fc.constantFrom('a.dat', 'b.dat', 'x/a.dat', 'x/b.dat', 'x/y/c.dat');
const content = fc.constantFrom('one', 'two', 'three', 'four');

type Step =
  | { do: 'create'; path: string; content: string }
  | { do: 'half-write'; path: string; content: string }
  | { do: 'rename'; path: string; to: string }
  | { do: 'remove' | 'touch'; path: string }
  | { do: 'copy'; path: string; to: string }
  | { do: 'pass'; ms: number }
  | { do: 'run' }
  | { do: 'killed-run'; after: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('create' as const), path, content }),
  fc.record({ do: fc.constant('half-write' as const), path, content }),
  fc.record({ do: fc.constant('rename' as const), path, to: path }),
  fc.record({ do: fc.constantFrom('remove' as const, 'touch' as const), path }),
  fc.record({ do: fc.constant('copy' as const), path, to: path }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1000, 40_000, 3 * hour) }),
  fc.record({ do: fc.constant('run' as const) }),
  fc.record({ do: fc.constant('killed-run' as const), after: fc.nat(12) }),
);

class Killed extends Error {}

/** The calls of a part fail from the n-th on, as if the process had ended there: before or after the call's work. */
function mortal(parts: CrawlParts, after: number): CrawlParts {
  let calls = 0;
  const wrap = <T extends object>(part: T): T =>
    new Proxy(part, {
      get: (target, name, receiver) => {
        const call: unknown = Reflect.get(target, name, receiver);
        if (typeof call !== 'function') return call;
        return async (...args: unknown[]) => {
          calls += 1;
          if (calls > after && calls % 2 === 0) throw new Killed();
          const answer: unknown = await call.apply(target, args);
          if (calls > after) throw new Killed();
          return answer;
        };
      },
    });
  return { ...parts, tracker: wrap(parts.tracker), sink: wrap(parts.sink) };
}

async function perform(lab: CrawlLab, one: Step): Promise<void> {
  const at = (name: string): string => join(lab.root, name);
  const isThere = 'path' in one && existsSync(at(one.path));
  switch (one.do) {
    case 'create':
      return lab.write(one.path, `${one.content} END`);
    case 'half-write':
      return lab.write(one.path, `${one.content} EN`);
    case 'rename':
      if (isThere && one.path !== one.to) {
        lab.write(one.to, '');
        renameSync(at(one.path), at(one.to));
      }
      return;
    case 'copy':
      if (isThere && one.path !== one.to) lab.write(one.to, readFileSync(at(one.path), 'utf8'));
      return;
    case 'remove':
      return rmSync(at(one.path), { force: true });
    case 'touch':
      if (isThere) lab.touch(one.path);
      return;
    case 'pass':
      return lab.pass(one.ms);
    case 'run':
      await run(lab);
      return;
    case 'killed-run':
      await run(lab, mortal(lab.parts(), one.after)).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      return lab.reopen();
    default:
      return one satisfies never;
  }
}

function run(lab: CrawlLab, parts = lab.parts()): ReturnType<CrawlLab['run']> {
  const { map } = lab.crawler();
  const whole: typeof map = (file) => {
    mustEnd(readFileSync(join(lab.root, file.path), 'utf8'));
    return map(file);
  };
  return lab.run({ parts, crawler: { map: whole } });
}

test('row 8: whatever happens in a folder, each content is handed over once, none is forgotten, none is torn', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const lab = new CrawlLab();
      try {
        for (const one of steps) await perform(lab, one);
        lab.pass(48 * hour);
        await run(lab);
        expect(await run(lab)).toMatchObject({ queued: 0, young: 0, outcomes: {} });
        check(lab);
      } finally {
        lab.close();
      }
    }),
    { numRuns: runs },
  );
});

function check(lab: CrawlLab): void {
  const sent = [...lab.sink.items.values()].map(({ payload }) => payload as { path: string; sha256: string });
  expect(new Set(sent.map(({ sha256 }) => sha256)).size).toBe(sent.length);
  const { tracker } = lab;
  for (const name of ['a.dat', 'b.dat', 'x/a.dat', 'x/b.dat', 'x/y/c.dat']) {
    const file = join(lab.root, name);
    const record = tracker.getFile('lab', name);
    if (!existsSync(file)) {
      expect(record === undefined || record.goneMs !== null, `${name} is gone`).toBe(true);
      continue;
    }
    const isWhole = readFileSync(file, 'utf8').endsWith('END');
    expect(record?.state, name).toMatch(isWhole ? /^(done|asks)$/ : /^invalid$/);
    if (isWhole)
      expect(
        sent.some(({ sha256 }) => sha256 === record?.sha256),
        `${name} was sent`,
      ).toBe(true);
    else
      expect(
        sent.some(({ sha256 }) => sha256 === record?.sha256),
        `${name} was not sent`,
      ).toBe(false);
  }
}
