import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CacheApi } from '../app/cache/cache-api.ts';
import { openCache } from '../app/cache/open-cache.ts';
import { createReadThrough } from '../app/cache/read-through.ts';
import { ColumnEngine } from '../app/columns/index.ts';
import { toTree } from '../app/domain/json-tree.ts';
import type { Process, Sample } from '../app/domain/juliabase.ts';
import { nodeClock } from '../app/platform/node/node-clock.ts';
import { openDatabases } from '../app/rpc/node/database-worker.ts';
import { LabReads } from '../app/services/juliabase-service.ts';
import { KeptTables } from '../app/services/kept-tables.ts';
import { createMiningHandlers } from '../app/services/mining-service.ts';
import { RecordReads } from '../app/services/record-reads.ts';
import { RecordTables } from '../app/services/record-tables.ts';
import { ServerReads } from '../app/services/server-reads.ts';
import { silentLog } from '../app/testing/silent-log.ts';
import { type BenchRow, median, row, timesMs } from './bench-row.ts';

const sampleCount = 10_000;
const classes = ['deposition', 'layer thickness measurement', 'PDS measurement', 'conductivity measurement', 'Raman'];
const fieldsPerClass = 8;
const runs = 5;
const goalMs = 1000;
const site = 'lab';

/** Samples × fields from kept answers in the cache to a kept table in the column engine, as the window asks for it. */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-bench-mining-'));
  const databases = await openDatabases<CacheApi>({ homeFolder: folder, cacheFolder: folder });
  const kept = new KeptTables({
    log: silentLog,
    onChange: () => undefined,
    openEngine: () =>
      ColumnEngine.open({ folder: join(folder, 'columns'), memoryLimitMb: 512, log: silentLog, clock: nodeClock }),
  });
  try {
    const rows = databases.calls;
    const cache = await openCache({
      ...{ rows, clock: nodeClock, log: silentLog, limitBytes: () => 1e10, onDamage: () => undefined },
    });
    const names = Array.from({ length: sampleCount }, (_, index) => `26X-${index}`);
    for (const [index, name] of names.entries())
      await rows.putAnswer(site, `sample ${name}`, { body: sample(index, name), fetchedAtMs: 1, parserVersion: 1 });
    const noServer = async (): Promise<never> => {
      throw new Error('All samples are kept, so no server is asked.');
    };
    const states = { noteSuccess: () => undefined, noteFailure: () => undefined };
    const reads = new ServerReads(createReadThrough(cache, nodeClock), noServer, states);
    const records = new RecordReads(new RecordTables(), kept);
    const handlers = createMiningHandlers({ reads, lab: new LabReads(reads), kept, records });
    const { signal } = new AbortController();
    const source = { kind: 'samples' as const, names };
    const fields = classes.flatMap((processType) =>
      Array.from({ length: fieldsPerClass }, (_, index) => ({
        ...{ processType, field: `value_${index}`, take: 'latest' as const, name: null },
      })),
    );
    const draft = { connectionId: site, source, fields, computed: [], refresh: false };
    const madeMs = median(await timesMs(runs, () => handlers['mining.table.make'](draft, { signal })));
    const offeredMs = median(
      await timesMs(runs, () => handlers['mining.fields']({ connectionId: site, source, refresh: false }, { signal })),
    );
    cache.close();
    return [
      row(
        `mining table, ${sampleCount} samples × ${fields.length} fields from the cache`,
        madeMs,
        'ms',
        '≤ 1000 ms',
        madeMs <= goalMs,
      ),
      row(`fields offered for ${sampleCount} samples`, offeredMs, 'ms', '≤ 1000 ms', offeredMs <= goalMs),
    ];
  } finally {
    await kept.close();
    await databases.close();
    rmSync(folder, { recursive: true, force: true });
  }
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
