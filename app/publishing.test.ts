import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { wholeBytes } from './contract/bytes.ts';
import { type PublishOutcome, PublishRecipe, type PublishRow } from './contract/publishing.ts';
import { readPicture } from './figures/read-picture.ts';
import { runCommandLine } from './testing/command-line.ts';
import { jobEnd } from './testing/crawl-core.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';

let core: TestCore;

beforeAll(async () => {
  core = await openTestCore({ batchSeries: 4 });
});
afterAll(() => core.close());
afterEach(() => core.demo.control.setFaults([]));

function recipe(names: string[], more: object = {}): PublishRecipe {
  return PublishRecipe.parse({ version: 1, connection: 'lab', series: { names }, ...more });
}

async function preview(wanted: PublishRecipe): Promise<Record<string, PublishRow>> {
  const rows: Record<string, PublishRow> = {};
  for await (const event of core.client.watch('publish.preview', { recipe: wanted }))
    if (event.kind === 'row') rows[event.row.series] = event.row;
  return rows;
}

const outcomes = async (jobId: string): Promise<PublishOutcome[]> =>
  (await core.client.call('publish.outcomes', { jobId })).rows;

async function publish(wanted: PublishRecipe): Promise<PublishOutcome[]> {
  const { jobId } = await core.client.call('publish.run', { recipe: wanted });
  await jobEnd(core.client, jobId);
  return outcomes(jobId);
}

async function figuresOf(name: string): Promise<{ id: number; title: string }[]> {
  const { connectionId } = core;
  const { value } = await core.client.call('juliabase.series.get', { connectionId, name, refresh: true });
  return value.results.map(({ id, title }) => ({ id, title }));
}

const writes = (): number =>
  core.demo.control.requests().filter(({ method, path }) => method === 'POST' && path.startsWith('results/')).length;

test('a preview says for each series what would be written, and writes nothing', async () => {
  core.demo.control.clearRequests();
  const story = core.demo.series[0] ?? '';
  const rows = await preview(
    recipe(['Batch 001', story, 'Planned for 2027', 'Nowhere', 'Helios pilot line', 'Comparison with Helios']),
  );
  expect(rows['Batch 001']).toMatchObject({
    ...{ action: 'create', title: 'Conductivity (Arrhenius)', measured: 3, samples: 3, reason: null },
    asOfUtc: expect.any(String),
  });
  expect(rows[story]).toMatchObject({ action: 'not-possible', reason: expect.stringMatching(/^Data of 1 of 12 /) });
  expect(rows['Planned for 2027']).toMatchObject({ action: 'not-possible', reason: 'The series has no samples.' });
  expect(rows.Nowhere).toMatchObject({ action: 'not-possible', retryable: false, asOfUtc: null });
  expect(rows['Helios pilot line']).toMatchObject({ action: expect.stringMatching(/^not-/), retryable: false });
  expect(Object.keys(rows)).toHaveLength(6);
  expect(writes()).toBe(0);

  const whole = await preview(recipe([story], { incomplete: 'publish', result: { title: '{measured} of {samples}' } }));
  const notes = ['Left out, for they cannot be read: 26S-011.', 'Read in part: 26S-010.'];
  expect(whole[story]).toMatchObject({ action: 'create', title: '11 of 12', notes });
  const long = await preview(recipe(['Batch 001'], { result: { title: `{series} ${'x'.repeat(50)}` } }));
  expect(long['Batch 001']).toMatchObject({ action: 'not-possible', reason: expect.stringContaining('at most 50') });
}, 120_000);

test('a run writes one Result for each series; the next one writes nothing; what differs is updated', async () => {
  const wanted = recipe(['Batch 001', 'Batch 002', 'Planned for 2027']);
  const first = await publish(wanted);
  expect(first.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'not-possible']);
  expect(first[0]).toMatchObject({ resultId: expect.any(Number), url: expect.stringContaining('/results/') });
  const before = writes();
  expect((await publish(wanted)).map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'not-possible']);
  expect(writes()).toBe(before);

  const file = join(core.home, 'files/conductivity/2026/sigma_26W-002-b.dat');
  writeFileSync(file, readFileSync(file, 'utf8').split('\n').slice(0, -6).join('\n'));
  const rows = await preview(wanted);
  expect(rows['Batch 001']?.action).toBe('unchanged');
  expect(rows['Batch 002']).toMatchObject({ action: 'update', resultId: first[1]?.resultId });
  expect(rows['Batch 002']?.changes.map(({ what }) => what)).toContain('Image');
  expect((await publish(wanted)).map(({ outcome, resultId }) => [outcome, resultId])).toEqual([
    ['unchanged', first[0]?.resultId],
    ['updated', first[1]?.resultId],
    ['not-possible', null],
  ]);
  expect(await figuresOf('Batch 002')).toHaveLength(1);

  const marks = [{ kind: 'line', along: 'sigma', at: 1e-8 }];
  const options = { view: 'linear', yScale: 'linear', details: { quantityUnit: 'S/m', marks, onRight: ['26W-999'] } };
  const weekly = recipe(['Batch 001'], { id: 'weekly', result: { title: 'Weekly {series}' }, figure: { options } });
  expect((await preview(weekly))['Batch 001']?.notes).toEqual([
    'No samples of the series, so not on the right: 26W-999.',
  ]);
  const own = await publish(weekly);
  expect(own).toMatchObject([{ outcome: 'created' }]);
  const query = JSON.stringify({ connectionId: core.connectionId, resultId: own[0]?.resultId });
  const image = await wholeBytes(await core.app.bytes('result-image', query, new AbortController().signal));
  expect(await readPicture('weekly.png', image)).toMatchObject({
    ...{ series: 'Batch 001', view: 'linear', yScale: 'linear' },
    details: { quantityUnit: 'S/m', marks: [{ ...marks[0], id: 1 }], onRight: ['26W-999'], inset: null },
  });
  expect((await figuresOf('Batch 001')).map(({ title }) => title)).toEqual([
    'Conductivity (Arrhenius)',
    'Weekly Batch 001',
  ]);
}, 120_000);

test('a figure that waits in the outbox already is followed, not added again', async () => {
  await core.client.call('outbox.hold', { held: true });
  const wanted = recipe(['Batch 003']);
  expect(await publish(wanted)).toMatchObject([{ outcome: 'queued', itemId: expect.any(String) }]);
  const { jobId } = await core.client.call('publish.run', { recipe: wanted });
  await jobEnd(core.client, jobId);
  const [row] = await outcomes(jobId);
  expect(row?.outcome).toBe('queued');
  expect((await core.client.call('outbox.list', {})).open).toHaveLength(1);
  await core.client.call('outbox.hold', { held: false });
  for await (const item of core.client.watch('outbox.follow', { id: row?.itemId ?? '' }))
    if (item.state === 'done') break;
  expect(await outcomes(jobId)).toMatchObject([{ outcome: 'created', url: expect.any(String) }]);
  expect(await figuresOf('Batch 003')).toHaveLength(1);
}, 120_000);

test('a series that cannot be read holds up no other and is taken up again by itself', async () => {
  core.demo.control.setFaults([
    { match: { method: 'GET', path: '26W-004-b' }, kind: 'status', status: 500, count: 99 },
  ]);
  const wanted = recipe(['Batch 004', 'Batch 001']);
  const { jobId } = await core.client.call('publish.run', { recipe: wanted });
  for await (const event of core.client.watch('jobs.watch', {}))
    if (event.kind === 'changed' && event.job.id === jobId && event.job.status === 'waiting') {
      expect(event.job.error?.message).toContain('1 of 2 series could not be read. Batch 004:');
      break;
    }
  expect(await outcomes(jobId)).toMatchObject([{ outcome: 'failed' }, { outcome: 'unchanged' }]);
  core.demo.control.setFaults([]);
  await core.client.call('jobs.resume', { id: jobId });
  expect(await jobEnd(core.client, jobId)).toMatchObject({ result: { series: 2, created: 1, unchanged: 1 } });
  expect(await outcomes(jobId)).toMatchObject([{ outcome: 'created' }, { outcome: 'unchanged' }]);
}, 120_000);

test('by command: mistakes first, then a dry run, a run, and codes for scripts', async () => {
  vi.stubEnv('QUARRY_SECRETS', 'memory');
  vi.stubEnv('QUARRY_PASSWORD', 'quarry-demo');
  vi.stubEnv('QUARRY_HOME', join(core.home, 'command'));
  const files = join(core.home, 'files');
  const server = ['--name', 'Lab', '--url', core.demo.url, '--user', 'l.brandt', '--map', `=${files}`];
  await runCommandLine(['connections', 'add', 'juliabase', ...server]);
  const file = join(core.home, 'recipe.yaml');
  const least = 'version: 1\nid: command\nconnection: Lab\nseries: { search: Batch }\n';
  writeFileSync(file, `${least}figure: { scale: log }\n`);
  const wrong = await runCommandLine(['publish', file]);
  expect(wrong).toMatchObject({ code: 2, talk: expect.stringContaining(`${file}:5:11: figure.scale`) });

  writeFileSync(file, least);
  const dry = await runCommandLine(['publish', file, '--dry-run', '--json']);
  expect(JSON.parse(dry.data)).toMatchObject({ counts: { series: 4, create: 4 } });
  expect((await runCommandLine(['publish', file, '--dry-run'])).data).toMatch(
    /4 series, 4 create; nothing was written/,
  );
  const run = await runCommandLine(['publish', file, '--only', 'Batch 001', '--json']);
  expect(run.code).toBe(0);
  expect(JSON.parse(run.data)).toMatchObject({
    ...{ status: 'succeeded', error: null, counts: { series: 1, created: 1 } },
    rows: [{ series: 'Batch 001', outcome: 'created', url: expect.any(String) }],
  });
  const again = await runCommandLine(['publish', file, '--only', 'Batch 001']);
  expect(again).toMatchObject({ code: 0, data: expect.stringContaining('1 series, 1 unchanged') });
  expect((await runCommandLine(['publish', file, '--only', 'Nowhere'])).code).toBe(2);
  vi.unstubAllEnvs();
}, 180_000);
