import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { OpenbisClient } from '../clients/openbis/index.ts';
import type { Job } from '../contract/jobs.ts';
import type { DemoOpenbisOptions } from '../demo/openbis/index.ts';
import { JobEngine } from '../jobs/job-engine.ts';
import type { OpenbisPace } from '../jobs/kinds/openbis/waits.ts';
import { type OpenbisDownloadParts, openbisDownloadKind } from '../jobs/kinds/openbis-download.ts';
import { openbisUploadKind } from '../jobs/kinds/openbis-upload.ts';
import { nodeClock } from '../platform/node/node-clock.ts';
import { MemoryJobRows } from './memory-job-rows.ts';
import { type OpenbisLab, openOpenbisLab } from './openbis-lab.ts';
import { silentLog } from './silent-log.ts';

/** All waits a thousand times shorter than with real servers. */
export const quickOpenbisPace: OpenbisPace = {
  ...{ silenceMs: 20, longestSilenceMs: 100, folderMs: 50, storageMs: 50, loginMs: 60_000 },
  // Longer than what a demo server does after it has reset a connection.
  looksMs: [40, 160],
};

export interface OpenbisJobsLab extends OpenbisLab {
  engine: JobEngine;
  /** Of the jobs. */
  jobClient: OpenbisClient;
  /** Connections whose data sets became more. */
  registered: string[];
  download(permId: string, more?: Record<string, unknown>): Promise<string>;
  upload(draft: Record<string, unknown>): Promise<string>;
  settled(id: string): Promise<Job>;
}

/** A demo server and an engine that knows the kinds of openBIS; rows are in memory. */
export async function openOpenbisJobsLab(
  options: DemoOpenbisOptions = {},
  kind: Partial<OpenbisDownloadParts> = {},
): Promise<OpenbisJobsLab> {
  const lab = await openOpenbisLab({ ...options, settings: { sessionsPerUser: 0, ...options.settings } });
  const jobClient = lab.client();
  const clientOf = async (): Promise<OpenbisClient> => jobClient;
  const registered: string[] = [];
  const engine = new JobEngine({
    ...{ rows: new MemoryJobRows(), clock: nodeClock, log: silentLog, concurrency: 2, graceMs: 2000 },
  });
  engine.register(openbisDownloadKind({ clientOf, pace: quickOpenbisPace, ...kind }));
  engine.register(
    openbisUploadKind({
      ...{ clientOf: kind.clientOf ?? clientOf, pace: quickOpenbisPace },
      onRegistered: async ({ connectionId }) => void registered.push(connectionId),
    }),
  );
  await engine.start();
  const connection = { connectionId: 'lab', connectionName: 'Lab' };
  return {
    ...{ ...lab, engine, jobClient, registered },
    download: (permId, more = {}) =>
      engine.enqueue(
        'openbis.download',
        { ...connection, permId, folder: lab.folder(), paths: [], flatten: false, ...more },
        `Dataset ${permId}`,
      ),
    upload: (draft) => engine.enqueue('openbis.upload', { ...connection, ...draft }, 'Upload'),
    settled: (id) => engine.settled(id, AbortSignal.timeout(30_000)),
    async close() {
      await engine.close();
      await lab.close();
    },
  };
}

/** Paths of a data set whose files in the folder are not those of the server. */
export async function wrongFiles(
  client: OpenbisClient,
  permId: string,
  folder: string,
  below: readonly string[] = [''],
): Promise<string[]> {
  const listed = (await client.dataSets.files(permId)).filter(({ isFolder }) => !isFolder);
  const files = listed.filter(({ path }) => below.some((one) => path.startsWith(one)));
  return files
    .filter(({ path, crc32: sum }) => crc32(readFileSync(join(folder, path))) !== sum)
    .map(({ path }) => path);
}
