// node connect-set-up.ts URL USER: what a program at a set-up asks before it measures, as one line of JSON for programs
// in any language: may this person use the set-up, and which samples may be chosen? Exit code 1: may not.
import { asJson, connect } from 'quarry/juliabase';
import { conductivityMeasurement } from './our-institute.ts';

const [url = '', user = ''] = process.argv.slice(2);
const lab = await connect({ url, user, password: process.env.LAB_PASSWORD ?? '' });
const { id, topicIds } = await lab.users.get(user);
const topics = [...(await lab.keys.topics())].filter(([, topicId]) => topicIds.includes(topicId));
const mayUse = await lab.users.mayUse(user, conductivityMeasurement);
const samples = await lab.samples.mine();
console.log(asJson({ user: id, topics: new Map(topics), mayUse, samples: samples.map(({ name }) => name) }));
if (!mayUse) process.exitCode = 1;
await lab.close();
