import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError, type JsonValue } from '../contract/app-error.ts';
import type { JobContext, JobKind, JobOutcome } from '../jobs/job-kind.ts';
import { nodeClock } from '../platform/node/node-clock.ts';
import { openStoreDatabase } from '../store/store-database.ts';
import { remoteOf } from '../testing/remote-of.ts';
import { silentLog } from '../testing/silent-log.ts';
import { CollectionData } from './collection-data.ts';
import { createCollectionFolders } from './collection-folders.ts';
import { CollectionPlaces } from './collection-places.ts';
import { Collections } from './collections.ts';

type AnyKind = JobKind<JsonValue, JsonValue>;

let home = '';
let store: ReturnType<typeof openStoreDatabase>;
let collections: Collections;
let kinds: Map<string, AnyKind>;
let url = 'https://lab.example.org/';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'quarry-jobs-'));
  store = openStoreDatabase(join(home, 'store.sqlite'));
  kinds = new Map();
  url = 'https://lab.example.org/';
  collections = new Collections({ rows: remoteOf(store), nowMs: () => 1_000_000 });
  createCollectionFolders({
    collections,
    places: new CollectionPlaces({
      connections: async () => [{ id: 'lab', kind: 'juliabase', name: 'Lab', url, isDemo: false }],
      drmsServers: async () => [],
      keptTables: async () => [],
    }),
    data: new CollectionData({
      handlers: () => {
        throw new AppError('network', 'Lab does not answer.');
      },
      bytes: () => Promise.reject(new AppError('network', 'Lab does not answer.')),
    }),
    jobs: {
      // The engine too hands a kind only what its schemas have parsed.
      register: (kind) => void kinds.set(kind.kind, kind as unknown as AnyKind),
      enqueue: () => Promise.reject(new Error('No engine runs here.')),
    },
    quarryVersion: '1.0.0',
    onChange: () => undefined,
  });
});
afterEach(() => {
  store.close();
  rmSync(home, { recursive: true });
});

async function run(
  kind: string,
  input: JsonValue,
  more: Partial<JobContext<JsonValue, JsonValue>> = {},
): Promise<JobOutcome> {
  const found = kinds.get(kind);
  if (found === undefined) throw new Error(`There is no kind ${kind}.`);
  return found.run({
    ...{ jobId: 'j1', input, checkpoint: null, answer: null, attempt: 1, clock: nodeClock, log: silentLog },
    ...{ signal: new AbortController().signal, progress: () => undefined, saveCheckpoint: async () => undefined },
    ...more,
  });
}

async function made(): Promise<string> {
  const { id } = await collections.create({ name: 'Anneal', notes: '', tags: [], colour: 'none' });
  const origin = { system: 'juliabase' as const, name: 'Lab', url };
  const thing = { kind: 'sample' as const, connectionId: 'lab', name: '26S-001' };
  await collections.add(id, [{ thing, origin, title: '26S-001', asOfMs: null, note: '', tags: [] }], null);
  return id;
}

test('an export that was cut off goes on: before the folder had its name anew, after it as done', async () => {
  const input = { id: await made(), folder: join(home, 'out') };
  const saved: JsonValue[] = [];
  const saveCheckpoint = async (one: JsonValue): Promise<void> => void saved.push(one);
  const first = await run('collections.export', input, { saveCheckpoint });
  expect(first).toMatchObject({ outcome: 'done', result: { folder: input.folder, files: 0, incomplete: 1 } });
  const manifest = readFileSync(join(home, 'out/manifest.json'), 'utf8');
  expect(JSON.parse(manifest).items[0]).toMatchObject({ problem: 'Lab does not answer.', files: [] });

  const again = { checkpoint: saved[0] ?? null, attempt: 2 };
  expect(await run('collections.export', input, again)).toEqual(first);
  expect(readFileSync(join(home, 'out/manifest.json'), 'utf8')).toBe(manifest);
  rmSync(join(home, 'out'), { recursive: true });
  expect(await run('collections.export', input, again)).toMatchObject({ outcome: 'done' });
  expect(readdirSync(home).filter((name) => name.startsWith('out'))).toEqual(['out']);
  await expect(run('collections.export', input, { jobId: 'j2' })).rejects.toMatchObject({ code: 'conflict' });
});

test('an import that was cut off makes no second collection', async () => {
  await run('collections.export', { id: await made(), folder: join(home, 'out') });
  const input = { folder: join(home, 'out'), into: null };
  const first = await run('collections.import', input, { jobId: 'j2' });
  expect(first).toMatchObject({ outcome: 'done', result: { collectionId: 'j2', name: 'Anneal (2)', added: 1 } });
  expect(await run('collections.import', input, { jobId: 'j2', attempt: 2 })).toEqual(first);
  expect(store.listCollections().map(({ name }) => name)).toEqual(['Anneal', 'Anneal (2)']);
});

test('a thing of a server that is not here leads to no other one', async () => {
  await run('collections.export', { id: await made(), folder: join(home, 'out') });
  url = 'https://other.example.org/';
  await run('collections.import', { folder: join(home, 'out'), into: null }, { jobId: 'j2' });
  expect(store.listCollectionItems('j2')[0]).toMatchObject({
    thing: { connectionId: 'elsewhere lab' },
    origin: { url: 'https://lab.example.org/' },
  });
});
