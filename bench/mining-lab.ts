import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StatisticsApi } from '../app/analysis/statistics-api.ts';
import type { CacheApi } from '../app/cache/cache-api.ts';
import { openCache } from '../app/cache/open-cache.ts';
import { createReadThrough } from '../app/cache/read-through.ts';
import { ColumnEngine } from '../app/columns/index.ts';
import { AppError } from '../app/contract/app-error.ts';
import type { MiningSource } from '../app/contract/mining.ts';
import { toTree } from '../app/domain/json-tree.ts';
import type { Process, Sample } from '../app/domain/juliabase.ts';
import { nodeClock } from '../app/platform/node/node-clock.ts';
import { openDatabases } from '../app/rpc/node/database-worker.ts';
import { LazyWorker } from '../app/services/compute.ts';
import { LabReads } from '../app/services/juliabase-service.ts';
import { KeptTables } from '../app/services/kept-tables.ts';
import { createMiningHandlers } from '../app/services/mining-service.ts';
import { RecordReads } from '../app/services/record-reads.ts';
import { RecordTables } from '../app/services/record-tables.ts';
import { ServerReads } from '../app/services/server-reads.ts';
import { silentLog } from '../app/testing/silent-log.ts';

const sampleCount = 50_000;
const classes = ['deposition', 'layer thickness measurement', 'PDS measurement', 'conductivity measurement', 'Raman'];
const fieldsPerClass = 8;
export const tableWords = `${sampleCount} × ${classes.length * fieldsPerClass}`;
export const site = 'lab';
/** All samples, as a search gave them. */
export const source = { kind: 'search' as const, text: '26X' };

export type MiningHandlers = ReturnType<typeof createMiningHandlers>;

export interface MiningLab {
  handlers: MiningHandlers;
  records: RecordReads;
  kept: KeptTables;
  /** Of all samples. */
  names: string[];
  signal: AbortSignal;
}

/** The parts of a core that mine, over many kept samples in a data folder, until the work with them ends. */
export async function withMiningLab<R>(home: string, work: (lab: MiningLab) => Promise<R>): Promise<R> {
  const folder = join(home, 'cache');
  mkdirSync(folder);
  const databases = await openDatabases<CacheApi>({ homeFolder: home, cacheFolder: folder });
  const kept = new KeptTables({
    log: silentLog,
    onChange: () => undefined,
    openEngine: () =>
      ColumnEngine.open({ folder: join(folder, 'columns'), memoryLimitMb: 512, log: silentLog, clock: nodeClock }),
  });
  const statistics = new LazyWorker<StatisticsApi>(
    new URL('../app/workers/statistics-worker.ts', import.meta.url),
    Number.POSITIVE_INFINITY,
  );
  try {
    const rows = databases.calls;
    const cache = await openCache({
      ...{ rows, clock: nodeClock, log: silentLog, limitBytes: () => 1e10, onDamage: () => undefined },
    });
    const names = Array.from({ length: sampleCount }, (_, index) => `26X-${index}`);
    for (const [index, name] of names.entries())
      await rows.putAnswer(site, `sample ${name}`, { body: sample(index, name), fetchedAtMs: 1, parserVersion: 1 });
    const listed = { items: names.map((name) => ({ name })), capped: false };
    const wish = JSON.stringify({ namePattern: source.text });
    await rows.putAnswer(site, `mining-samples ${wish}`, { body: listed, fetchedAtMs: 1, parserVersion: 1 });
    const noServer = async (): Promise<never> => {
      throw new AppError('network', 'There is no server: what is kept has to do.');
    };
    const states = { noteSuccess: () => undefined, noteFailure: () => undefined };
    const reads = new ServerReads(createReadThrough(cache, nodeClock), noServer, states);
    const records = new RecordReads(new RecordTables(), kept);
    const handlers = createMiningHandlers({ reads, lab: new LabReads(reads), kept, records, statistics });
    const done = await work({ handlers, records, kept, names, signal: new AbortController().signal });
    cache.close();
    return done;
  } finally {
    await statistics.close();
    await kept.close();
    await databases.close();
  }
}

/** All fields of the samples. */
export function draftOf(source: MiningSource): Parameters<MiningHandlers['mining.table.make']>[0] {
  const fields = classes.flatMap((processType) =>
    Array.from({ length: fieldsPerClass }, (_, index) => ({
      ...{ processType, field: `value_${index}`, take: 'latest' as const, atDate: null, name: null, unit: null },
    })),
  );
  return { connectionId: site, source, fields, computed: [], derived: [], refresh: false };
}

function sample(index: number, name: string): Sample {
  const facts = {
    currentLocation: 'Box 1',
    responsiblePerson: 'l.brandt',
    purpose: 'bench',
    tags: [],
    splitOrigin: null,
  };
  return {
    ...{ id: index + 1, name, ...facts, topic: 'Thin film', lastModifiedUtc: null, otherFields: toTree([]) },
    processes: classes.map((typeName, place) => process(index, typeName, place)),
  };
}

function process(index: number, typeName: string, place: number): Process {
  const values = Array.from({ length: fieldsPerClass }, (_, field): [string, number] => [
    `value_${field}`,
    Math.sin(index * fieldsPerClass + field) * 100,
  ]);
  return {
    ...{ id: index * classes.length + place + 1, typeName, contentType: `Institute | ${typeName}` },
    ...{ timestampUtc: new Date(1.7e12 + index * 6e5 + place * 6e4).toISOString(), timestampInaccuracy: 0 },
    ...{ operator: 'l.brandt', externalOperator: null, comments: '', lastModifiedUtc: null, finished: true },
    ...{ sampleIds: [index + 1], fields: toTree(values) },
  };
}
