// node crawl-measurements.ts URL USER FOLDER: adds what is new in a folder of files like 9001_26S-001.dat, and may be
// run again and again. The password is taken from LAB_PASSWORD. `quarry crawl` does the same for a hundred thousand files.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, isAppError, openScriptLog, startCrawling } from 'quarry/juliabase';
import { conductivityMeasurement } from './our-institute.ts';

const [url = '', user = '', folder = ''] = process.argv.slice(2);
const log = openScriptLog();
const lab = await connect({ url, user, password: process.env.LAB_PASSWORD ?? '' });
startCrawling(log);
for (const file of (await readdir(folder)).sort()) {
  const [, number = '', sampleName = ''] = /^(\d+)_(.+)\.dat$/.exec(file) ?? [];
  if (number === '') continue;
  try {
    const sample = await lab.samples.get(sampleName);
    const measuredAt = (await stat(join(folder, file))).mtime.toISOString();
    const added = await lab.processes.add(conductivityMeasurement, {
      sampleIds: [sample.id],
      timestampUtc: measuredAt,
      inaccuracy: 0,
      fields: { number: Number(number), raw_datafile: `crawled/${file}` },
    });
    log.info({ file }, `added measurement ${number} of ${sample.name}`);
    console.log(added.id);
  } catch (error) {
    // The number is there with the same content: added by an earlier run. Other failures must not stop the rest.
    if (isAppError(error, 'conflict') && JSON.stringify(error.details?.differs) === '[]') continue;
    log.error({ file, error }, 'not added');
    process.exitCode = 1;
  }
}
await lab.close();
