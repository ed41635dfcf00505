import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Manifest } from './collections/manifest.ts';
import { CollectionExportResult, CollectionImportResult } from './contract/collection-folders.ts';
import type { Collection, ThingDraft } from './contract/collections.ts';
import { type Job, jobsIn } from './contract/jobs.ts';
import { plainDetails } from './domain/figure-details.ts';
import type { FigureLook } from './domain/figure-look.ts';
import { storySeries } from './testing/juliabase-lab.ts';
import { nightlyCount } from './testing/nightly.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';

let core: TestCore;
let folder = '';
let exports = 0;
beforeAll(async () => {
  core = await openTestCore();
  folder = mkdtempSync(join(tmpdir(), 'quarry-exports-'));
});
afterAll(async () => {
  await core.close();
  rmSync(folder, { recursive: true });
});

async function endOf(jobId: string): Promise<Job> {
  for await (const event of core.client.watch('jobs.watch', {})) {
    const jobs = jobsIn(event);
    const job = jobs.find((one) => one.id === jobId && ['succeeded', 'failed'].includes(one.status));
    if (job !== undefined) return job;
  }
  throw new Error('The stream of jobs has ended.');
}

async function make(name: string, things: ThingDraft[], about: object = {}): Promise<string> {
  const { id } = await core.client.call('collections.create', { name, ...about });
  if (things.length > 0) await core.client.call('collections.items.add', { id, things });
  return id;
}

async function exported(id: string): Promise<string> {
  exports += 1;
  const target = join(folder, `out-${exports}`);
  const { jobId } = await core.client.call('collections.export', { id, folder: target });
  CollectionExportResult.parse((await endOf(jobId)).result);
  return target;
}

async function imported(target: string, into: string | null = null) {
  const { jobId } = await core.client.call('collections.import', { folder: target, into });
  return CollectionImportResult.parse((await endOf(jobId)).result);
}

const open = (id: string): Promise<Collection> => core.client.call('collections.open', { id });
const manifestOf = (target: string): Manifest => JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8'));

test('data of every kind is in the folder, with where and when it is from', async () => {
  const { connectionId } = core;
  const mined = await core.client.call('mining.table.make', {
    ...{ connectionId, source: { kind: 'series', name: storySeries } },
    fields: [{ processType: 'layer thickness measurement', field: 'thickness' }],
  });
  const page = await core.client.call('juliabase.sample.get', { connectionId, name: '26S-001' });
  const result = [...page.value.sample.processes, ...page.value.seriesResults].find((one) => 'imageType' in one);
  const look: FigureLook = {
    ...{ view: 'linear', yScale: 'log', showFit: false, fitRange: null },
    hidden: Array.from({ length: 10 }, (_, at) => `26S-${String(at + 3).padStart(3, '0')}`),
    details: { ...plainDetails, temperatureUnit: '°C' },
  };
  const id = await make('All kinds', [
    { thing: { kind: 'sample', connectionId, name: '26S-001' }, note: 'The first' },
    { thing: { kind: 'series', connectionId, name: storySeries } },
    { thing: { kind: 'figure', connectionId, of: 'series', name: storySeries, look } },
    { thing: { kind: 'mining', connectionId, of: 'series', name: storySeries } },
    { thing: { kind: 'table', tableId: mined.table.tableId } },
    { thing: { kind: 'records', serverId: 'jsoc', recordSet: 'hmi.v_45s[$]' } },
    { thing: { kind: 'sample', connectionId, name: 'no such sample' } },
    ...(result === undefined ? [] : [{ thing: { kind: 'result' as const, connectionId, id: result.id } }]),
    { thing: { kind: 'sql', statement: `SELECT count(*) AS n FROM ${mined.sqlName}` } },
  ]);
  const target = await exported(id);
  const { items } = manifestOf(target);
  // The file of one sample is not there.
  const withFile = Array.from({ length: 12 }, (_, at) => at + 1).filter((number) => number !== 11);
  const rawFiles = withFile.map((number) => `sigma_26S-${String(number).padStart(3, '0')}.dat`);
  const endings = items.map(({ files }) => files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)));
  expect(endings.slice(0, 7)).toEqual([
    ['sample.json'],
    ['series.json'],
    ['figure.json', expect.stringMatching(/\.png$/), expect.stringMatching(/\.svg$/), ...rawFiles],
    ['mining.json', 'table.json', 'table.csv', 'table.parquet'],
    ['table.json', 'table.csv', 'table.parquet'],
    ['record-set.txt'],
    [],
  ]);
  expect(endings.at(-1)).toEqual(['statement.sql', 'answer.csv', 'answer.parquet']);
  const rawFile = items[2]?.files.find(({ path }) => path.endsWith('sigma_26S-003.dat'))?.path ?? '';
  const measured = join(core.home, 'files', 'conductivity/2026/sigma_26S-003.dat');
  expect(readFileSync(join(target, rawFile))).toEqual(readFileSync(measured));
  expect(items.map(({ problem }) => problem !== null)).toEqual(items.map((_, at) => at === 6));
  expect(items[0]?.files[0]?.asOfUtc).toBe(page.asOfUtc);
  expect(items[0]?.origin).toEqual({
    ...{ system: 'juliabase', name: 'Lab', url: expect.stringContaining(new URL(core.demo.url).host) },
  });
  const written = (ending: string, at = 4): string => {
    const path = items.at(at)?.files.find((one) => one.path.endsWith(ending))?.path ?? '';
    return readFileSync(join(target, path), 'utf8');
  };
  expect(items[2]?.thing).toMatchObject({ look });
  expect(written('.svg', 2)).toContain('(°C)');
  expect(written('.svg', 2)).not.toContain('>26S-003<');
  expect(written('.csv')).toMatch(/^sample,thickness,/);
  expect(written('.csv', -1)).toBe('n\n12\n');
  expect(JSON.parse(written('.json')).columns[1]).toMatchObject({ name: 'thickness', unit: 'nm' });
  expect(await core.client.call('collections.folder', { folder: target })).toMatchObject({
    ...{ name: 'All kinds', items: items.length, withoutPlace: 0 },
  });
}, 180_000);

test('an import into a collection leaves all that is in it, and is one step', async () => {
  const { connectionId } = core;
  const sample = (name: string, note = ''): ThingDraft => ({ thing: { kind: 'sample', connectionId, name }, note });
  const source = await make('Source', [sample('26S-001', 'theirs'), sample('26S-002')], {
    notes: 'Why',
    tags: ['new'],
  });
  const target = await exported(source);
  const mine = await make('Mine', [sample('26S-001', 'mine')], { notes: 'My notes', tags: ['old'] });
  expect(await imported(target, mine)).toEqual({ collectionId: mine, name: 'Mine', added: 1, alreadyThere: 1 });
  const merged = await open(mine);
  expect(merged.items.map(({ title, note }) => [title, note])).toEqual([
    ['26S-001', 'mine'],
    ['26S-002', ''],
  ]);
  expect(merged).toMatchObject({ tags: ['old', 'new'] });
  expect(merged.notes).toMatch(/^My notes\n\n## From Source, exported [\d-]{10}\n\nWhy$/);
  await imported(target, mine);
  expect((await open(mine)).notes).toBe(merged.notes);
  await core.client.call('collections.undo', {});
  expect(await open(mine)).toMatchObject({ notes: 'My notes', tags: ['old'], items: [{ title: '26S-001' }] });
});

test('refuses a relative path, a folder that is there and one without a parent, before a job begins', async () => {
  const id = await make('Refused', []);
  const refuse = (target: string): Promise<unknown> =>
    core.client.call('collections.export', { id, folder: target }).catch((error: unknown) => error);
  expect(await refuse('here/out')).toMatchObject({ code: 'invalid-input', message: 'here/out is no absolute path.' });
  expect(await refuse(folder)).toMatchObject({ code: 'conflict' });
  expect(await refuse(join(folder, 'no/out'))).toMatchObject({ code: 'not-found' });
  expect(existsSync(join(folder, 'no'))).toBe(false);
});

test('what is exported and imported again is the same collection', async () => {
  const words = fc.string({ minLength: 1, maxLength: 10, unit: 'grapheme' }).map((text) => text.trim() || 'x');
  const { connectionId } = core;
  const thing = fc.oneof(
    // Of records nothing is asked, so that a hundred collections are quick.
    fc.record({ kind: fc.constant('records' as const), serverId: fc.constant('jsoc'), recordSet: words }),
    fc.record({ kind: fc.constant('fits-file' as const), path: words.map((text) => `/nowhere/${text}`) }),
    fc.record({ kind: fc.constant('table' as const), tableId: words }),
    fc.record({
      ...{ kind: fc.constant('mining' as const), connectionId: fc.constant(connectionId) },
      ...{ of: fc.constantFrom('series' as const, 'topic' as const), name: words },
    }),
  );
  const tags = fc.uniqueArray(words, { maxLength: 3, selector: (tag) => tag.toLowerCase() });
  const draft = fc.record({
    ...{ thing, title: words, note: fc.string(), tags },
    asOfUtc: fc.option(
      fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((one) => one.toISOString()),
    ),
  });
  const about = fc.record({ notes: fc.string(), tags, colour: fc.constantFrom('none' as const, 'blue' as const) });
  let count = 0;
  await fc.assert(
    fc.asyncProperty(about, fc.array(draft, { maxLength: 8 }), async (facts, drafts) => {
      count += 1;
      const before = await open(await make(`Property ${count}`, drafts, facts));
      const { collectionId } = await imported(await exported(before.id));
      const after = await open(collectionId);
      const plain = ({ notes, tags: all, colour, items }: Collection) => ({
        ...{ notes, tags: all, colour, items: items.map(({ id: _, ...rest }) => rest) },
      });
      expect(plain(after)).toEqual(plain(before));
    }),
    { numRuns: nightlyCount(400) },
  );
});
