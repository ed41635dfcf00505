/** A process to be killed: downloads one file, anew or from where an earlier one was killed: `URL FOLDER NAME`. */
import { createDownloads } from '../clients/http/download/downloads.ts';
import { nodeClock } from '../platform/node/node-clock.ts';

const [url = '', folder = '', name = ''] = process.argv.slice(2);
const downloads = createDownloads({ clock: nodeClock, userAgent: 'Quarry/test', random: () => 0 });
const open = await downloads.open(folder);
const item = { id: name, group: 'g', record: null, segment: null, url, name };
await open.fetch([item], { signal: new AbortController().signal });
await open.close();
await downloads.close();
