import { readFile } from 'node:fs/promises';
import { connect } from 'quarry/juliabase';

const [url = '', user = '', seriesName = '', figure = ''] = process.argv.slice(2);
const lab = await connect({ url, user, password: process.env.LAB_PASSWORD ?? '' });
const { members } = await lab.series.get(seriesName);
const samples = await Promise.all(members.map((member) => lab.samples.byId(member.id)));
const measured = samples.map(({ processes }) => processes.filter((one) => one.typeName === 'conductivity measurement'));
const rows = samples.map(({ name }, index) => [name, `${measured[index]?.length ?? 0}`]);
const table = { headings: ['Sample', 'Measurements'], rows };
const image = { bytes: await readFile(figure), fileName: 'conductivity.png' };
const when = { timestampUtc: new Date().toISOString(), inaccuracy: 0 as const };
const what = { title: 'Conductivity', comments: 'σ(*T*) of all samples.', table, image };
const result = await lab.results.add({ ...what, ...when, sampleIds: [], seriesNames: [seriesName] });
console.log(`Result ${result.id} of ${seriesName}: ${result.table.rows.length} samples, figure ${result.imageType}`);
await lab.close();
