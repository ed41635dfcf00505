import { beforeEach, describe, expect, it } from 'vitest';
import {
  clusterToolDeposition,
  fiveChamberDeposition,
  type JuliaBaseClient,
  layerThicknessMeasurement,
  pdsMeasurement,
  type SeriesDraft,
  type TableOf,
} from '../clients/juliabase/index.ts';
import type { DemoOptions } from '../demo/index.ts';
import { labOfBlock, resultDraft, storySeries, strikeAt, type TestLab, writtenPaths } from './juliabase-lab.ts';

/** What a client must do with series, tables, tasks, news and messages; the same for all answer modes of a server. */
export function juliaBaseOfficeSuite(name: string, options: Partial<DemoOptions>): void {
  describe(name, () => {
    let lab: TestLab;
    let client: JuliaBaseClient;
    let admin: JuliaBaseClient;

    const freshLab = labOfBlock(options);
    beforeEach(() => {
      ({ lab, client, admin } = freshLab());
    });

    const idOf = async (sampleName: string): Promise<number> => (await client.samples.get(sampleName)).id;

    describe('series', () => {
      const draft = async (change: Partial<SeriesDraft> = {}): Promise<SeriesDraft> => ({
        shortName: 'doping',
        topic: 'Thin-film silicon',
        description: 'PH3 *ramp*',
        sampleIds: await Promise.all(['26S-001', '26S-009'].map(idOf)),
        ...change,
      });

      it('adds one under the name with its prefix', async () => {
        const year = String(new Date().getFullYear()).slice(2);
        const wanted = await draft();
        const listed = await client.keys.mySamples();
        const series = await client.series.add(wanted);
        expect(series.name).toBe(`l.brandt-${year}-doping`);
        expect(series.members.map(({ id }) => id)).toEqual(wanted.sampleIds);
        expect(await client.series.mine()).toContain(series.name);
        expect(await client.keys.mySamples()).toEqual(listed);
        expect((await client.series.add(await draft({ prefix: '' }))).name).toBe('doping');
        const again = client.series.add(await draft({ prefix: '' }));
        await expect(again).rejects.toMatchObject({ code: 'conflict', details: { outcome: 'not-created' } });
      });

      it.each<[string, Partial<SeriesDraft>]>([
        ['shortName', { shortName: ' ' }],
        ['shortName', { shortName: 'x'.repeat(45) }],
        ['topic', { topic: 'no such topic' }],
        ['description', { description: '' }],
        ['description', { description: 'a\n===' }],
        ['sampleIds', { sampleIds: [] }],
      ])('sends nothing that the server would refuse: %s', async (field, change) => {
        const adding = client.series.add(await draft(change));
        await expect(adding).rejects.toMatchObject({ details: { field, outcome: 'not-created' } });
        expect(writtenPaths(lab)).toEqual([]);
      });

      it('names the fields that the server refuses', async () => {
        const lind = lab.client('s.lind');
        const adding = lind.series.edit(storySeries, {
          responsiblePerson: 's.lind',
          topic: 'Thin-film silicon',
          description: 'mine now',
          sampleIds: [1],
          editDescription: 'taken over',
        });
        await expect(adding).rejects.toMatchObject({ code: 'forbidden', details: { outcome: 'not-created' } });
      });

      it('replaces its samples and finds what became of a lost answer', async () => {
        const series = await client.series.add(await draft({ prefix: '' }));
        const edit = {
          responsiblePerson: 'l.brandt',
          topic: 'Doped layers',
          description: 'other samples',
          sampleIds: [await idOf('26S-005')],
          editDescription: 'mixed up',
        };
        strikeAt(lab, '^sample_series/.*/edit/', 'reset-after-commit');
        const edited = await client.series.edit(series.name, edit);
        expect(edited.members.map(({ name: member }) => member)).toEqual(['26S-005']);
        strikeAt(lab, '^sample_series/.*/edit/', 'reset-before');
        const lost = client.series.edit(series.name, { ...edit, sampleIds: [await idOf('26S-006')] });
        await expect(lost).rejects.toMatchObject({ details: { outcome: 'unknown' } });
        strikeAt(lab, '^sample_series/add/', 'reset-after-commit');
        expect((await client.series.add(await draft({ prefix: 'x-' }))).name).toBe('x-doping');
        strikeAt(lab, '^sample_series/add/', 'html');
        const page = client.series.add(await draft({ prefix: 'y-' }));
        await expect(page).rejects.toMatchObject({ details: { outcome: 'not-created' } });
      });
    });

    describe('tables', () => {
      it('gives the samples of a series with the columns that are wanted', async () => {
        const columns = await client.tables.columns({ series: storySeries });
        expect(columns.map(({ heading }) => heading)).toEqual(expect.arrayContaining(['name', 'purpose', 'topic']));
        const wanted = columns.filter(({ heading }) => heading === 'name' || heading === 'purpose');
        const table = await client.tables.read({ series: storySeries }, { columns: wanted });
        expect(table.headings).toEqual(['sample', 'name', 'purpose']);
        expect(table.rows).toHaveLength(12);
        expect(table.rows[0]).toEqual(['26S-001', '26S-001', 'SC 3.0 %']);
      });

      it('asks for long tables in slices', async () => {
        const { rows } = await client.tables.read({ series: 'Round robin 50' });
        expect(rows).toHaveLength(50);
        const tooLong = { match: { method: 'GET', path: '^sample_series/.*/export/' }, kind: 'status' as const };
        const short = lab.client();
        const columns = (await short.tables.columns({ series: 'Round robin 50' })).slice(0, 1);
        lab.demo.control.setFaults([
          { ...tooLong, status: 414 },
          { ...tooLong, status: 400 },
        ]);
        lab.demo.control.clearRequests();
        expect((await short.tables.read({ series: 'Round robin 50' }, { columns })).rows).toHaveLength(50);
        const slices = lab.demo.control.requests().filter(({ path }) => path.startsWith('sample_series/'));
        expect(slices.map(({ status }) => status)).toEqual([414, 400, 200, 200]);
        const none = await client.tables.read({ series: 'Planned for 2027' });
        expect(none).toEqual({ headings: [], rows: [] });
      });

      it('gives the processes of a sample and the rows of a Result', async () => {
        const { headings, rows } = await client.tables.read({ sample: '26S-001' });
        expect(headings).toEqual(expect.arrayContaining(['process', 'timestamp', 'operator']));
        expect(rows.length).toBeGreaterThan(3);
        const result = await client.results.add(resultDraft());
        const values = await client.tables.read({ result: result.id });
        expect(values.headings).toEqual(expect.arrayContaining(['T/°C', 'sigma/(S/cm)']));
        expect(values.rows).toHaveLength(3);
        expect(values.rows[0]).toContain('row #1');
        expect(values.rows[2]).toContain(null);
      });

      it('lists samples that fit a search', async () => {
        const columns = (await client.tables.columns({ samples: { name: '26s-0' } })).slice(0, 2);
        const table = await client.tables.read({ samples: { name: '26s-0', topic: 'silicon' } }, { columns });
        expect(table.headings).toEqual(['', 'name', 'current location']);
        expect(table.rows.map(([first]) => first)).toContain('26S-001');
        const none = await client.tables.read({ samples: { name: 'no such' } }, { columns });
        expect(none.rows).toEqual([]);
      });

      it('gives lab notebooks to those who may see every deposition', async () => {
        const notebook: TableOf = { labNotebook: fiveChamberDeposition, year: 2026, month: 1 };
        const { rows } = await lab.client('s.lind').tables.read(notebook);
        expect(rows.length).toBeGreaterThan(5);
        expect(rows.flat()).toContain('26S-001');
        await expect(client.tables.read(notebook)).rejects.toMatchObject({ code: 'forbidden' });
        await expect(client.tables.read({ sample: 'nothing' })).rejects.toMatchObject({ code: 'not-found' });
      });
    });

    describe('tasks', () => {
      it('lists those of the chosen lists', async () => {
        const tasks = await client.tasks.list();
        expect(tasks.map(({ processClass }) => processClass)).toEqual(
          expect.arrayContaining(['conductivity measurement', 'PDS measurement']),
        );
        expect(tasks[0]).toMatchObject({ status: 'new', priority: 'normal', operator: null });
        const lists = await client.tasks.lists();
        const cluster = lists.find((list) => list.name.endsWith(clusterToolDeposition.typeName));
        await client.tasks.show([cluster?.classId ?? 0]);
        expect(await client.tasks.list()).toEqual([]);
      });

      it('adds, edits and removes one', async () => {
        const sampleIds = [await idOf('26S-011')];
        const task = await client.tasks.add({
          processClass: pdsMeasurement,
          priority: 'high',
          comments: 'before the anneal',
          sampleIds,
        });
        expect(task).toMatchObject({
          processClass: 'PDS measurement',
          customer: 'l.brandt',
          status: 'new',
          priority: 'high',
          sampleIds,
        });
        const id = task?.id ?? 0;
        const edited = await client.tasks.edit(id, { status: 'accepted', operator: 't.okafor' });
        expect(edited).toMatchObject({
          ...task,
          status: 'accepted',
          operator: 't.okafor',
          lastModifiedUtc: expect.any(String),
        });
        expect(await client.tasks.edit(id, { operator: null })).toMatchObject({ status: 'accepted', operator: null });
        const okafor = lab.client('t.okafor');
        await expect(okafor.tasks.remove(id)).rejects.toMatchObject({
          code: 'forbidden',
          details: { outcome: 'not-created' },
        });
        strikeAt(lab, `^tasks/${id}/remove/`, 'reset-after-commit');
        await client.tasks.remove(id);
        expect((await client.tasks.list()).map((one) => one.id)).not.toContain(id);
      });

      it('finds a task whose answer was lost, and says which it cannot see', async () => {
        const sampleIds = [await idOf('26S-001')];
        strikeAt(lab, '^tasks/add/', 'reset-after-commit');
        expect(await client.tasks.add({ processClass: pdsMeasurement, sampleIds })).toMatchObject({ sampleIds });
        expect(await client.tasks.add({ processClass: layerThicknessMeasurement, sampleIds })).toBeUndefined();
        await expect(client.tasks.edit(4242, { status: 'finished' })).rejects.toMatchObject({
          code: 'not-found',
          details: { outcome: 'not-created' },
        });
        const none = client.tasks.add({ processClass: pdsMeasurement, sampleIds: [] });
        await expect(none).rejects.toMatchObject({ details: { field: 'sampleIds', outcome: 'not-created' } });
        const unknown = { ...pdsMeasurement, typeName: 'no such class' };
        await expect(client.tasks.add({ processClass: unknown, sampleIds })).rejects.toMatchObject({
          code: 'not-found',
          details: { field: 'processClass' },
        });
      });
    });

    describe('news and messages', () => {
      it('reads the news of the user', async () => {
        const result = await client.results.add(resultDraft({ title: 'a < b' }));
        const [newest] = await client.feed.read();
        expect(newest).toMatchObject({
          title: 'New result: a < b',
          author: 'Lena Brandt',
          category: 'new result',
          link: expect.stringMatching(new RegExp(`results/${result.id}$`)),
        });
        const address = await client.feed.address();
        expect(address).toMatch(/feeds\/l\.brandt\+[0-9a-f]{10}$/);
        expect((await fetch(address)).status).toBe(200);
      });

      it('says how a set-up is, and takes it back', async () => {
        await client.status.add({ level: 'red', message: 'Pump *broken*', processClasses: [pdsMeasurement] });
        const page = async (): Promise<unknown> => client.open('status/', undefined, { responseIsJson: false });
        expect(await page()).toContain('Pump *broken*');
        strikeAt(lab, '^status/add/', 'reset-before');
        const lost = client.status.add({ level: 'green', message: 'Lost', processClasses: [pdsMeasurement] });
        await expect(lost).rejects.toMatchObject({ details: { outcome: 'unknown' } });
        strikeAt(lab, '^status/add/', 'reset-after-commit');
        await client.status.add({ level: 'green', message: 'Found *again*', processClasses: [pdsMeasurement] });
        await client.status.withdraw(3);
        expect(await page()).not.toContain('Pump *broken*');
        await expect(client.status.withdraw(1)).rejects.toMatchObject({ code: 'forbidden' });
        const nowhere = client.status.add({ level: 'red', message: 'x', processClasses: [] });
        await expect(nowhere).rejects.toMatchObject({ details: { field: 'processClasses', outcome: 'not-created' } });
      });

      it('folds and unfolds topics and series in the main menu', async () => {
        const topicId = (await client.keys.topics()).get('Thin-film silicon') ?? 0;
        for (const element of [{ topicId }, { series: storySeries }]) {
          await client.mainMenu.fold(element, true);
          await client.mainMenu.fold(element, true);
          expect(await client.mainMenu.isFolded(element)).toBe(true);
          await client.mainMenu.fold(element, false);
          expect(await client.mainMenu.isFolded(element)).toBe(false);
        }
      });

      it('gives files as they are', async () => {
        const [result] = (await client.series.results(storySeries)).filter(({ imageType }) => imageType === 'png');
        const file = await client.file(`results/images/${result?.id}`);
        expect(file.contentType).toBe('image/png');
        await expect(client.file('../elsewhere')).rejects.toMatchObject({ code: 'invalid-input' });
      });

      it('lists what administrators may list', async () => {
        expect(await admin.keys.availableItems('Sample')).toContain(await idOf('26S-001'));
        await expect(client.keys.availableItems('Sample')).rejects.toMatchObject({ code: 'forbidden' });
        await expect(admin.keys.availableItems('Nothing')).rejects.toMatchObject({ code: 'not-found' });
      });
    });
  });
}
