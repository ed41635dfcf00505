import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connect, type JuliaBaseClient } from './clients/juliabase/index.ts';
import { type CrawlPreview, CrawlResult } from './contract/crawl.ts';
import type { KnownCrawler } from './contract/crawlers.ts';
import { jobEnd, type OtherCore, openOtherCore } from './testing/crawl-core.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';

const series = 'Reference 2026';
let core: TestCore;
let judge: JuliaBaseClient;
let samples: string[];
let folder: string;

beforeAll(async () => {
  core = await openTestCore();
  judge = await connect({ url: core.demo.url, user: 'l.brandt', password: 'quarry-demo' });
  samples = (await judge.series.get(series)).members.map(({ name }) => name);
});
afterAll(async () => {
  await judge.close();
  await core.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-crawl-'));
  return () => rmSync(folder, { recursive: true });
});

function put(path: string, operator: string): void {
  const file = join(folder, 'files', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `# operator: ${operator}\n# T/K\tsigma/(S/cm)\n300\t1e-5\n310\t2e-5\n320\t4e-5\n`);
  const hourAgo = Date.now() / 1000 - 3600;
  utimesSync(file, hourAgo, hourAgo);
}

function recipe(name: string, what: string): string {
  const file = join(folder, `${name}.yaml`);
  const text = `name: ${name}\nconnection: lab\nroot: files\nfiles: ["**/*.dat"]\nreader: table\nsample:\n  from: "{folder}"\n${what}`;
  writeFileSync(file, text);
  return file;
}

const result = `result:
  title: "Crawled {stem}"
  comments: "By {header.operator}, *{path}*"
  columns: { T/K: T }
  values: { "max/(S/cm)": "{column.sigma.max}" }
`;

async function crawl(file: string, by: Pick<OtherCore, 'client'> = core): Promise<CrawlResult> {
  const { jobId } = await by.client.call('crawl.run', { file });
  return CrawlResult.parse((await jobEnd(by.client, jobId)).result);
}

async function crawled(sample: string, title: string): Promise<{ comments: string; table: unknown }[]> {
  const { processes } = await judge.samples.get(sample);
  return processes.flatMap((one) => ('title' in one && one.title === title ? [one] : []));
}

test('files become Results, once; a new computer finds them there', async () => {
  const [one = '', two = ''] = samples;
  put(`${one}/first.dat`, 'a_b');
  put(`${two}/second.dat`, 'c');
  put('nobody/third.dat', 'd');
  const file = recipe('results', result);

  const preview: CrawlPreview = await core.client.call('crawl.preview', { file });
  expect(preview.files.map(({ path, outcome, title }) => [path, outcome, title]).toSorted()).toEqual(
    [
      [`${one}/first.dat`, 'queued', 'Crawled first'],
      [`${two}/second.dat`, 'queued', 'Crawled second'],
      ['nobody/third.dat', 'invalid', 'Crawled third'],
    ].toSorted(),
  );
  expect((await core.client.call('crawl.describe', { file })).counts).toMatchObject({ young: 0, invalid: 0, done: 0 });

  expect(await crawl(file)).toMatchObject({
    ...{ files: 3, queued: 2, invalid: 1 },
    sent: { ended: 2, needsYou: 0, open: 0 },
  });
  expect(await crawled(one, 'Crawled first')).toMatchObject([
    {
      comments: expect.stringContaining('By a\\_b'),
      table: {
        headings: ['T/K', 'max/(S/cm)'],
        rows: [
          ['300', '0.00004'],
          ['310', ''],
          ['320', ''],
        ],
      },
    },
  ]);
  expect(await core.client.call('crawl.files', { crawler: 'results', state: 'done' })).toHaveLength(2);
  expect(await core.client.call('crawl.files', { crawler: 'results', state: 'invalid' })).toMatchObject([
    { path: 'nobody/third.dat', reason: 'There is no sample nobody at Lab.' },
  ]);

  renameSync(join(folder, `files/${one}/first.dat`), join(folder, `files/${one}/renamed.dat`));
  expect(await crawl(file)).toMatchObject({ queued: 0, moved: 1, gone: 1 });

  renameSync(join(folder, `files/${one}/renamed.dat`), join(folder, `files/${one}/first.dat`));
  const other = await openOtherCore(core.demo.url);
  try {
    expect(await crawl(file, other)).toMatchObject({ queued: 2, sent: { ended: 2, needsYou: 0, open: 0 } });
  } finally {
    await other.close();
  }
  expect(await crawled(one, 'Crawled first')).toHaveLength(1);
  expect(await crawled(two, 'Crawled second')).toHaveLength(1);
  expect(readFileSync(join(core.home, 'logs', 'crawl-results.log'), 'utf8')).toMatch(/INFO {5}started crawling\n/);
}, 120_000);

test('a copy asks, and is sent only when it is wanted', async () => {
  const [one = ''] = samples;
  put(`${one}/copy-1.dat`, 'e');
  const file = recipe('copies', result);
  await crawl(file);
  put(`${one}/copy-2.dat`, 'e');
  expect(await crawl(file)).toMatchObject({ queued: 0, asks: 1 });
  const [asking] = await core.client.call('crawl.files', { crawler: 'copies', state: 'asks' });
  expect(asking?.reason).toBe(`Its content was sent as ${one}/copy-1.dat already.`);
  await core.client.call('crawl.answer', { crawler: 'copies', path: asking?.path ?? '', choice: 'take' });
  expect(await crawl(file)).toMatchObject({ queued: 1, sent: { ended: 1, needsYou: 0, open: 0 } });
  expect(await crawled(one, 'Crawled copy-2')).toHaveLength(1);
}, 120_000);

test('a run does not wait for what cannot be sent now; the next one finds it sent', async () => {
  const [one = ''] = samples;
  put(`${one}/held.dat`, 'f');
  const file = recipe('held', result);
  await core.client.call('outbox.hold', { held: true });
  expect(await crawl(file)).toMatchObject({ queued: 1, sent: { ended: 0, needsYou: 0, open: 1 } });
  await core.client.call('outbox.hold', { held: false });
  expect(await crawl(file)).toMatchObject({ queued: 0 });
  expect(await core.client.call('crawl.files', { crawler: 'held', state: 'done' })).toHaveLength(1);
  expect(await crawled(one, 'Crawled held')).toHaveLength(1);
}, 120_000);

test('a mistake in the file names line and column', async () => {
  const file = recipe('mistake', 'result:\n  titel: x\n');
  await expect(core.client.call('crawl.describe', { file })).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringMatching(/mistake\.yaml:9:3: result\.titel/),
  });
  const unknown = recipe('unknown', result);
  writeFileSync(unknown, readFileSync(unknown, 'utf8').replace('connection: lab', 'connection: nowhere'));
  await expect(core.client.call('crawl.preview', { file: unknown })).rejects.toMatchObject({
    code: 'not-found',
    remedy: 'Choose among Lab.',
  });
  await expect(core.client.call('crawl.describe', { file: join(folder, 'program.ts') })).rejects.toMatchObject({
    code: 'unsupported',
  });
});

test('a crawler that has run is known with its run, its files, its computer and its log', async () => {
  put(`${samples[1]}/listed.dat`, 'Ada');
  const file = recipe('listed', result);
  expect(await core.client.call('crawlers.add', { file })).toEqual({ name: 'listed' });
  const known = async (): Promise<KnownCrawler | undefined> =>
    (await core.client.call('crawlers.list', {})).find((one) => one.file === file);
  expect(await known()).toMatchObject({ lastRun: null, owner: null, times: null, nextUtc: null, problem: null });

  await crawl(file);
  expect(await known()).toMatchObject({
    about: { name: 'listed', connection: 'lab', root: join(folder, 'files'), counts: { done: 1, invalid: 0 } },
    owner: { computer: hostname(), isHere: true },
    lastRun: { status: 'succeeded', result: { queued: 1, sent: { ended: 1 } } },
  });
  const [done] = await core.client.call('crawl.files', { crawler: 'listed', state: 'done', mostFiles: 1 });
  expect((await core.client.call('outbox.get', { id: done?.itemId ?? '' })).item).toMatchObject({ state: 'done' });
  const { path, lines } = await core.client.call('crawlers.log', { crawler: 'listed', mostLines: 2 });
  expect(path).toContain('crawl-listed.log');
  expect(lines).toEqual([expect.stringContaining('queued for'), expect.stringContaining('1 files; 1 queued')]);

  await core.client.call('crawlers.plan', { file, times: { kind: 'every', minutes: 30 } });
  const { nextUtc } = (await known()) ?? {};
  expect(Date.parse(nextUtc ?? '') - Date.now()).toBeGreaterThan(29 * 60_000);
  const { lines: cron } = await core.client.call('crawlers.install', { file, how: 'cron' });
  expect(cron.join('\n')).toContain(`quarry crawl ${file} --once --home ${core.home}`);

  writeFileSync(file, 'name: [');
  expect(await known()).toMatchObject({ about: null, problem: { code: 'invalid-input' }, times: { minutes: 30 } });
  await core.client.call('crawlers.remove', { file });
  expect(await known()).toBeUndefined();
  await expect(core.client.call('crawlers.remove', { file })).rejects.toMatchObject({ code: 'not-found' });
});

test('a file that has changed changes its Result, if the crawler or a person says so', async () => {
  const path = `${samples[2]}/changing.dat`;
  put(path, 'Ada');
  const asking = recipe('changing', result);
  await crawl(asking);
  put(path, 'Grace');
  utimesSync(join(folder, 'files', path), Date.now() / 1000 - 1800, Date.now() / 1000 - 1800);
  expect(await crawl(asking)).toMatchObject({ queued: 0, asks: 1 });
  await core.client.call('crawl.answer', { crawler: 'changing', path, choice: 'edit' });
  expect(await crawl(asking)).toMatchObject({ queued: 1, sent: { ended: 1, needsYou: 0 } });
  const title = 'Crawled changing';
  const [edited, ...others] = await crawled(samples[2] ?? '', title);
  expect(others).toEqual([]);
  expect(edited?.comments).toContain('By Grace');

  const editing = recipe('changing', `changed: edit\n${result}`);
  for (const [minutesAgo, operator] of [
    [20, 'Emmy'],
    [10, 'Ada'],
  ] as const) {
    put(path, operator);
    const thenS = Date.now() / 1000 - minutesAgo * 60;
    utimesSync(join(folder, 'files', path), thenS, thenS);
    expect(await crawl(editing)).toMatchObject({ queued: 1, asks: 0, sent: { ended: 1, needsYou: 0 } });
    const records = await crawled(samples[2] ?? '', title);
    expect(records.map(({ comments }) => comments)).toEqual([expect.stringContaining(`By ${operator}`)]);
  }

  const other = await openOtherCore(core.demo.url);
  try {
    expect(await crawl(editing, other)).toMatchObject({ queued: 1, sent: { ended: 1 } });
    expect(await crawled(samples[2] ?? '', title)).toHaveLength(1);
  } finally {
    await other.close();
  }
});
