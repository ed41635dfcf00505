import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JuliaBaseClient } from '../clients/juliabase/index.ts';
import { AppError, createMarker, isAppError, isResult, readMarks } from '../clients/juliabase/index.ts';
import type { DemoOptions } from '../demo/index.ts';
import { labOfBlock, resultDraft, storySeries, type TestLab, tinyPng } from './juliabase-lab.ts';

/** What a client of JuliaBase must do with a server of any kind; the same for all of its answer modes. */
export function juliaBaseSuite(name: string, options: Partial<DemoOptions>): void {
  describe(name, () => {
    let lab: TestLab;
    let client: JuliaBaseClient;

    const freshLab = labOfBlock(options);
    beforeEach(() => {
      ({ lab, client } = freshLab());
    });
    afterEach(() => client.close());

    const signIns = (): number => lab.demo.control.requestCounts()['POST login_remote_client'] ?? 0;
    const posts = (path: string): number => lab.demo.control.requestCounts()[`POST ${path}`] ?? 0;
    const idOf = async (sampleName: string): Promise<number> => (await client.samples.get(sampleName)).id;

    describe('session', () => {
      it('signs in once for parallel calls, also when the session has expired', async () => {
        await Promise.all(Array.from({ length: 8 }, () => client.keys.mySamples()));
        expect(signIns()).toBe(1);
        lab.demo.control.expireSessions();
        await Promise.all(Array.from({ length: 8 }, () => client.keys.mySamples()));
        expect(signIns()).toBe(2);
      });

      it('sends a refused password once and again only when told', async () => {
        let asked = 0;
        const wrong = lab.client('l.brandt', {
          password: async () => {
            asked++;
            return asked < 2 ? 'wrong' : 'quarry-demo';
          },
        });
        await expect(wrong.keys.topics()).rejects.toMatchObject({ code: 'auth-required', source: 'lab' });
        await expect(wrong.keys.topics()).rejects.toMatchObject({ code: 'auth-required' });
        expect(signIns()).toBe(1);
        await wrong.signIn();
        expect((await wrong.keys.topics()).size).toBeGreaterThan(2);
      });

      it('goes on after a writing session has expired', async () => {
        const [id] = [await idOf('26S-001')];
        await client.mySamples.change({ remove: [id] });
        lab.demo.control.expireSessions();
        expect(await client.mySamples.change({ add: [id] })).toEqual([id]);
      });

      it('signs out and can be used again', async () => {
        await client.signIn();
        await client.signOut();
        expect((await client.keys.users()).has('l.brandt')).toBe(true);
        expect(signIns()).toBe(2);
      });

      it('tells step by step how far a connection works', async () => {
        expect((await client.probe()).steps.map(({ step, ok }) => [step, ok])).toEqual([
          ['reachable', true],
          ['juliabase', true],
          ['sign-in', true],
          ['read', true],
        ]);
        const wrong = await lab.client('l.brandt', { password: 'wrong' }).probe();
        expect(wrong).toMatchObject({ ok: false });
        expect(wrong.steps.at(-1)).toMatchObject({ step: 'sign-in', ok: false });
        const elsewhere = await lab.client('l.brandt', { url: `${lab.demo.url}samples/` }).probe();
        expect(elsewhere.steps.at(-1)).toMatchObject({ step: 'juliabase', ok: false });
      });
    });

    describe('open', () => {
      it('gives JSON, text, and named errors', async () => {
        expect(await client.open('primary_keys?users=l.brandt')).toHaveProperty(['users', 'l.brandt']);
        expect(await client.open('about', undefined, { responseIsJson: false })).toContain('<html');
        await expect(client.open('samples/no-such-sample')).rejects.toMatchObject({
          code: 'not-found',
          juliaBaseCode: 2,
        });
        await expect(client.open('')).rejects.toBeInstanceOf(AppError);
        await expect(client.open('../elsewhere')).rejects.toMatchObject({ code: 'invalid-input' });
      });

      it('names the fields of a rejected form', async () => {
        const sending = client.open('sample_series/add/', { name_prefix_data: 'x-', short_name: 'y' });
        await expect(sending).rejects.toMatchObject({ code: 'invalid-input', juliaBaseCode: 1 });
        const error = await sending.catch((failure: unknown) => failure);
        expect(isAppError(error) && JSON.stringify(error.details?.fields)).toMatch(/required/i);
      });
    });

    describe('reading', () => {
      it('finds samples by names of all kinds, by alias and by id', async () => {
        for (const sampleName of [
          '26S-001',
          '26-LB-a/b',
          '26-LB-#7',
          '26-LB-50%',
          '26-LB-(x)',
          '26-LB-Zn₂',
          '26-LB-<b>x</b>',
        ]) {
          const sample = await client.samples.get(sampleName);
          expect(sample.name).toBe(sampleName);
          expect((await client.samples.byId(sample.id)).name).toBe(sampleName);
        }
        expect((await client.samples.get('SC3-glass')).name).not.toBe('SC3-glass');
        const candidates = expect.arrayContaining([expect.any(Number)]);
        await expect(client.samples.get('OLD-7')).rejects.toMatchObject({ code: 'conflict', details: { candidates } });
        await expect(client.samples.get('nothing')).rejects.toMatchObject({ code: 'not-found' });
      });

      it('keeps processes in order and every further field', async () => {
        const sample = await client.samples.get('25L-001-a');
        expect(sample.splitOrigin).toContain('25L-001');
        expect(sample.processes.length).toBeGreaterThan(1);
        expect(sample.processes.map(({ typeName }) => typeName)).toContain('sample split');
        const layered = await lab.client('m.keller').samples.get('25L-004');
        expect(layered.otherFields.entries.map(({ key }) => key)).toContain('informal layer #1');
      });

      it('searches samples and says how many there are', async () => {
        const { items, total, capped } = await client.samples.search({ namePattern: '26s-00', limit: 3 });
        expect(items).toHaveLength(3);
        expect(items.every(({ id }) => id !== null)).toBe(true);
        expect(total).toBeGreaterThanOrEqual(9);
        expect(capped).toBe(false);
      });

      it('finds series, their members and the series of a sample', async () => {
        const { names } = await client.series.list();
        expect(names).toContain(storySeries);
        expect(names).not.toContain('Helios pilot line');
        expect((await client.series.list({ name: 'sc VAR' })).names).toEqual([storySeries]);
        const { members } = await client.series.get(storySeries);
        expect(members.map(({ name: member }) => member)).toEqual(
          Array.from({ length: 12 }, (_, index) => `26S-${String(index + 1).padStart(3, '0')}`),
        );
        expect((await client.series.get('Round robin 50')).members).toHaveLength(50);
        expect((await client.series.get('Planned for 2027')).members).toEqual([]);
        expect(await client.series.ofSample('26S-001')).toContain(storySeries);
        const unknown = expect.stringMatching(/^lab says about series “no such series”: /);
        await expect(client.series.get('no such series')).rejects.toMatchObject({
          code: 'not-found',
          message: unknown,
        });
        await expect(client.series.get('Comparison with Helios')).rejects.toMatchObject({ code: 'forbidden' });
      });

      it('finds results that only a series has', async () => {
        const inherited = await client.samples.seriesResults('26S-001');
        expect(inherited.every(({ sampleIds }) => sampleIds.length === 0)).toBe(true);
        const results = await client.series.results(storySeries);
        expect(results.length).toBeGreaterThan(0);
        expect(results.every(({ seriesNames }) => seriesNames.includes(storySeries))).toBe(true);
      });

      it('reads processes and pictures', async () => {
        const sample = await client.samples.get('26S-001');
        const measurement = sample.processes.find(({ typeName }) => typeName === 'conductivity measurement');
        expect(measurement && (await client.processes.get(measurement.id))).toEqual(measurement);
        const pictured = (await client.series.results(storySeries)).find(({ imageType }) => imageType === 'png');
        const id = pictured?.id ?? 0;
        expect((await client.results.image(id)).type).toBe('png');
        expect((await client.results.image(id, { thumbnail: true })).type).toBe('png');
        await expect(client.processes.get(999_999)).rejects.toMatchObject({ code: 'not-found' });
      });

      it('knows keys, rights and administrators', async () => {
        const keys = await client.keys.samples(['26S-001', 'OLD-7', 'SC3-glass', 'nothing']);
        expect(keys.get('26S-001')).toBe(await idOf('26S-001'));
        expect(keys.get('OLD-7')).toHaveLength(2);
        expect(keys.get('SC3-glass')).toHaveLength(1);
        expect(keys.has('nothing')).toBe(false);
        expect(await client.users.may('l.brandt', 'institute.add_conductivitymeasurement')).toBe(true);
        await expect(client.users.get('m.keller')).rejects.toMatchObject({ code: 'forbidden' });
        expect(await client.users.isAdmin()).toBe(false);
        expect(await lab.client('m.keller').users.isAdmin()).toBe(true);
      });
    });

    describe('my samples', () => {
      it('tells what really changed', async () => {
        const id = await idOf('26S-004');
        await client.mySamples.change({ remove: [id] });
        expect(await client.mySamples.change({ add: [id, 999_999] })).toEqual([id]);
      });

      it('puts samples on the list for the time of a work only, and writes it down before', async () => {
        const ids = await Promise.all([idOf('26S-004'), idOf('26S-005')]);
        await client.mySamples.change({ remove: ids, add: [] });
        await client.mySamples.change({ add: ids.slice(0, 1) });
        const journal: unknown[] = [];
        const careful = lab.client('l.brandt', {
          undoJournal: {
            begin: async (entry) => {
              journal.push(entry, (await client.keys.mySamples()).has('26S-005'));
              return 'token';
            },
            done: async (token) => void journal.push(token),
          },
        });
        const present = await careful.mySamples.temporary(ids, () => careful.keys.mySamples());
        expect([present.has('26S-004'), present.has('26S-005')]).toEqual([true, true]);
        expect(journal).toEqual([{ user: 'l.brandt', added: ids.slice(1) }, false, 'token']);
        const failing = careful.mySamples.temporary(ids, () => Promise.reject(new Error('work failed')));
        await expect(failing).rejects.toThrow('work failed');
        const after = await client.keys.mySamples();
        expect([after.has('26S-004'), after.has('26S-005')]).toEqual([true, false]);
      });

      it('refuses what cannot be selected, before the work', async () => {
        let worked = false;
        const working = client.mySamples.temporary([999_999], async () => {
          worked = true;
        });
        await expect(working).rejects.toMatchObject({ code: 'not-found', details: { sampleIds: [999_999] } });
        expect(worked).toBe(false);
      });
    });

    describe('results', () => {
      it('adds one with image and table to a series and reads it back', async () => {
        const outcomes: unknown[] = [];
        const marker = createMarker();
        const identity = createMarker();
        const draft = resultDraft({ marker, figureIdentity: identity, image: { bytes: tinyPng, fileName: 'a"b.png' } });
        const result = await client.results.add(draft, {
          onBeforeSend: (write) => void outcomes.push(write),
          onOutcome: (outcome) => void outcomes.push(outcome),
        });
        expect(result).toMatchObject({
          title: draft.title,
          table: draft.table,
          seriesNames: [storySeries],
          imageType: 'png',
          marker,
        });
        expect(readMarks(result.comments)).toEqual({ marker, identity });
        expect(outcomes).toEqual([{ marker }, { outcome: 'created', id: result.id }]);
        expect((await client.results.image(result.id)).bytes).toEqual(tinyPng);
        expect(await client.results.findByMarker(marker)).toEqual({ hits: [result.id], complete: true });
        expect((await client.series.results(storySeries)).map(({ id }) => id)).toContain(result.id);
        expect((await client.samples.seriesResults('26S-001')).map(({ id }) => id)).toContain(result.id);
      });

      it('adds one to many samples and leaves My Samples as they were', async () => {
        const before = await client.keys.mySamples();
        const ids = await Promise.all(['26S-001', '26S-002', '26S-003'].map(idOf));
        await client.mySamples.change({ remove: ids });
        const result = await client.results.add(
          resultDraft({ sampleIds: ids, seriesNames: [storySeries, 'Reference 2026'] }),
        );
        expect(result.sampleIds.toSorted()).toEqual(ids.toSorted());
        expect(result.seriesNames.toSorted()).toEqual(['Reference 2026', storySeries].toSorted());
        const after = await client.keys.mySamples();
        expect([...after.keys()].sort()).toEqual([...before.keys()].filter((key) => !/^26S-00[123]$/.test(key)).sort());
        const sample = await client.samples.byId(ids[0] ?? 0);
        expect(sample.processes.filter(isResult).map(({ id }) => id)).toContain(result.id);
      });

      it('adds as administrator, and for an external operator', async () => {
        for (const user of ['m.keller', 's.lind']) {
          const other = lab.client(user);
          expect((await other.results.add(resultDraft())).operator).toBe(user);
        }
        const admin = lab.client('m.keller');
        const externalOperatorId = (await admin.keys.externalOperators()).get('Glass works Northfield') ?? 0;
        expect((await admin.results.add(resultDraft({ externalOperatorId }))).externalOperator).toBe(
          'Glass works Northfield',
        );
        const contact = lab.client('l.brandt');
        const own = contact.results.add(resultDraft({ externalOperatorId }));
        await expect(own.then(({ externalOperator }) => externalOperator)).resolves.toBe('Glass works Northfield');
      });

      it.each<[string, Parameters<typeof resultDraft>[0], string]>([
        ['title', { title: 'x'.repeat(51) }, '51 characters'],
        ['comments', { comments: 'a ![b](c)' }, 'image'],
        ['comments', { comments: 'a\n====' }, 'only - or ='],
        ['timestampUtc', { timestampUtc: '2999-01-01T00:00:00Z' }, 'future'],
        ['image', { image: { bytes: Buffer.from('GIF89a'), fileName: 'x.gif' } }, 'x.gif'],
        ['sampleIds', { seriesNames: [] }, 'no sample and no series'],
        ['table', { table: { headings: ['a', 'a'], rows: [['1', '2']] } }, '"a" stands twice'],
        [
          'table',
          {
            table: {
              headings: Array.from({ length: 11 }, (_, i) => `c${i}`),
              rows: Array.from({ length: 95 }, () => Array(11).fill('1')),
            },
          },
          '1000',
        ],
      ])('sends nothing that the server would reject: %s', async (field, change, words) => {
        const error: unknown = await client.results.add(resultDraft(change)).catch((failure: unknown) => failure);
        expect(error).toMatchObject({ code: 'invalid-input', details: { field, outcome: 'not-created' } });
        expect(isAppError(error) && error.message).toContain(words);
        expect(posts('results/add/')).toBe(0);
      });

      it('sees surely that nothing was made without permission or for an unknown series', async () => {
        const unknown = client.results.add(resultDraft({ seriesNames: ['no such series'] }));
        await expect(unknown).rejects.toMatchObject({ code: 'not-found', details: { outcome: 'not-created' } });
        const ids = [await idOf('26S-001')];
        const guest = lab.client('v.guest').results.add(resultDraft({ sampleIds: ids, seriesNames: [] }));
        const error = await guest.catch((failure: unknown) => failure);
        expect(error).toMatchObject({ details: { outcome: 'not-created' } });
      });

      it('handles samples that folding hides: one by preset, more by a clear refusal', async () => {
        const ids = await Promise.all(['26S-001', '26S-002'].map(idOf));
        await client.mySamples.change({ add: ids });
        const topic = (await client.samples.get('26S-001')).topic ?? '';
        await client.open('fold_main_menu_element/', { element_id: (await client.keys.topics()).get(topic) ?? 0 });
        const one = await client.results.add(resultDraft({ sampleIds: ids.slice(0, 1) }));
        expect(one.sampleIds).toEqual(ids.slice(0, 1));
        const both = client.results.add(resultDraft({ sampleIds: ids }));
        await expect(both).rejects.toMatchObject({ code: 'conflict', details: { outcome: 'not-created' } });
        const remedy = expect.stringContaining(topic);
        await expect(both).rejects.toMatchObject({ remedy });
      });

      it('edits with all that stays, keeps the time to the millisecond, and sends nothing without a difference', async () => {
        const ids = [await idOf('26S-001')];
        const added = await client.results.add(
          resultDraft({ sampleIds: ids, image: { bytes: tinyPng, fileName: 'x.png' } }),
        );
        const expected = await client.results.state(added.id);
        const edited = await client.results.edit(added.id, {
          title: 'conductivity II',
          description: 'better name',
          expect: expected,
        });
        expect(edited).toMatchObject({
          changed: true,
          title: 'conductivity II',
          sampleIds: ids,
          timestampUtc: added.timestampUtc,
          table: added.table,
          marker: added.marker,
          imageType: 'png',
        });
        lab.demo.control.clearRequests();
        expect(await client.results.edit(added.id, { title: 'conductivity II', description: 'again' })).toMatchObject({
          changed: false,
        });
        expect(posts(`results/${added.id}/edit/`)).toBe(0);
        const stale = client.results.edit(added.id, { title: 'III', description: 'x', expect: expected });
        await expect(stale).rejects.toMatchObject({
          code: 'conflict',
          details: { differs: ['title'], outcome: 'not-created' },
        });
      });

      it('adds samples by an edit, also to a record without marks', async () => {
        const [first] = await client.series.results(storySeries);
        const ids = await Promise.all(['26S-006', '26S-007'].map(idOf));
        const admin = lab.client('m.keller');
        await admin.mySamples.change({ remove: ids });
        const edited = await admin.results.edit(first?.id ?? 0, { sampleIds: ids, description: 'measured on these' });
        expect(edited.sampleIds.toSorted()).toEqual(ids.toSorted());
        expect(edited.operator).toBe(first?.operator);
        expect(readMarks(edited.comments)?.marker).toBe(edited.marker);
      });
    });
  });
}
