import type { conductivityMeasurement } from '../../docs/examples/our-institute.ts';
import type { JuliaBaseClient, ProcessDraft } from '../clients/juliabase/index.ts';

export type ConductivityDraft = ProcessDraft<typeof conductivityMeasurement>;

export const measuredAtUtc = '2026-03-05T13:20:00.000Z';
/** A file that the demo server has. */
export const rawFile = 'conductivity/2026/sigma_26S-001.dat';

/** A measurement that the demo accepts from its conductivity operator. */
export async function conductivityDraft(
  client: JuliaBaseClient,
  change: Partial<ConductivityDraft> = {},
): Promise<ConductivityDraft> {
  return {
    sampleIds: [(await client.samples.get('26S-001')).id],
    timestampUtc: measuredAtUtc,
    inaccuracy: 0,
    fields: { number: 9001, raw_datafile: rawFile, voltage: 50 },
    ...change,
  };
}
