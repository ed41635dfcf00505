import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { QueryDiff, SavedQuery } from './contract/queries.ts';
import type { Question } from './contract/questions.ts';
import { type DemoDrmsServer, startDemoDrms } from './demo/drms/index.ts';
import { type OpenCore, openCoreAt } from './testing/open-core.ts';

let core: OpenCore;
let demo: DemoDrmsServer;
let home: string;
let serverId: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quarry-queries-'));
  demo = await startDemoDrms();
  core = await openCoreAt(home);
  const server = await core.client.call('drms.servers.add', {
    name: 'Lab',
    cgiUrl: demo.cgiUrl,
    downloadUrl: demo.url,
  });
  serverId = server.id;
});

afterAll(async () => {
  await core.close();
  await demo.close();
  rmSync(home, { recursive: true, force: true });
});

beforeEach(() => demo.control.revise({ series: 'hmi.v_45s' }));

const records = (recordSet: string, keys: string[] = ['T_REC', 'CAMERA', 'DATAMEAN', 'QUALITY']): Question => ({
  ...{ kind: 'drms.records', serverId, recordSet, keys },
});
const run = (query: SavedQuery) => core.client.call('queries.run', { id: query.id });
const listed = async (id: string): Promise<SavedQuery | undefined> =>
  (await core.client.call('queries.list', {})).find((one) => one.id === id);

/** Rows of a diff as texts: what happened, the key, and what changed. */
async function linesOf(diff: QueryDiff): Promise<string[]> {
  const page = await core.client.call('drms.table.page', { tableId: diff.tableId, from: 0, count: 100 });
  const cell = (row: number, place: number | null): string => {
    const odd = page.odd.find((one) => one.row === row && one.column === place)?.state;
    return odd ?? String(page.columns[place ?? 0]?.[row] ?? 'missing');
  };
  return page.rows.map((row) => {
    const changed = JSON.parse(cell(row, 1)) as string[];
    const key = diff.columns.filter(({ role }) => role === 'key').map(({ after }) => cell(row, after));
    const cells = diff.columns
      .filter(({ name }) => changed.includes(name))
      .map(({ name, before, after }) => `${name}: ${cell(row, before)} -> ${cell(row, after)}`);
    return [cell(row, 0), ...key, ...cells].join(' ');
  });
}

describe('the history', () => {
  test('holds what every system was asked, once each, newest first, also after a restart', async () => {
    const day = { serverId, recordSet: 'hmi.v_45s[2016.04.01_TAI/1d@6h]', keys: ['T_REC', 'CAMERA'] };
    const table = await core.client.call('drms.query', day);
    await core.client.call('drms.query', { ...day, recordSet: 'hmi.v_45s[2016.04.01_TAI/3m]' });
    await core.client.call('drms.query', day);
    await expect(core.client.call('drms.query', { ...day, recordSet: 'hmi.nothing[$]' })).rejects.toMatchObject({
      code: 'not-found',
    });
    for (const text of ['dop', 'dopp', 'doppler']) await core.client.call('drms.series.search', { serverId, text });
    await core.client.call('drms.table.describe', { tableId: table.tableId });
    await core.client.call('columns.sql', { statement: 'SELECT 1 AS one' });
    await core.close();
    core = await openCoreAt(home);
    const { questions, total } = await core.client.call('queries.history', {});
    expect(total).toBe(4);
    expect(questions.map(({ system, title, place, rows }) => [system, title, place, rows])).toEqual([
      ['sql', 'SELECT 1 AS one', 'Kept tables', 1],
      ['drms', 'Series with “doppler”', 'Lab', expect.any(Number)],
      ['drms', 'hmi.v_45s[2016.04.01_TAI/1d@6h]', 'Lab', 4],
      ['drms', 'hmi.v_45s[2016.04.01_TAI/3m]', 'Lab', 4],
    ]);
    expect(questions[2]).toMatchObject({ question: { kind: 'drms.records', ...day }, bytes: expect.any(Number) });

    const found = async (wish: object) =>
      (await core.client.call('queries.history', wish)).questions.map(({ title }) => title);
    expect(await found({ text: '3m lab' })).toEqual(['hmi.v_45s[2016.04.01_TAI/3m]']);
    expect(await found({ text: 'lab', system: 'sql' })).toEqual([]);
    expect(await found({ kind: 'drms.records', placeId: serverId })).toHaveLength(2);
    await core.client.call('queries.history.forget', { id: questions[0]?.id ?? '' });
    expect(await found({})).toHaveLength(3);
    const { forgotten } = await core.client.call('queries.history.forget', { id: null, placeId: serverId });
    expect(await found({})).toEqual([]);
    await core.client.call('queries.history.restore', { questions: forgotten });
    expect((await core.client.call('queries.history', {})).questions).toEqual(questions.slice(1));
  });
});

describe('saved queries', () => {
  test('are saved, renamed, removed and brought back with their answers', async () => {
    const question = records('hmi.v_45s[$]');
    const saved = await core.client.call('queries.save', { question, name: ' Newest Dopplergram ' });
    expect(saved).toMatchObject({
      question,
      name: 'Newest Dopplergram',
      place: 'Lab',
      runs: 0,
      unseen: 0,
      lastRun: null,
    });
    await expect(core.client.call('queries.save', { question, name: 'newest dopplergram' })).rejects.toMatchObject({
      ...{ code: 'conflict', message: 'Another saved query is named newest dopplergram.' },
    });
    await expect(core.client.call('queries.diff', { id: saved.id })).rejects.toMatchObject({ code: 'not-found' });
    await run(saved);
    await core.client.call('queries.save', { id: saved.id, question, name: 'Latest' });
    await core.client.call('queries.remove', { id: saved.id });
    await expect(core.client.call('queries.remove', { id: saved.id })).rejects.toMatchObject({ code: 'not-found' });
    expect(await listed(saved.id)).toBeUndefined();
    await core.client.call('queries.restore', { id: saved.id });
    await core.close();
    core = await openCoreAt(home);
    expect(await listed(saved.id)).toMatchObject({ name: 'Latest', runs: 1, lastRun: { rows: 1, changes: null } });
    const [only] = await core.client.call('queries.runs', { id: saved.id });
    await core.client.call('queries.runs.remove', { runId: only?.id ?? '' });
    expect(await core.client.call('queries.runs', { id: saved.id })).toEqual([]);
    await core.client.call('queries.runs.restore', { runId: only?.id ?? '' });
    expect(await core.client.call('queries.runs', { id: saved.id })).toEqual([only]);
    // An answer of a saved query is no table of its own: SQL and its list do not know it.
    expect((await core.client.call('columns.tables.list', {})).map(({ tableId }) => tableId)).not.toContain(
      only?.tableId,
    );
  });

  test('A8: additions, removals and changed cells of a changed demo are right, and add up', async () => {
    const question = records('hmi.v_45s[2016.04.01_TAI/10m]', ['T_REC', 'CAMERA', 'DATAMEAN', 'QUALITY']);
    const all = await core.client.call('drms.query', {
      ...{ serverId, recordSet: 'hmi.v_45s[2016.04.01_TAI/10m]', keys: ['*recnum*', 'T_REC', 'DATAMEAN'] },
    });
    const page = await core.client.call('drms.table.page', { tableId: all.tableId, from: 0, count: 20 });
    const [numbers = [], times = [], means = []] = page.columns;
    const recnum = (place: number): number => Number(numbers[place]);
    expect(numbers.length).toBeGreaterThan(9);

    demo.control.revise({ series: 'hmi.v_45s', gone: [recnum(0), recnum(4)] });
    const saved = await core.client.call('queries.save', { question, name: 'Ten minutes' });
    expect(await run(saved)).toMatchObject({ rows: numbers.length - 2, changes: null });
    demo.control.revise({
      series: 'hmi.v_45s',
      gone: [recnum(2)],
      values: [
        { recnum: recnum(3), keyword: 'DATAMEAN', value: 12.5 },
        { recnum: recnum(5), keyword: 'DATAMEAN', value: null },
        { recnum: recnum(5), keyword: 'QUALITY', value: 1024 },
      ],
    });
    const changes = { came: 2, went: 1, changed: 2, changedCells: 3, same: numbers.length - 5 };
    expect(await run(saved)).toMatchObject({ rows: numbers.length - 1, changes });
    expect(await listed(saved.id)).toMatchObject({ runs: 2, unseen: 5 });

    const diff = await core.client.call('queries.diff', { id: saved.id });
    expect(diff).toMatchObject({ counts: changes, rows: 5, notes: [] });
    expect(diff.before.rows).toBe(diff.counts.same + diff.counts.changed + diff.counts.went);
    expect(diff.after.rows).toBe(diff.counts.same + diff.counts.changed + diff.counts.came);
    expect(diff.key).toContain('T_REC');
    const lines = await linesOf(diff);
    expect(lines.map((line) => line.split(' ')[0]).toSorted()).toEqual(['came', 'came', 'changed', 'changed', 'went']);
    const lineOf = (place: number): string | undefined => lines.find((line) => line.includes(String(times[place])));
    expect([lineOf(0), lineOf(4)]).toEqual([expect.stringMatching(/^came/), expect.stringMatching(/^came/)]);
    expect(lineOf(2)).toMatch(/^went/);
    expect(lineOf(3)).toContain(`DATAMEAN: ${means[3]} -> 12.5`);
    expect(lineOf(5)).toContain(`DATAMEAN: ${means[5]} -> missing`);

    await core.client.call('queries.seen', { id: saved.id });
    expect(await listed(saved.id)).toMatchObject({ unseen: 0, seenRunId: diff.after.id });
    const [, first] = await core.client.call('queries.runs', { id: saved.id });
    const turned = await core.client.call('queries.diff', {
      id: saved.id,
      before: diff.after.id,
      after: first?.id ?? '',
    });
    expect(turned.counts).toEqual({ ...changes, came: changes.went, went: changes.came });
    const whole = await core.client.call('queries.diff', { id: saved.id, keyColumns: [] });
    expect(whole.counts).toMatchObject({ came: 4, went: 3, changed: 0, same: changes.same });
    await expect(core.client.call('queries.diff', { id: saved.id, keyColumns: ['NONE'] })).rejects.toMatchObject({
      ...{ code: 'invalid-input', message: 'Not both answers have the column NONE, by which rows are known again.' },
    });
  });

  test('SQL over kept tables is compared by the columns that name a row', async () => {
    const asked = { serverId, recordSet: 'hmi.m_720s[2016.04.01_TAI/1h]', keys: ['T_REC'] };
    const { tableId } = await core.client.call('drms.query', asked);
    // Waits until it is kept.
    await core.client.call('columns.summaries', { tableId });
    const table = (await core.client.call('columns.tables.list', {})).find((one) => one.tableId === tableId);
    const statement = (limit: number) =>
      `SELECT T_REC, row_number() OVER () * ${limit} AS n FROM ${table?.name} LIMIT ${limit}`;
    const question = (limit: number): Question => ({ kind: 'sql', statement: statement(limit) });
    const input = { name: 'Numbers', keyColumns: ['T_REC'] };
    const saved = await core.client.call('queries.save', { ...input, question: question(2) });
    expect(await run(saved)).toMatchObject({ rows: 2 });
    await core.client.call('queries.save', { ...input, id: saved.id, question: question(3) });
    expect(await run(saved)).toMatchObject({ changes: { came: 1, went: 0, changed: 2, changedCells: 2, same: 0 } });
  });

  test('a series or server that is gone: a clear sentence, and nothing is lost', async () => {
    const extra = await core.client.call('drms.servers.add', {
      name: 'Gone',
      cgiUrl: demo.cgiUrl,
      downloadUrl: demo.url,
    });
    const question = { ...records('hmi.v_45s[2016.04.01_TAI/3m]'), serverId: extra.id } as Question;
    const saved = await core.client.call('queries.save', { question, name: 'Of the other server' });
    await run(saved);
    await core.client.call('drms.servers.remove', { serverId: extra.id });
    await expect(run(saved)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/^Of the other server has no new answer: /),
      remedy: expect.stringContaining('The query and its earlier answers stay.'),
    });
    const kept = await listed(saved.id);
    expect(kept).toMatchObject({ runs: 1, problem: { message: expect.stringContaining('has no new answer') } });
    const { tableId = '' } = kept?.lastRun ?? {};
    expect(await core.client.call('drms.table.page', { tableId, from: 0, count: 1 })).toMatchObject({ total: 4 });
    const series = await core.client.call('queries.save', {
      question: records('hmi.nothing[$]'),
      name: 'No such series',
    });
    await expect(run(series)).rejects.toMatchObject({ code: 'not-found' });
    expect((await listed(series.id))?.problem?.message).toMatch(/^No such series has no new answer: /);
  });

  test('those that are due run and are told about when something changed', async () => {
    const question = records('hmi.v_45s[2016.04.01_TAI/3m]', ['T_REC', 'DATAMEAN']);
    const schedule = { kind: 'hours' as const, every: 1 };
    const saved = await core.client.call('queries.save', { question, name: 'Each hour', schedule });
    expect(Date.parse(saved.dueUtc ?? '')).toBeLessThanOrEqual(Date.now());
    expect(await core.client.call('queries.run-due', {})).toMatchObject([
      { name: 'Each hour', run: { rows: 4 }, problem: null },
    ]);
    expect(await core.client.call('queries.run-due', {})).toEqual([]);
    const next = Date.parse((await listed(saved.id))?.dueUtc ?? '');
    expect(next - Date.now()).toBeGreaterThan(3_500_000);
  });
});
