// node add-deposition.ts URL USER LOCATION NAME...: new samples on glass, a deposition of two layers on them, and their
// final names.
import { connect, fiveChamberDeposition, nextDepositionNumber } from 'quarry/juliabase';

const [url = '', user = '', location = '', ...newNames] = process.argv.slice(2);
const lab = await connect({ url, user, password: process.env.LAB_PASSWORD ?? '' });
const now = { timestampUtc: new Date().toISOString(), inaccuracy: 0 as const };
const sampleIds = await lab.samples.addProvisional({
  count: newNames.length,
  substrate: 'corning',
  currentLocation: 'loading chamber',
  ...now,
});
// The number is not reserved: if somebody else is faster, `add` refuses with 'conflict' and nothing is written.
const number = await nextDepositionNumber(lab, 'S');
const deposition = await lab.processes.add(fiveChamberDeposition, {
  ...now,
  sampleIds,
  comments: 'Seed layer, then the *absorber*.',
  fields: { number },
  parts: [
    { number: 1, chamber: 'i1', layer_type: 'i', sih4: 1.5, h2: 48.5, temperature_1: 178 },
    { number: 2, chamber: 'i2', layer_type: 'i', sih4: 2.5, h2: 47.5, temperature_1: 185 },
  ],
});
const names = newNames.map((newName, index) => ({ sampleId: sampleIds[index] ?? 0, newName }));
await lab.samples.renameAfterDeposition(number, names, { newLocation: location });
console.log(`${deposition.values.number}: ${newNames.join(', ')}`);
await lab.close();
