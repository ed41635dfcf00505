/**
 * A process to be killed: downloads a data set, anew or from where an earlier one was killed:
 * `node openbis-child.ts DEMO_URL PERM_ID FOLDER`.
 */
import { writeSync } from 'node:fs';
import { createOpenbisClient } from '../clients/openbis/index.ts';

const [url = '', permId = '', folder = ''] = process.argv.slice(2);
const client = createOpenbisClient({ url, login: { user: 'demo', password: 'demo' } });
const { signal } = new AbortController();
const { outcome } = await client.dataSets.download(permId, { folder, signal });
await client.close();
writeSync(1, outcome);
