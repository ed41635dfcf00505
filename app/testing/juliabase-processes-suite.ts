import { beforeEach, describe, expect, it } from 'vitest';
import { conductivityMeasurement } from '../../docs/examples/our-institute.ts';
import {
  asProcess,
  clusterToolDeposition,
  createMarker,
  fiveChamberDeposition,
  type JuliaBaseClient,
  layerThicknessMeasurement,
  matchingSolarMeasurement,
  nextDepositionNumber,
  type ProcessClass,
  type ProcessDraft,
  pdsMeasurement,
  processesOf,
  readMarks,
  solarMeasurementByFile,
  solarsimulatorMeasurement,
  structuring,
  structuringOf,
  substrate,
} from '../clients/juliabase/index.ts';
import type { DemoOptions } from '../demo/index.ts';
import { labOfBlock, strikeAt, type TestLab, writtenPaths } from './juliabase-lab.ts';

import { type ConductivityDraft, conductivityDraft, measuredAtUtc, rawFile } from './juliabase-processes.ts';

/** What a client must do with physical processes; the same for all answer modes of a server. */
export function juliaBaseProcessesSuite(name: string, options: Partial<DemoOptions>): void {
  describe(name, () => {
    let lab: TestLab;
    let client: JuliaBaseClient;
    let admin: JuliaBaseClient;

    const freshLab = labOfBlock(options);
    beforeEach(() => {
      ({ lab, client, admin } = freshLab());
    });

    const idOf = async (sampleName: string): Promise<number> => (await client.samples.get(sampleName)).id;
    describe('classes of the example institute', () => {
      it('adds each of them and reads it back as it was meant', async () => {
        const sampleIds = [await idOf('26S-004')];
        const common = { sampleIds, timestampUtc: measuredAtUtc, inaccuracy: 1 as const };
        const pds = await admin.processes.add(pdsMeasurement, {
          ...common,
          comments: 'in the *dark*',
          fields: { number: 777, raw_datafile: rawFile, apparatus: 'pds2' },
        });
        expect(pds).toMatchObject({
          typeName: 'PDS measurement',
          operator: 'm.keller',
          comments: 'in the *dark*',
          values: { number: 777, apparatus: 'pds2' },
        });
        const solar = await admin.processes.add(solarsimulatorMeasurement, {
          ...common,
          fields: { irradiation: 'AM1.5', temperature: 25.3 },
          parts: [
            { position: 'A1', data_file: 'run7.dat', area: 0.25, eta: 7.9, isc: 12.1 },
            { position: 'A2', data_file: 'run7.dat', eta: 0 },
          ],
        });
        expect(solar.parts).toEqual([
          { position: 'A1', data_file: 'run7.dat', area: 0.25, eta: 7.9, isc: 12.1 },
          { position: 'A2', data_file: 'run7.dat', area: null, eta: 0, isc: null },
        ]);
        const cut = await client.processes.add(structuring, {
          ...common,
          fields: { layout: 'acme1', length: 10.5 },
        });
        expect(cut.values).toEqual({ layout: 'acme1', length: 10.5, width: null, parameters: null });
        const thick = await client.processes.add(layerThicknessMeasurement, {
          ...common,
          fields: { thickness: 512.5, method: 'ellipsometer' },
        });
        expect(thick.values.thickness).toBe(512.5);
        const { id } = await client.samples.add({ name: '26-LB-bare', currentLocation: 'box' });
        const glass = await client.processes.add(substrate, {
          ...common,
          sampleIds: [id],
          comments: 'cleaned',
          fields: { material: 'glass' },
        });
        const sample = await client.samples.get('26-LB-bare');
        expect(processesOf(sample, substrate).map(({ values }) => values)).toEqual([glass.values]);
        expect(processesOf(sample, structuring)).toEqual([]);
      });

      it('adds depositions with layers of one and of several kinds, by their next numbers', async () => {
        const sampleIds = await Promise.all(['26S-001', '26S-002'].map(idOf));
        const common = { sampleIds, timestampUtc: measuredAtUtc, inaccuracy: 0 as const };
        const number = await nextDepositionNumber(client, 'S');
        const layers = [
          { number: 1, layer_type: 'p' as const, chamber: 'p' as const, sih4: 2, h2: 1, temperature_1: 152 },
          { number: 2, layer_type: 'i' as const, chamber: 'i1' as const, sih4: 0 },
        ];
        const silicon = await client.processes.add(fiveChamberDeposition, {
          ...common,
          fields: { number },
          parts: layers,
        });
        expect(silicon.sampleIds.toSorted()).toEqual(sampleIds.toSorted());
        expect(silicon.values).toEqual({ number, split_done: false });
        expect(silicon.parts).toMatchObject(layers);
        expect(await nextDepositionNumber(client, 'S')).not.toBe(number);
        const cluster = await admin.processes.add(clusterToolDeposition, {
          ...common,
          operator: 't.okafor',
          fields: { number: '26C-101', carrier: 'C7' },
          parts: [
            { step_type: 'clustertoolhotwirelayer', number: 1, wire_material: 'rhenium', time: '00:10:00' },
            {
              step_type: 'clustertoolpecvdlayer',
              number: 2,
              chamber: '#2',
              plasma_start_with_shutter: true,
              time: '1:02:03',
              comments: 'slow\nstart',
            },
          ],
        });
        expect(cluster.operator).toBe('t.okafor');
        expect(cluster.parts).toMatchObject([
          { step_type: 'clustertoolhotwirelayer', time: '10:00', comments: null, base_pressure: null },
          {
            step_type: 'clustertoolpecvdlayer',
            time: '1:02:03',
            plasma_start_with_shutter: true,
            comments: 'slow\nstart',
          },
        ]);
        expect((await client.keys.depositions(['26C-101'])).get('26C-101')).toBe(cluster.id);
      });

      it('reads every process of the laboratory that it describes', async () => {
        const described: ProcessClass[] = [
          substrate,
          pdsMeasurement,
          solarsimulatorMeasurement,
          structuring,
          layerThicknessMeasurement,
          fiveChamberDeposition,
          clusterToolDeposition,
          conductivityMeasurement,
        ];
        for (const one of described) {
          const [first, ...others] = await admin.processes.available(one);
          expect(others.length, one.model).toBeGreaterThan(0);
          const process = await admin.processes.byKey(one, first ?? 0);
          expect(asProcess(one, await admin.processes.get(process.id))).toEqual(process);
          const another = one === substrate ? structuring : substrate;
          expect(asProcess(another, process)).toBeUndefined();
        }
        await expect(client.processes.available(substrate)).rejects.toMatchObject({ code: 'forbidden' });
      });

      it('answers the questions of crawlers', async () => {
        const sampleId = await idOf('26S-004');
        const cut = await client.processes.add(structuring, {
          sampleIds: [sampleId],
          timestampUtc: '2026-03-05T00:00:00Z',
          inaccuracy: 0,
          fields: { layout: 'custom' },
        });
        expect(await structuringOf(client, sampleId)).toBe(cut.id);
        expect(await structuringOf(client, sampleId, { until: '2026-03-01 00:00:00' })).toBeNull();
        await expect(structuringOf(client, sampleId, { until: 'yesterday' })).rejects.toMatchObject({
          juliaBaseCode: 5,
        });
        const solar = await admin.processes.add(solarsimulatorMeasurement, {
          sampleIds: [sampleId],
          timestampUtc: '2026-03-05T12:00:00Z',
          inaccuracy: 0,
          fields: { irradiation: 'AM1.5', temperature: 25 },
          parts: [{ position: 'A1', data_file: 'cells/a1.dat' }],
        });
        expect(await solarMeasurementByFile(client, 'cells/a1.dat')).toBe(solar.id);
        expect(await solarMeasurementByFile(client, 'cells/none.dat')).toBeNull();
        const cell = { irradiation: 'AM1.5', sampleId, position: 'B1', day: '2026-03-05', filePath: 'cells/b1.dat' };
        expect(await matchingSolarMeasurement(client, cell)).toBe(solar.id);
        expect(await matchingSolarMeasurement(client, { ...cell, irradiation: 'BG7' })).toBeNull();
      });
    });

    describe('adding', () => {
      it('refuses a number that is taken and tells in what it differs, before it sends anything', async () => {
        const first = await client.processes.add(conductivityMeasurement, await conductivityDraft(client));
        lab.demo.control.clearRequests();
        const again = client.processes.add(conductivityMeasurement, await conductivityDraft(client));
        await expect(again).rejects.toMatchObject({
          code: 'conflict',
          details: { processId: first.id, differs: [], outcome: 'not-created' },
        });
        const other = await conductivityDraft(client, { fields: { number: 9001, raw_datafile: rawFile, voltage: 60 } });
        await expect(client.processes.add(conductivityMeasurement, other)).rejects.toMatchObject({
          details: { differs: ['voltage'] },
        });
        expect(writtenPaths(lab)).toEqual([]);
      });

      it.each<[string, Partial<ConductivityDraft>]>([
        ['sampleIds', { sampleIds: [] }],
        ['sampleIds', { sampleIds: [1, 2] }],
        ['timestampUtc', { timestampUtc: '2999-01-01T00:00:00Z' }],
        ['timestampUtc', { timestampUtc: '1850-01-01T00:00:00Z' }],
        ['comments', { comments: 'a ![b](c)' }],
        ['marker', { marker: 'no marker' }],
        ['operator', { operator: 's.lind' }],
        ['fields.number', { fields: { number: 1.5, raw_datafile: 'x' } }],
        ['fields.raw_datafile', { fields: { number: 1, raw_datafile: ' ' } }],
        ['fields.raw_datafile', { fields: { number: 1, raw_datafile: 'x'.repeat(201) } }],
      ])('sends nothing that the server would refuse: %s', async (place, change) => {
        const adding = client.processes.add(conductivityMeasurement, await conductivityDraft(client, change));
        await expect(adding).rejects.toMatchObject({ details: { field: place, outcome: 'not-created' } });
        expect(writtenPaths(lab)).toEqual([]);
      });

      it('checks layers before sending', async () => {
        const draft = {
          sampleIds: [1],
          timestampUtc: measuredAtUtc,
          inaccuracy: 0 as const,
          fields: { number: '26S-900' },
        };
        const wrong: [string, ProcessDraft<typeof fiveChamberDeposition>['parts']][] = [
          ['parts', []],
          [
            'parts[1].number',
            [
              { number: 1, chamber: 'p' },
              { number: 1, chamber: 'n' },
            ],
          ],
          ['parts[0].temperature_1', [{ number: 1, chamber: 'p', temperature_1: 20.55 }]],
          ['parts[0].sih4', [{ number: 1, chamber: 'p', sih4: -1 }]],
        ];
        for (const [place, parts] of wrong) {
          const adding = client.processes.add(fiveChamberDeposition, { ...draft, parts });
          await expect(adding).rejects.toMatchObject({ details: { field: place, outcome: 'not-created' } });
        }
        expect(writtenPaths(lab)).toEqual([]);
      });

      it('gives all errors of the form with the names of their fields', async () => {
        const draft = await conductivityDraft(client, {
          fields: { number: 9001, raw_datafile: 'conductivity/none.dat' },
        });
        await expect(client.processes.add(conductivityMeasurement, draft)).rejects.toMatchObject({
          code: 'invalid-input',
          juliaBaseCode: 1,
          details: {
            outcome: 'not-created',
            fields: [{ field: 'Raw data file', messages: [expect.stringContaining('open file')] }],
          },
        });
        const deposition = client.processes.add(fiveChamberDeposition, {
          sampleIds: [await idOf('26S-001')],
          timestampUtc: measuredAtUtc,
          inaccuracy: 0,
          fields: { number: '25S-900' },
          parts: [{ number: 1, chamber: 'p' }],
        });
        await expect(deposition).rejects.toMatchObject({
          details: { outcome: 'not-created', fields: [{ field: 'Deposition number', name: 'number' }] },
        });
      });

      it('says who may not use a set-up', async () => {
        const okafor = lab.client('t.okafor');
        expect(await okafor.users.mayUse('t.okafor', pdsMeasurement)).toBe(true);
        expect(await okafor.users.mayUse('t.okafor', conductivityMeasurement)).toBe(false);
        expect(await okafor.users.mayUse('t.okafor', structuring)).toBe(true);
        expect(await admin.users.mayUse('l.brandt', fiveChamberDeposition)).toBe(true);
        const adding = okafor.processes.add(conductivityMeasurement, await conductivityDraft(client));
        await expect(adding).rejects.toMatchObject({ code: 'forbidden', details: { outcome: 'not-created' } });
      });

      it('makes samples selectable for the time of the write, and takes them off My Samples if told', async () => {
        const ids = (await client.series.get('Round robin 50')).members.slice(-2).map(({ id }) => id);
        const listed = await client.keys.mySamples();
        const draft = {
          sampleIds: ids,
          timestampUtc: measuredAtUtc,
          inaccuracy: 0 as const,
          fields: { number: '26S-901' },
          parts: [{ number: 1, chamber: 'p' as const }],
        };
        await client.processes.add(fiveChamberDeposition, draft);
        expect(await client.keys.mySamples()).toEqual(listed);
        await client.mySamples.change({ add: ids });
        await client.processes.add(fiveChamberDeposition, {
          ...draft,
          fields: { number: '26S-902' },
          removeFromMySamples: true,
        });
        expect(await client.keys.mySamples()).toEqual(listed);
      });

      it('finds by number or marker what became of a lost answer', async () => {
        for (const [index, kind] of (['reset-after-commit', 'html-after-commit'] as const).entries()) {
          strikeAt(lab, '^conductivity_measurements/add/', kind);
          const fields = { number: 9100 + index, raw_datafile: rawFile };
          const found = await client.processes.add(
            conductivityMeasurement,
            await conductivityDraft(client, { fields }),
          );
          expect(found.values.number).toBe(9100 + index);
        }
        const thick = {
          sampleIds: [await idOf('26S-001')],
          timestampUtc: measuredAtUtc,
          inaccuracy: 0 as const,
          fields: { thickness: 300, method: 'estimate' as const },
        };
        strikeAt(lab, '^layer_thickness_measurements/add/', 'reset-after-commit');
        const measured = await client.processes.add(layerThicknessMeasurement, thick);
        expect(readMarks(measured.comments)?.marker).toMatch(/^[a-z2-7]{26}$/);
        const marker = createMarker();
        strikeAt(lab, '^layer_thickness_measurements/add/', 'reset-before');
        await expect(client.processes.add(layerThicknessMeasurement, { ...thick, marker })).rejects.toMatchObject({
          details: { outcome: 'unknown', marker },
        });
        strikeAt(lab, '^layer_thickness_measurements/add/', 'html');
        const page = client.processes.add(layerThicknessMeasurement, { ...thick, marker });
        await expect(page).rejects.toMatchObject({ details: { outcome: 'not-created', marker } });
        const search = { sampleIds: thick.sampleIds };
        expect(await client.processes.findByMarker(layerThicknessMeasurement, marker, search)).toEqual({
          hits: [],
          complete: true,
        });
        const there = await client.processes.add(layerThicknessMeasurement, { ...thick, marker });
        expect((await client.processes.findByMarker(layerThicknessMeasurement, marker)).hits).toEqual([there.id]);
      });

      it('tells both hooks', async () => {
        const heard: unknown[] = [];
        const marker = createMarker();
        const added = await client.processes.add(conductivityMeasurement, await conductivityDraft(client, { marker }), {
          onBeforeSend: (write) => void heard.push(write),
          onOutcome: (outcome) => void heard.push(outcome),
        });
        expect(heard).toEqual([{ marker }, { outcome: 'created', id: added.id }]);
      });
    });
  });
}
