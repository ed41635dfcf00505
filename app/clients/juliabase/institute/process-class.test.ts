import { expect, expectTypeOf, test } from 'vitest';
import type { clusterToolDeposition, fiveChamberDeposition, pdsMeasurement, structuring } from './demo-institute.ts';
import type { ProcessDraft, TypedProcess } from './process-class.ts';

const common = { sampleIds: [1], timestampUtc: '2026-03-05T13:20:00Z', inaccuracy: 0 as const };

test('a description types the drafts of its class', () => {
  type Pds = ProcessDraft<typeof pdsMeasurement>;
  expectTypeOf<Pds['fields']['apparatus']>().toEqualTypeOf<'pds1' | 'pds2'>();
  expectTypeOf<{ layout: 'acme1' }>().toExtend<ProcessDraft<typeof structuring>['fields']>();
  // @ts-expect-error the raw data file is required
  const withoutFile: Pds['fields'] = { number: 1, apparatus: 'pds1' };
  // @ts-expect-error depositions have layers
  const withoutLayers: ProcessDraft<typeof fiveChamberDeposition> = { ...common, fields: { number: '26S-001' } };
  // @ts-expect-error PDS measurements have no layers
  const withLayers: Pds = { ...common, fields: { number: 1, raw_datafile: 'x', apparatus: 'pds1' }, parts: [] };
  const wrongKind: ProcessDraft<typeof clusterToolDeposition>['parts'] = [
    // @ts-expect-error the hot wire has no chamber
    { step_type: 'clustertoolhotwirelayer', number: 1, wire_material: 'rhenium', chamber: '#1' },
  ];
  // @ts-expect-error no form has it
  const readOnly: ProcessDraft<typeof fiveChamberDeposition>['fields'] = { number: '26S-001', split_done: true };
  expect([withoutFile, withoutLayers, withLayers, wrongKind, readOnly]).toHaveLength(5);
});

test('and what is read', () => {
  expectTypeOf<TypedProcess<typeof structuring>['values']['width']>().toEqualTypeOf<number | null>();
  expectTypeOf<TypedProcess<typeof fiveChamberDeposition>['values']['split_done']>().toEqualTypeOf<boolean>();
  type Layer = TypedProcess<typeof clusterToolDeposition>['parts'][number];
  expectTypeOf<Layer['step_type']>().toEqualTypeOf<'clustertoolhotwirelayer' | 'clustertoolpecvdlayer'>();
  expectTypeOf<TypedProcess<typeof pdsMeasurement>['parts']>().toEqualTypeOf<never[]>();
});
