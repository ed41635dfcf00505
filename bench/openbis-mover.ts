import { join } from 'node:path';
import { createOpenbisClient } from '../app/clients/openbis/index.ts';

/** What one process that moves a data set has used. */
export interface MoverReport {
  ms: number;
  /** Highest memory of the process, and what it had before. */
  peakMb: number;
  idleMb: number;
  /** Files that are right at the other end. */
  files: number;
}

const [what = 'download', url = '', permId = '', folder = ''] = process.argv.slice(2);
const client = createOpenbisClient({ url, login: { user: 'demo', password: 'demo' } });
// A first small one, so that idle is that of a process which has done its work before.
if (what === 'download') await download(`${folder}-first`, (await names()).slice(0, 50));
else await upload(join(folder, 'series', 'part-00'));
const idleMb = process.memoryUsage().rss / 1024 / 1024;
const startMs = performance.now();
const files = what === 'download' ? await download(folder) : await upload(folder);
const ms = performance.now() - startMs;
await client.close();
process.send?.({ ms, idleMb, peakMb: process.resourceUsage().maxRSS / 1024, files } satisfies MoverReport);
process.disconnect?.();

async function names(): Promise<string[]> {
  return (await client.dataSets.files(permId)).filter(({ isFolder }) => !isFolder).map(({ path }) => path);
}

async function download(to: string, paths?: string[]): Promise<number> {
  const { signal } = new AbortController();
  const wishes = { folder: to, signal, ...(paths === undefined ? {} : { paths }) };
  const result = await client.dataSets.download(permId, wishes);
  return result.files.filter(({ state }) => state === 'verified').length;
}

async function upload(from: string): Promise<number> {
  const draft = { type: 'RAW_DATA', owner: '/LAB/PROJ/S1', files: [{ path: from, name: 'data' }] };
  const sent = await client.uploads.send(draft);
  if (sent.differences?.length !== 0) throw new Error(`The files differ: ${sent.differences?.join(' ')}`);
  return (await client.dataSets.files(sent.permId)).filter(({ isFolder }) => !isFolder).length;
}
