import { join } from 'node:path';
import { defineCrawler, UnfitFile } from 'quarry/crawl';

/** Each measurement becomes a Result of the sample whose folder it lies in. */
export default defineCrawler({
  name: 'conductivity-setup',
  connection: 'Lab',
  root: join(import.meta.dirname, 'measurements'),
  files: ['**/*.dat'],
  reader: 'table',
  map({ path, modifiedUtc, table }) {
    const [sample = '', run = ''] = path.split('/');
    const sigma = table?.columns.find(({ unit }) => unit === 'S/cm');
    if (sigma === undefined) throw new UnfitFile('It has no conductivity.');
    const [unit, values] = ['max/(S/cm)', [[sigma.max.toExponential(3)]]];
    return {
      ...{ kind: 'result', sample, title: `Conductivity ${run}`, comments: `Crawled from ${sigma.name}.` },
      ...{ timestampUtc: modifiedUtc, timestampInaccuracy: 0, image: false, table: { headings: [unit], rows: values } },
    };
  },
});
