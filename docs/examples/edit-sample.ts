// node edit-sample.ts URL USER SAMPLE LOCATION: says where a sample is now. What the others did to it meanwhile stays.
import { connect } from 'quarry/juliabase';

const [url = '', user = '', name = '', currentLocation = ''] = process.argv.slice(2);
const lab = await connect({ url, user, password: process.env.LAB_PASSWORD ?? '' });
const seen = await lab.samples.get(name);
const edited = await lab.samples.edit(name, {
  currentLocation,
  tags: [...new Set([...seen.tags, 'moved'])],
  description: `Moved from ${seen.currentLocation} to ${currentLocation}.`,
  expect: seen,
});
console.log(`${edited.name}: ${edited.currentLocation}${edited.changed ? '' : ' (as before)'}`);
await lab.close();
