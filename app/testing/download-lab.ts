import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { DownloadFolder, DownloadItem, Downloads, FetchOutcome } from '../clients/http/download/api.ts';
import { createDownloads, type DownloadsOptions } from '../clients/http/download/downloads.ts';
import { type DemoDrmsServer, startDemoDrms } from '../demo/drms/index.ts';
import { nodeClock } from '../platform/node/node-clock.ts';

export interface DownloadLab {
  demo: DemoDrmsServer;
  downloads: Downloads;
  /** Fresh and empty. */
  folder: string;
  /** What the server has for a record set, as items. */
  items(recordSet: string): Promise<DownloadItem[]>;
  /** Opens the folder, fetches, closes. */
  fetch(items: readonly DownloadItem[], signal?: AbortSignal): Promise<FetchOutcome>;
  /** With the folder open. */
  within<T>(work: (folder: DownloadFolder) => Promise<T>): Promise<T>;
  /** SHA-256 of each file, by name; manifests are left out. */
  digests(): Record<string, string>;
  /** Fetches each item once more by other means; SHA-256 by item name. */
  truth(items: readonly DownloadItem[]): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** A demo server and a folder to download into. Waits are as short as random numbers near 0 make them. */
export async function openDownloadLab(options: Partial<DownloadsOptions> = {}): Promise<DownloadLab> {
  const demo = await startDemoDrms({ imageSizes: { 'hmi.V_45s': 64 } });
  const folder = mkdtempSync(join(tmpdir(), 'quarry-downloads-'));
  const downloads = createDownloads({ clock: nodeClock, userAgent: 'Quarry/test', random: () => 0, ...options });
  const lab: DownloadLab = {
    demo,
    downloads,
    folder,
    async items(recordSet) {
      const query = { op: 'exp_request', ds: recordSet, notify: 'demo@example.org', method: 'url_quick' };
      const answer = await fetch(`${demo.cgiUrl}jsoc_fetch?${new URLSearchParams({ ...query, protocol: 'as-is' })}`);
      // As the demo's own tests read it.
      const { data } = (await answer.json()) as { data: { record: string; filename: string }[] };
      return data.map(({ record, filename }, index) => ({
        ...{ id: record, group: 'g', record, segment: null, url: new URL(filename, demo.url).href },
        name: `${index}-${basename(filename)}`,
      }));
    },
    fetch: (items, signal = new AbortController().signal) => lab.within((open) => open.fetch(items, { signal })),
    async within(work) {
      const open = await downloads.open(folder);
      try {
        return await work(open);
      } finally {
        await open.close();
      }
    },
    digests() {
      const names = readdirSync(folder).filter((name) => !name.startsWith('manifest.'));
      return Object.fromEntries(names.map((name) => [name, sha256(readFileSync(join(folder, name)))]));
    },
    async truth(items) {
      const digests: Record<string, string> = {};
      for (const { name, url } of items) {
        const answer = await fetch(url);
        digests[name] = sha256(new Uint8Array(await answer.arrayBuffer()));
      }
      return digests;
    },
    async close() {
      await downloads.close();
      await demo.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return lab;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
