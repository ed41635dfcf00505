import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AttachDraft, AttachSubject, AttachTarget } from './contract/attach.ts';
import { wholeBytes } from './contract/bytes.ts';
import type { MiningTable } from './contract/mining.ts';
import type { OutboxItem } from './contract/outbox.ts';
import type { TableFigure } from './domain/table-figure.ts';
import { readPicture } from './figures/read-picture.ts';
import { storySeries } from './testing/juliabase-lab.ts';
import { openTestCore, type TestCore } from './testing/open-core.ts';
import { settled } from './testing/story-core.ts';

let core: TestCore;
let mined: MiningTable;
const series: AttachTarget = { kind: 'series', name: storySeries };

const make = (refresh = false): Promise<MiningTable> =>
  core.client.call('mining.table.make', {
    ...{ connectionId: core.connectionId, source: series, refresh },
    fields: [{ processType: 'layer thickness measurement', field: 'thickness' }],
    computed: [{ name: 'double', formula: '2 * thickness', unit: 'nm' }],
  });

beforeAll(async () => {
  core = await openTestCore();
  mined = await make();
});

afterAll(() => core.close());

const figure: TableFigure = {
  ...{ x: 'thickness', ys: [{ column: 'double', error: null }], mode: 'points', yScale: 'linear', timeScale: 'own' },
  ...{ seen: { x: null, y: null }, line: { method: 'least squares', level: 0.95 } },
};

function subjectOf(changes: Partial<TableFigure> = {}, target = series): AttachSubject {
  const spec = { tableId: mined.table.tableId, figure: { ...figure, ...changes }, filters: [], overlay: null };
  return { kind: 'table', spec, connectionId: core.connectionId, target };
}

const plan = (subject: AttachSubject, draft: Partial<AttachDraft> = {}) =>
  core.client.call('figures.attach.plan', { subject, draft });

async function attach(subject: AttachSubject, given: Partial<AttachDraft> = {}): Promise<OutboxItem> {
  const { draft, action, existing, basis } = await plan(subject, given);
  const mode = action === 'create' ? 'create' : 'update';
  const write = { subject, draft, mode, resultId: existing?.resultId ?? null, basis } as const;
  return settled(core, (await core.client.call('figures.attach.start', write)).itemId);
}

const resultOf = async (item: OutboxItem) =>
  (
    await core.client.call('juliabase.result.get', {
      ...{ connectionId: core.connectionId, id: Number(item.remoteId), refresh: true },
    })
  ).value;

describe('the figure of a mining table', () => {
  test('belongs to the series that was mined', async () => {
    const { tableId } = mined.table;
    expect(await core.client.call('figures.attach.target', { tableId })).toEqual({
      connectionId: core.connectionId,
      target: series,
    });
    const { tableId: answer } = await core.client.call('columns.sql.keep', { statement: 'SELECT 1 AS one' });
    expect(await core.client.call('figures.attach.target', { tableId: answer })).toBeNull();
  });

  test('is attached once, with its numbers and its picture; then it is known again, and updated when it is another', async () => {
    const first = await attach(subjectOf());
    expect(first).toMatchObject({ state: 'done', kind: 'juliabase.result.add', target: storySeries });
    const result = await resultOf(first);
    expect(result).toMatchObject({ title: 'double over thickness', seriesNames: [storySeries], sampleIds: [] });
    expect(result.comments).toContain('double over thickness of ');
    expect(result.table.headings).toEqual([
      ...['curve', 'points', 'slope/(nm/nm)', 'standard error of slope/(nm/nm)', 'intercept/nm', 'p'],
    ]);
    const [[curve, points, slope] = []] = result.table.rows;
    expect([curve, points, Number(slope)]).toEqual(['double', '12', expect.closeTo(2)]);
    const image = { connectionId: core.connectionId, resultId: result.id, thumbnail: false };
    const picture = await core.app.bytes('result-image', JSON.stringify(image), new AbortController().signal);
    expect(await readPicture('figure', await wholeBytes(picture))).toMatchObject({ kind: 'table' });

    expect(await plan(subjectOf())).toMatchObject({ action: 'unchanged', changes: [] });
    const other = subjectOf({ line: { method: 'theil-sen', level: 0.9 } });
    const update = await plan(other);
    expect(update).toMatchObject({ action: 'update', existing: { resultId: result.id } });
    expect(update.changes.map(({ what }) => what)).toEqual(expect.arrayContaining(['Comments', 'Image', 'Table']));
    expect(update.columns).not.toContain('slope-stderr');
    expect(await attach(other)).toMatchObject({ kind: 'juliabase.result.edit', remoteId: first.remoteId });
  });

  test('an answer of another day is the same figure, other columns are another', async () => {
    expect((await plan(subjectOf())).existing).not.toBeNull();
    const before = mined;
    mined = await make(true);
    expect(mined.table.tableId).not.toBe(before.table.tableId);
    expect((await plan(subjectOf())).existing).not.toBeNull();
    expect(await plan(subjectOf({ x: 'double', ys: [{ column: 'thickness', error: null }] }))).toMatchObject({
      action: 'create',
      draft: { title: 'thickness over double' },
    });
  });

  test('belongs to samples where they are named, by any of their names, each once', async () => {
    const samples: AttachTarget = { kind: 'samples', names: ['26S-003', '26S-004', '26S-003'] };
    const item = await attach(subjectOf({ line: null }, samples), { columns: ['curve', 'mean', 'ea'] });
    const result = await resultOf(item);
    expect(result.sampleIds).toHaveLength(2);
    expect(result.seriesNames).toEqual([]);
    expect(result.table.headings).toEqual(['curve', 'mean/nm']);
    expect((await plan(subjectOf({ line: null }, samples))).existing?.resultId).toBe(result.id);
  });

  test('only what is seen counts', async () => {
    const all = await plan(subjectOf({ line: null }), { columns: ['points', 'min', 'max'] });
    const [from, to] = [Number(all.table.rows[0]?.[1]) + 1, Number(all.table.rows[0]?.[2]) - 1];
    const part = await plan(subjectOf({ line: null, seen: { x: null, y: [from, to] } }), {
      columns: ['points', 'min'],
    });
    expect(Number(part.table.rows[0]?.[0])).toBeLessThan(Number(all.table.rows[0]?.[0]));
    expect(Number(part.table.rows[0]?.[1])).toBeGreaterThan(from);
    expect(part.draft.comments).toContain('A part of the axes.');
  });
});

test.each([
  [{ kind: 'series', name: 'nosuch' }, 'There is no sample series nosuch'],
  [{ kind: 'samples', names: ['nosuch'] }, 'nosuch'],
] as const)('%j is refused before anything is sent', async (target, sentence) => {
  const wrong: AttachTarget = target.kind === 'samples' ? { ...target, names: [...target.names] } : target;
  await expect(plan(subjectOf({}, wrong))).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining(sentence),
  });
});
