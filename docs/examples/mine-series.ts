// node mine-series.ts URL USER SERIES: silane of the last layer against thickness for all samples of a series, as a
// table that spreadsheets and programs read.
import { connect, fiveChamberDeposition, layerThicknessMeasurement, processesOf } from 'quarry/juliabase';

const [url = '', user = '', seriesName = ''] = process.argv.slice(2);
const lab = await connect({ url, user, password: process.env.LAB_PASSWORD ?? '' });
const { thickness } = layerThicknessMeasurement.fields;
console.log(['sample', 'deposition', 'sih4/sccm', `thickness/${thickness.unit}`].join('\t'));
const { members } = await lab.series.get(seriesName);
for (const { id, name } of members) {
  const sample = await lab.samples.byId(id);
  const deposition = processesOf(sample, fiveChamberDeposition).at(-1);
  const measured = processesOf(sample, layerThicknessMeasurement).at(-1);
  const silane = deposition?.parts.at(-1)?.sih4;
  console.log(
    [name, deposition?.values.number, silane, measured?.values.thickness].map((cell) => cell ?? '').join('\t'),
  );
}
await lab.close();
