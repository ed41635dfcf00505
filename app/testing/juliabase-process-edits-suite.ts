import { beforeEach, describe, expect, it } from 'vitest';
import { conductivityMeasurement } from '../../docs/examples/our-institute.ts';
import { fiveChamberDeposition, type JuliaBaseClient, pdsMeasurement } from '../clients/juliabase/index.ts';
import type { DemoOptions } from '../demo/index.ts';
import { labOfBlock, strikeAt, type TestLab, writtenPaths } from './juliabase-lab.ts';
import { conductivityDraft, measuredAtUtc, rawFile } from './juliabase-processes.ts';

/** What a client must do with processes that are there; the same for all answer modes of a server. */
export function juliaBaseProcessEditsSuite(name: string, options: Partial<DemoOptions>): void {
  describe(name, () => {
    let lab: TestLab;
    let client: JuliaBaseClient;
    let admin: JuliaBaseClient;

    const freshLab = labOfBlock(options);
    beforeEach(() => {
      ({ lab, client, admin } = freshLab());
    });

    describe('editing', () => {
      it('keeps what is not named, and sends nothing without a difference', async () => {
        const before = await client.processes.add(
          conductivityMeasurement,
          await conductivityDraft(client, { comments: 'first' }),
        );
        const edited = await client.processes.edit(conductivityMeasurement, 9001, {
          fields: { voltage: 75.5 },
          inaccuracy: 2,
          description: 'read the wrong scale',
          expect: before,
        });
        expect(edited).toMatchObject({
          id: before.id,
          changed: true,
          comments: 'first',
          timestampUtc: before.timestampUtc,
          timestampInaccuracy: 2,
          values: { number: 9001, raw_datafile: rawFile, voltage: 75.5 },
        });
        lab.demo.control.clearRequests();
        const again = { fields: { voltage: 75.5 }, description: 'again' };
        expect((await client.processes.edit(conductivityMeasurement, 9001, again)).changed).toBe(false);
        expect(writtenPaths(lab)).toEqual([]);
        const late = client.processes.edit(conductivityMeasurement, 9001, { ...again, comments: 'x', expect: before });
        await expect(late).rejects.toMatchObject({
          code: 'conflict',
          details: { differs: ['timestamp inaccuracy', 'voltage'], outcome: 'not-created' },
        });
      });

      it('keeps layers and cells, and replaces them when told', async () => {
        const [number = ''] = await admin.processes.available(fiveChamberDeposition);
        const before = await admin.processes.byKey(fiveChamberDeposition, number);
        const commented = await admin.processes.edit(fiveChamberDeposition, number, {
          comments: 'looked at again',
          description: 'comment',
        });
        expect(commented.parts).toEqual(before.parts);
        const layers = before.parts.map((layer) => ({ ...layer, sih4: 4 }));
        const replaced = await admin.processes.edit(fiveChamberDeposition, number, {
          parts: [...layers, { number: 99, chamber: 'n' }],
          description: 'one more',
        });
        expect(replaced.parts).toHaveLength(before.parts.length + 1);
        expect(replaced.parts[0]?.sih4).toBe(4);
      });

      it('refuses what the server would ignore or not find', async () => {
        const [number = ''] = await admin.processes.available(fiveChamberDeposition);
        const moved = admin.processes.edit(fiveChamberDeposition, number, { sampleIds: [1, 2, 3], description: 'x' });
        await expect(moved).rejects.toMatchObject({ details: { field: 'sampleIds', outcome: 'not-created' } });
        const renumbered = admin.processes.edit(fiveChamberDeposition, number, {
          fields: { number: '26S-999' },
          description: 'x',
        });
        await expect(renumbered).rejects.toMatchObject({ details: { field: 'fields.number' } });
        const unknown = client.processes.edit(conductivityMeasurement, 424242, { description: 'x' });
        await expect(unknown).rejects.toMatchObject({ code: 'not-found', details: { outcome: 'not-created' } });
        const silent = client.processes.edit(conductivityMeasurement, 1, { description: '' });
        await expect(silent).rejects.toMatchObject({ details: { field: 'description' } });
      });

      it('sees on the server what became of a lost answer', async () => {
        await client.processes.add(conductivityMeasurement, await conductivityDraft(client));
        strikeAt(lab, '^conductivity_measurements/.*/edit/', 'reset-after-commit');
        const edited = await client.processes.edit(conductivityMeasurement, 9001, { comments: 'a', description: 'x' });
        expect(edited).toMatchObject({ comments: 'a', changed: true });
        strikeAt(lab, '^conductivity_measurements/.*/edit/', 'reset-before');
        const lost = client.processes.edit(conductivityMeasurement, 9001, { comments: 'b', description: 'x' });
        await expect(lost).rejects.toMatchObject({ details: { outcome: 'unknown' } });
      });
    });

    describe('the rest of a process', () => {
      it('deletes young ones only', async () => {
        const now = new Date().toISOString();
        const added = await client.processes.add(
          conductivityMeasurement,
          await conductivityDraft(client, { timestampUtc: now }),
        );
        strikeAt(lab, '^processes/.*/delete/', 'reset-after-commit');
        await client.processes.delete(added.id);
        await expect(client.processes.get(added.id)).rejects.toMatchObject({ code: 'not-found' });
        const { id } = await client.processes.byKey(conductivityMeasurement, 1);
        await expect(client.processes.delete(id)).rejects.toMatchObject({
          code: 'forbidden',
          details: { outcome: 'not-created' },
        });
      });

      it('gives plots as PDF and SVG', async () => {
        const [number = 0] = await admin.processes.available(pdsMeasurement);
        const { id } = await admin.processes.byKey(pdsMeasurement, number);
        expect((await admin.processes.plot(id)).contentType).toBe('application/pdf');
        expect((await admin.processes.plot(id, { thumbnail: true })).contentType).toBe('image/svg+xml');
        await expect(admin.processes.plot(id, { plotId: 'no such' })).rejects.toMatchObject({ code: 'not-found' });
      });

      it('folds and unfolds', async () => {
        const { id, processes } = await client.samples.get('26S-001');
        const ids = processes.map((process) => process.id);
        const [first = 0] = ids;
        await client.processes.fold(id, first, true);
        await client.processes.fold(id, first, true);
        expect(await client.processes.folded(id, ids)).toEqual([first]);
        await client.processes.fold(id, first, false);
        expect(await client.processes.folded(id, ids)).toEqual([]);
      });

      it('gives the samples of a deposition their names, once', async () => {
        const ids = await client.samples.addProvisional({
          count: 2,
          substrate: 'glass',
          timestampUtc: '2026-03-01T00:00:00Z',
          inaccuracy: 3,
          currentLocation: 'chamber',
        });
        await client.processes.add(fiveChamberDeposition, {
          sampleIds: ids,
          timestampUtc: measuredAtUtc,
          inaccuracy: 0,
          fields: { number: '26S-905' },
          parts: [{ number: 1, chamber: 'p' }],
        });
        const [one = 0, two = 0] = ids;
        const names = [
          { sampleId: one, newName: '26-LB-d1' },
          { sampleId: two, newName: '26-LB-d2', pieceNames: ['26-LB-d2-a', '26-LB-d2-b'] },
        ];
        await client.samples.renameAfterDeposition('26S-905', names, { newLocation: 'shelf' });
        expect(await client.samples.byId(one)).toMatchObject({ name: '26-LB-d1', currentLocation: 'shelf' });
        expect((await client.samples.get('26-LB-d2-b')).splitOrigin).toBe('split of 26-LB-d2');
        expect((await client.processes.byKey(fiveChamberDeposition, '26S-905')).values.split_done).toBe(true);
        const again = client.samples.renameAfterDeposition('26S-905', names);
        await expect(again).rejects.toMatchObject({ code: 'not-found', details: { outcome: 'not-created' } });
      });
    });
  });
}
