import { beforeEach, describe, expect, it } from 'vitest';
import type { JuliaBaseClient, SampleDraft } from '../clients/juliabase/index.ts';
import type { DemoOptions } from '../demo/index.ts';
import { labOfBlock, storySeries, strikeAt, type TestLab, writtenPaths } from './juliabase-lab.ts';

/** What a client must do when it changes samples; the same for all answer modes of a server. */
export function juliaBaseSamplesSuite(name: string, options: Partial<DemoOptions>): void {
  describe(name, () => {
    let lab: TestLab;
    let client: JuliaBaseClient;
    let admin: JuliaBaseClient;

    const freshLab = labOfBlock(options);
    beforeEach(() => {
      ({ lab, client, admin } = freshLab());
    });

    const draft = (change: Partial<SampleDraft> = {}): SampleDraft => ({
      name: '26-LB-new',
      currentLocation: 'shelf 3',
      ...change,
    });

    describe('adding samples', () => {
      it('adds one with all it can have and reads it back', async () => {
        const outcomes: unknown[] = [];
        const full = draft({
          responsiblePerson: 's.lind',
          purpose: 'reference',
          tags: ['thin', 'reference'],
          topic: 'Thin-film silicon',
        });
        const sample = await client.samples.add(full, { onOutcome: (outcome) => void outcomes.push(outcome) });
        expect(sample).toMatchObject({ ...full, processes: [] });
        expect(outcomes).toEqual([{ outcome: 'created', id: sample.id }]);
        expect((await client.keys.mySamples()).get('26-LB-new')).toBe(sample.id);
        expect((await client.samples.add(draft({ name: '26-LB-two' }))).responsiblePerson).toBe('l.brandt');
      });

      it('refuses a name that is taken, and one whose alias the server would delete, before it sends anything', async () => {
        const sampleId = (await client.samples.get('26S-001')).id;
        const taken = client.samples.add(draft({ name: '26S-001' }));
        await expect(taken).rejects.toMatchObject({ code: 'conflict', details: { sampleId, outcome: 'not-created' } });
        await client.samples.rename('26-LB-a/b', '26-LB-c');
        const alias = client.samples.add(draft({ name: '26-LB-a/b' }));
        await expect(alias).rejects.toMatchObject({ code: 'conflict', details: { outcome: 'not-created' } });
        expect(writtenPaths(lab)).toEqual(['samples/rename/']);
        expect((await client.samples.add(draft({ name: '26-LB-a/b', replacesAliases: true }))).name).toBe('26-LB-a/b');
      });

      it.each<[string, Partial<SampleDraft>]>([
        ['name', { name: 'x'.repeat(31) }],
        ['name', { name: ' ' }],
        ['currentLocation', { currentLocation: '' }],
        ['currentLocation', { currentLocation: 'x'.repeat(51) }],
        ['purpose', { purpose: 'x'.repeat(81) }],
        ['tags', { tags: ['two words'] }],
        ['tags', { tags: Array.from({ length: 60 }, (_, index) => `tag-${index}`) }],
        ['responsiblePerson', { responsiblePerson: 'nobody' }],
        ['topic', { topic: 'no such topic' }],
      ])('sends nothing that the server would refuse: %s', async (field, change) => {
        const adding = client.samples.add(draft(change));
        await expect(adding).rejects.toMatchObject({ details: { field, outcome: 'not-created' } });
        expect(writtenPaths(lab)).toEqual([]);
      });

      it('tells what the server refuses, and that nothing was made', async () => {
        const adding = client.samples.add(draft({ name: 'no format' }));
        await expect(adding).rejects.toMatchObject({
          code: 'invalid-input',
          juliaBaseCode: 5,
          details: { outcome: 'not-created' },
        });
      });

      it('knows by the name what became of a lost answer', async () => {
        strikeAt(lab, '^add_sample', 'reset-after-commit');
        expect((await client.samples.add(draft())).name).toBe('26-LB-new');
        strikeAt(lab, '^add_sample', 'reset-before');
        const lost = client.samples.add(draft({ name: '26-LB-lost' }));
        await expect(lost).rejects.toMatchObject({ details: { outcome: 'unknown' } });
        strikeAt(lab, '^add_sample', 'html');
        const page = client.samples.add(draft({ name: '26-LB-page' }));
        await expect(page).rejects.toMatchObject({ details: { outcome: 'not-created' } });
      });

      it('adds samples on one substrate and names them together', async () => {
        const ids = await client.samples.addProvisional({
          count: 3,
          substrate: 'corning',
          timestampUtc: '2026-03-01T09:00:00Z',
          inaccuracy: 3,
          currentLocation: 'box',
          topic: 'Thin-film silicon',
        });
        expect(ids).toHaveLength(3);
        const names = ids.map((id, index): [number, string] => [id, `26-LB-p${index}`]);
        await client.samples.bulkRename(new Map(names));
        const samples = await Promise.all(ids.map((id) => client.samples.byId(id)));
        expect(samples.map((sample) => sample.name)).toEqual(['26-LB-p0', '26-LB-p1', '26-LB-p2']);
        expect(samples[0]?.processes).toMatchObject([{ typeName: 'substrate', sampleIds: ids }]);
        const twins = client.samples.bulkRename(new Map(ids.map((id) => [id, '26-LB-same'])));
        await expect(twins).rejects.toMatchObject({ details: { field: 'newNames', outcome: 'not-created' } });
      });

      it('finds samples on a substrate whose answer was lost', async () => {
        strikeAt(lab, '^samples/add/', 'reset-after-commit');
        const ids = await client.samples.addProvisional({
          count: 2,
          substrate: 'glass',
          timestampUtc: '2026-03-01T09:00:00Z',
          inaccuracy: 3,
          currentLocation: 'box',
        });
        expect((await client.samples.byId(ids[1] ?? 0)).name).toMatch(/^\*\d{5}$/);
      });
    });

    describe('editing samples', () => {
      it('changes what is named, keeps the rest, and sends nothing without a difference', async () => {
        const before = await client.samples.get('26S-001');
        const edited = await client.samples.edit('26S-001', {
          currentLocation: 'glove box',
          tags: ['a', 'b'],
          description: 'moved *today*',
        });
        expect(edited).toMatchObject({
          changed: true,
          currentLocation: 'glove box',
          tags: ['a', 'b'],
          topic: before.topic,
          purpose: before.purpose,
          responsiblePerson: before.responsiblePerson,
        });
        lab.demo.control.clearRequests();
        const again = await client.samples.edit('26S-001', { currentLocation: 'glove box', description: 'again' });
        expect(again.changed).toBe(false);
        expect(writtenPaths(lab)).toEqual([]);
      });

      it('takes a sample out of its topic and gives it to somebody else', async () => {
        const edited = await client.samples.edit('26S-002', {
          topic: null,
          responsiblePerson: 's.lind',
          description: 'given away',
        });
        expect(edited).toMatchObject({ topic: null, responsiblePerson: 's.lind' });
      });

      it('refuses an edit of what somebody else has changed', async () => {
        const seen = await client.samples.get('26S-003');
        await client.samples.edit('26S-003', { purpose: 'first', description: 'x' });
        const late = client.samples.edit('26S-003', { purpose: 'second', description: 'x', expect: seen });
        await expect(late).rejects.toMatchObject({
          code: 'conflict',
          details: { differs: ['purpose'], outcome: 'not-created' },
        });
      });

      it('needs words that describe the edit', async () => {
        const silent = client.samples.edit('26S-001', { purpose: 'x', description: ' ' });
        await expect(silent).rejects.toMatchObject({ details: { field: 'description', outcome: 'not-created' } });
      });

      it('keeps informal layers, and says what it cannot change without losing them', async () => {
        const layers = async (): Promise<unknown> => (await admin.samples.get('25L-004')).otherFields;
        const before = await layers();
        const { tags } = await admin.samples.get('25L-004');
        const edited = await admin.samples.edit('25L-004', {
          currentLocation: 'archive',
          tags: [...tags, 'kept'],
          description: 'put away',
        });
        expect(edited).toMatchObject({ changed: true, currentLocation: 'archive', tags: [...tags, 'kept'] });
        expect(await layers()).toEqual(before);
        const purpose = admin.samples.edit('25L-004', { purpose: 'other', description: 'x' });
        await expect(purpose).rejects.toMatchObject({
          code: 'unsupported',
          details: { field: 'purpose', outcome: 'not-created' },
        });
        expect(await layers()).toEqual(before);
      });

      it('says who may not edit', async () => {
        const guest = lab.client('j.park').samples.edit('26-LB-#7', { purpose: 'x', description: 'x' });
        await expect(guest).rejects.toMatchObject({ details: { outcome: 'not-created' } });
      });

      it('sees on the server what became of a lost answer', async () => {
        for (const kind of ['reset-after-commit', 'html-after-commit'] as const) {
          strikeAt(lab, '^samples/.*/edit/', kind);
          const edited = await client.samples.edit('26S-004', { purpose: kind, description: 'x' });
          expect(edited).toMatchObject({ purpose: kind, changed: true });
        }
        strikeAt(lab, '^samples/.*/edit/', 'reset-before');
        const lost = client.samples.edit('26S-004', { purpose: 'lost', description: 'x' });
        await expect(lost).rejects.toMatchObject({ details: { outcome: 'unknown' } });
      });
    });

    describe('names', () => {
      it('renames and keeps the old name as an alias', async () => {
        const { id } = await client.samples.get('26-LB-a/b');
        expect(await client.samples.rename('26-LB-a/b', '26-LB-renamed')).toMatchObject({ id, name: '26-LB-renamed' });
        expect((await client.samples.get('26-LB-a/b')).id).toBe(id);
        await client.samples.rename('26-LB-renamed', '26-LB-again', { keepsAlias: false });
        await expect(client.samples.get('26-LB-renamed')).rejects.toMatchObject({ code: 'not-found' });
      });

      it('names the fields that the server refuses', async () => {
        const refused: unknown = await client.samples.rename('26-LB-a/b', 'no format').catch((error: unknown) => error);
        expect(refused).toMatchObject({
          code: 'invalid-input',
          details: { outcome: 'not-created', fields: [{ field: 'New name', messages: [expect.any(String)] }] },
        });
      });

      it('says that servers cannot add aliases, and adds them where one can', async () => {
        for (const one of [client, admin]) {
          const adding = one.samples.addAlias('26S-001', 'SC-one');
          await expect(adding).rejects.toMatchObject({
            code: 'unsupported',
            details: { outcome: 'not-created' },
            remedy: expect.stringContaining('Rename'),
          });
        }
        lab.demo.control.change({ switches: { brokenAddAlias: false } });
        await admin.samples.addAlias('26S-001', 'SC-one');
        expect((await admin.samples.get('SC-one')).name).toBe('26S-001');
        lab.demo.control.clearRequests();
        await admin.samples.addAlias('26S-001', 'SC-one');
        expect(writtenPaths(lab)).toEqual([]);
        lab.demo.control.change({ switches: { brokenAddAlias: true } });
      });
    });

    describe('splits and deaths', () => {
      it('splits a sample into pieces, and adds more to the same split', async () => {
        const ids = await client.samples.split('26-LB-a/b', {
          pieces: [{ name: '26-LB-a/b-1', purpose: 'XRD' }, { name: '26-LB-a/b-2' }],
          seriesName: storySeries,
        });
        expect([...ids.keys()]).toEqual(['26-LB-a/b-1', '26-LB-a/b-2']);
        const piece = await client.samples.byId(ids.get('26-LB-a/b-1') ?? 0);
        expect(piece).toMatchObject({ name: '26-LB-a/b-1', purpose: 'XRD', splitOrigin: 'split of 26-LB-a/b' });
        expect((await client.series.get(storySeries)).members.map(({ id }) => id)).toEqual(
          expect.arrayContaining([...ids.values()]),
        );
        const splitId = (await client.samples.latestSplit('26-LB-a/b')) ?? 0;
        const more = await client.samples.split('26-LB-a/b', { pieces: [{ name: '26-LB-a/b-3' }], splitId });
        const third = await client.samples.byId(more.get('26-LB-a/b-3') ?? 0);
        expect(third.processes.map(({ id }) => id)).toContain(splitId);
        expect(await client.samples.latestSplit('26S-001')).toBeNull();
      });

      it('finds the pieces of a split whose answer was lost', async () => {
        strikeAt(lab, '^samples/.*/split/', 'reset-after-commit');
        const ids = await client.samples.split('26-LB-#7', { pieces: [{ name: '26-LB-#7-a' }], wholly: true });
        const piece = await client.samples.get('26-LB-#7-a');
        expect(ids.get('26-LB-#7-a')).toBe(piece.id);
        const parent = await client.samples.get('26-LB-#7');
        expect(parent.processes.at(-1)?.typeName).toBe('cease of existence');
      });

      it('refuses pieces without distinct or new names, before sending', async () => {
        const sampleId = (await client.samples.get('26S-002')).id;
        const taken = client.samples.split('26S-001', { pieces: [{ name: '26S-002' }] });
        await expect(taken).rejects.toMatchObject({ code: 'conflict', details: { sampleId, outcome: 'not-created' } });
        for (const pieces of [[], [{ name: 'a' }, { name: 'a' }], [{ name: 'x'.repeat(31) }]]) {
          const splitting = client.samples.split('26S-001', { pieces });
          await expect(splitting).rejects.toMatchObject({ details: { field: 'pieces', outcome: 'not-created' } });
        }
        expect(writtenPaths(lab)).toEqual([]);
      });

      it('says that a sample is lost, once', async () => {
        strikeAt(lab, '^samples/.*/kill/', 'reset-after-commit');
        await client.samples.kill('26-LB-50%', 'lost');
        expect((await client.samples.get('26-LB-50%')).processes.at(-1)?.typeName).toBe('cease of existence');
        await expect(client.samples.kill('26-LB-50%', 'lost')).rejects.toMatchObject({
          code: 'not-found',
          details: { outcome: 'not-created' },
        });
        await expect(client.samples.kill('26-LB-(x)', 'split')).rejects.toMatchObject({
          details: { outcome: 'not-created', fields: [{ field: 'Reason' }] },
        });
      });

      it('deletes a young sample and refuses an old one', async () => {
        await client.samples.add(draft());
        strikeAt(lab, '^samples/.*/delete/', 'reset-after-commit');
        await client.samples.delete('26-LB-new');
        await expect(client.samples.get('26-LB-new')).rejects.toMatchObject({ code: 'not-found' });
        await expect(client.samples.delete('26S-001')).rejects.toMatchObject({
          code: 'forbidden',
          details: { outcome: 'not-created' },
        });
      });

      it('copies informal layers', async () => {
        const target = await admin.samples.get('26S-001');
        await admin.samples.copyInformalStack('25L-004', [target.id]);
        const { otherFields } = await admin.samples.get('26S-001');
        expect(otherFields.entries.map(({ key }) => key)).toContain('informal layer #1');
        expect((await admin.keys.mySamples()).has('26S-001')).toBe(false);
      });
    });

    describe('my samples of others', () => {
      it('are changed by administrators, by login name or key', async () => {
        const { id } = await admin.samples.get('26S-005');
        const park = lab.client('j.park');
        expect(await admin.mySamples.change({ add: [id], user: 'j.park' })).toEqual([id]);
        expect((await park.keys.mySamples()).get('26S-005')).toBe(id);
        const key = (await admin.keys.users()).get('j.park') ?? 0;
        expect(await admin.mySamples.change({ remove: [id], user: key })).toEqual([id]);
        expect((await park.keys.mySamples()).has('26S-005')).toBe(false);
      });

      it('are closed to everybody else', async () => {
        const { id } = await client.samples.get('26S-005');
        const changing = client.mySamples.change({ add: [id], user: 'j.park' });
        await expect(changing).rejects.toMatchObject({ code: 'forbidden', juliaBaseCode: 6 });
        const unknown = admin.mySamples.change({ add: [id], user: 'no.body' });
        await expect(unknown).rejects.toMatchObject({ code: 'not-found', details: { outcome: 'not-created' } });
      });
    });
  });
}
