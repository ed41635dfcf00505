import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DrmsClient } from '../clients/drms/api.ts';
import { createDrmsClient } from '../clients/drms/client.ts';
import { configForBase } from '../clients/drms/server-registry.ts';
import { createDownloads } from '../clients/http/download/downloads.ts';
import type { Job } from '../contract/jobs.ts';
import { type DemoDrmsOptions, type DemoDrmsServer, startDemoDrms } from '../demo/drms/index.ts';
import { JobEngine } from '../jobs/job-engine.ts';
import type { Pace } from '../jobs/kinds/drms-export/pace.ts';
import { type DrmsExportParts, drmsExportKind } from '../jobs/kinds/drms-export.ts';
import { nodeClock } from '../platform/node/node-clock.ts';
import type { Clock } from '../platform/platform.ts';
import { MemoryJobRows } from './memory-job-rows.ts';
import { silentLog } from './silent-log.ts';

export const demoAddress = 'demo@example.org';

/** All waits a hundred times shorter than with real servers. */
export const quickPace: Pace = {
  ...{ pollMs: 20, slowestPollMs: 100, blockedMs: 50, silenceMs: 20, longestSilenceMs: 100 },
  ...{ folderMs: 50, storageMs: 50 },
};

export interface BatchFile {
  record: string | null;
  segment: string | null;
  path: string | null;
  bytes: number | null;
  sha256: string | null;
  state: string;
  message: string | null;
}

export interface BatchResult {
  requests: {
    id: string | null;
    status: number | null;
    records: number | null;
    recordSet: string;
    message: string | null;
  }[];
  files: BatchFile[];
}

export interface ExportLab {
  demo: DemoDrmsServer;
  folder: string;
  engine: JobEngine;
  client: DrmsClient;
  /** Runs a batch to its end; each query is a record set or has more to it. */
  run(queries: readonly (string | Record<string, unknown>)[], more?: Record<string, unknown>): Promise<Job>;
  start(queries: readonly (string | Record<string, unknown>)[], more?: Record<string, unknown>): Promise<string>;
  settled(id: string): Promise<Job>;
  close(): Promise<void>;
}

/** A demo server whose exports take a moment, and an engine that knows the kind; rows are in memory. */
export async function openExportLab(
  options: DemoDrmsOptions = {},
  kind: Partial<DrmsExportParts> = {},
  clock: Clock = nodeClock,
): Promise<ExportLab> {
  const demo = await startDemoDrms({ ...options, settings: { queuedMs: 20, workingMs: 20, ...options.settings } });
  const home = mkdtempSync(join(tmpdir(), 'quarry-export-'));
  const client = createDrmsClient({ server: configForBase('demo', demo.url), limits: { retryDelayMs: 5 } });
  const downloads = createDownloads({ clock, userAgent: 'Quarry/test', random: () => 0 });
  const engine = new JobEngine({
    ...{ rows: new MemoryJobRows(), clock, log: silentLog, concurrency: 2, graceMs: 2000 },
  });
  engine.register(drmsExportKind({ clientOf: async () => client, downloads, pace: quickPace, ...kind }));
  await engine.start();
  const folder = join(home, 'files');
  const lab: ExportLab = {
    ...{ demo, folder, engine, client },
    start: (queries, more = {}) =>
      engine.enqueue('drms.export', { serverId: 'demo', ...batchInput(queries, folder), ...more }, 'Export'),
    settled: (id) => engine.settled(id, AbortSignal.timeout(60_000)),
    run: async (queries, more) => lab.settled(await lab.start(queries, more)),
    async close() {
      await engine.close();
      await downloads.close();
      await client.close();
      await demo.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
  return lab;
}

export function batchInput(queries: readonly (string | Record<string, unknown>)[], folder: string) {
  return {
    queries: queries.map((query) => (typeof query === 'string' ? { recordSet: query } : query)),
    ...{ folder, email: demoAddress },
  };
}

/** What a job that succeeded says; its kind makes exactly this. */
export function resultOf(job: Job): BatchResult {
  if (job.result === null) throw new Error(`${job.status}: ${job.error?.message}`);
  return job.result as unknown as BatchResult;
}

export function sha256Of(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** SHA-256 of every file of the exports that the server has finished, fetched by other means; by file name. */
export async function exportedDigests(demo: DemoDrmsServer): Promise<Map<string, string>> {
  const digests = new Map<string, string>();
  for (const id of demo.control.requestIds()) {
    const answer = await fetch(`${demo.cgiUrl}jsoc_fetch?op=exp_status&requestid=${id}`);
    // As the demo's own tests read it.
    const { dir, data } = (await answer.json()) as { dir: string; data: { filename: string }[] };
    for (const { filename } of data ?? []) {
      const file = await fetch(new URL(`${dir}/${filename}`, demo.url));
      const digest = createHash('sha256').update(new Uint8Array(await file.arrayBuffer()));
      digests.set(filename, digest.digest('hex'));
    }
  }
  return digests;
}

/** Bytes of files that the server has sent. */
export function fileTraffic(demo: DemoDrmsServer): { requests: number; bytes: number } {
  const sums = { requests: 0, bytes: 0 };
  for (const [path, { requests, bytes }] of Object.entries(demo.control.traffic().paths)) {
    if (!path.startsWith('/SUM')) continue;
    sums.requests += requests;
    sums.bytes += bytes;
  }
  return sums;
}

/** Of the files of a download, whole and begun ones. */
export function bytesIn(folder: string): number {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const files = names.filter((name) => !name.startsWith('manifest.') && !name.endsWith('.log'));
  return files.reduce((sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0);
}
