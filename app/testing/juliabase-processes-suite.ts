import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  asProcess,
  clusterToolDeposition,
  createMarker,
  field,
  fiveChamberDeposition,
  type JuliaBaseClient,
  layerThicknessMeasurement,
  matchingSolarMeasurement,
  nextDepositionNumber,
  type ProcessClass,
  type ProcessDraft,
  pdsMeasurement,
  processClass,
  processesOf,
  readMarks,
  solarMeasurementByFile,
  solarsimulatorMeasurement,
  structuring,
  structuringOf,
  substrate,
} from '../clients/juliabase/index.ts';
import type { DemoOptions } from '../demo/index.ts';
import { openTestLab, type TestLab } from './juliabase-lab.ts';

/** A class of the demo laboratory that no other institute has. */
const conductivityMeasurement = processClass({
  typeName: 'conductivity measurement',
  url: 'conductivity_measurements',
  model: 'ConductivityMeasurement',
  key: 'number',
  permission: 'institute.add_conductivitymeasurement',
  samples: 'one',
  fields: {
    number: field.whole({ least: 1 }),
    raw_datafile: field.text({ longest: 200 }),
    voltage: field.optional(field.number({ unit: 'V' })),
  },
});

const timestampUtc = '2026-03-05T13:20:00.000Z';
const rawFile = 'conductivity/2026/sigma_26S-001.dat';

/** What a client must do with physical processes; the same for all answer modes of a server. */
export function juliaBaseProcessesSuite(name: string, options: Partial<DemoOptions>): void {
  describe(name, () => {
    let lab: TestLab;
    /** Conductivity and 5-chamber operator. */
    let client: JuliaBaseClient;
    let admin: JuliaBaseClient;

    beforeAll(async () => {
      lab = await openTestLab(options);
    });
    beforeEach(() => {
      lab.demo.control.reset();
      lab.demo.control.clearRequests();
      client = lab.client();
      admin = lab.client('m.keller');
    });
    afterAll(() => lab.close());

    const idOf = async (sampleName: string): Promise<number> => (await client.samples.get(sampleName)).id;
    const posts = (): string[] =>
      lab.demo.control
        .requests()
        .filter(({ method, path }) => method === 'POST' && !path.startsWith('login'))
        .map(({ path }) => path.replace(/\?.*$/, ''));
    const strike = (path: string, kind: 'reset-after-commit' | 'reset-before' | 'html-after-commit' | 'html'): void =>
      lab.demo.control.setFaults([{ match: { method: 'POST', path }, kind }]);
    const conductivity = async (
      change: Partial<ProcessDraft<typeof conductivityMeasurement>> = {},
    ): Promise<ProcessDraft<typeof conductivityMeasurement>> => ({
      sampleIds: [await idOf('26S-001')],
      timestampUtc,
      inaccuracy: 0,
      fields: { number: 9001, raw_datafile: rawFile, voltage: 50 },
      ...change,
    });

    describe('classes of the example institute', () => {
      it('adds each of them and reads it back as it was meant', async () => {
        const sampleIds = [await idOf('26S-004')];
        const common = { sampleIds, timestampUtc, inaccuracy: 1 as const };
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
        const common = { sampleIds, timestampUtc, inaccuracy: 0 as const };
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
        const first = await client.processes.add(conductivityMeasurement, await conductivity());
        lab.demo.control.clearRequests();
        const again = client.processes.add(conductivityMeasurement, await conductivity());
        await expect(again).rejects.toMatchObject({
          code: 'conflict',
          details: { processId: first.id, differs: [], outcome: 'not-created' },
        });
        const other = await conductivity({ fields: { number: 9001, raw_datafile: rawFile, voltage: 60 } });
        await expect(client.processes.add(conductivityMeasurement, other)).rejects.toMatchObject({
          details: { differs: ['voltage'] },
        });
        expect(posts()).toEqual([]);
      });

      it.each<[string, Parameters<typeof conductivity>[0]]>([
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
        const adding = client.processes.add(conductivityMeasurement, await conductivity(change));
        await expect(adding).rejects.toMatchObject({ details: { field: place, outcome: 'not-created' } });
        expect(posts()).toEqual([]);
      });

      it('checks layers before sending', async () => {
        const draft = { sampleIds: [1], timestampUtc, inaccuracy: 0 as const, fields: { number: '26S-900' } };
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
        expect(posts()).toEqual([]);
      });

      it('gives all errors of the form with the names of their fields', async () => {
        const draft = await conductivity({ fields: { number: 9001, raw_datafile: 'conductivity/none.dat' } });
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
          timestampUtc,
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
        const adding = okafor.processes.add(conductivityMeasurement, await conductivity());
        await expect(adding).rejects.toMatchObject({ code: 'forbidden', details: { outcome: 'not-created' } });
      });

      it('makes samples selectable for the time of the write, and takes them off My Samples if told', async () => {
        const ids = (await client.series.get('Round robin 50')).members.slice(-2).map(({ id }) => id);
        const listed = await client.keys.mySamples();
        const draft = {
          sampleIds: ids,
          timestampUtc,
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
          strike('^conductivity_measurements/add/', kind);
          const fields = { number: 9100 + index, raw_datafile: rawFile };
          const found = await client.processes.add(conductivityMeasurement, await conductivity({ fields }));
          expect(found.values.number).toBe(9100 + index);
        }
        const thick = {
          sampleIds: [await idOf('26S-001')],
          timestampUtc,
          inaccuracy: 0 as const,
          fields: { thickness: 300, method: 'estimate' as const },
        };
        strike('^layer_thickness_measurements/add/', 'reset-after-commit');
        const measured = await client.processes.add(layerThicknessMeasurement, thick);
        expect(readMarks(measured.comments)?.marker).toMatch(/^[a-z2-7]{26}$/);
        const marker = createMarker();
        strike('^layer_thickness_measurements/add/', 'reset-before');
        await expect(client.processes.add(layerThicknessMeasurement, { ...thick, marker })).rejects.toMatchObject({
          details: { outcome: 'unknown', marker },
        });
        strike('^layer_thickness_measurements/add/', 'html');
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
        const added = await client.processes.add(conductivityMeasurement, await conductivity({ marker }), {
          onBeforeSend: (write) => void heard.push(write),
          onOutcome: (outcome) => void heard.push(outcome),
        });
        expect(heard).toEqual([{ marker }, { outcome: 'created', id: added.id }]);
      });
    });

    describe('editing', () => {
      it('keeps what is not named, and sends nothing without a difference', async () => {
        const before = await client.processes.add(conductivityMeasurement, await conductivity({ comments: 'first' }));
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
        expect(posts()).toEqual([]);
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
        await client.processes.add(conductivityMeasurement, await conductivity());
        strike('^conductivity_measurements/.*/edit/', 'reset-after-commit');
        const edited = await client.processes.edit(conductivityMeasurement, 9001, { comments: 'a', description: 'x' });
        expect(edited).toMatchObject({ comments: 'a', changed: true });
        strike('^conductivity_measurements/.*/edit/', 'reset-before');
        const lost = client.processes.edit(conductivityMeasurement, 9001, { comments: 'b', description: 'x' });
        await expect(lost).rejects.toMatchObject({ details: { outcome: 'unknown' } });
      });
    });

    describe('the rest of a process', () => {
      it('deletes young ones only', async () => {
        const now = new Date().toISOString();
        const added = await client.processes.add(conductivityMeasurement, await conductivity({ timestampUtc: now }));
        strike('^processes/.*/delete/', 'reset-after-commit');
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
          timestampUtc,
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
