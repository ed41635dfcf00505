import { z } from 'zod';
import { Nothing, stamped } from './common.ts';
import { command, job, query } from './entry.ts';
import { RecordFilters, RecordSelection, RecordSorts, TimeScaleChoice } from './record-view.ts';

export const DrmsServerId = z.string().min(1).describe('Id of a DRMS server of the registry, e.g. jsoc');

export const DrmsServer = z.object({
  id: DrmsServerId,
  name: z.string(),
  /** Where its programs are. */
  url: z.string(),
  origin: z.enum(['built-in', 'own', 'demo']),
  abilities: z.object({
    series: z.boolean(),
    info: z.boolean(),
    query: z.boolean(),
    email: z.boolean(),
    export: z.boolean(),
  }),
  /** Address under which exports are asked for; null if none was given. */
  email: z.string().nullable(),
});
export type DrmsServer = z.infer<typeof DrmsServer>;

export const DrmsServerDraft = z.object({
  name: z.string().trim().min(1, 'Give the server a name.').max(60, 'A name has at most 60 characters.'),
  /** Base of its programs, e.g. https://drms.example.org/cgi-bin/ajax/ */
  cgiUrl: z.url({ protocol: /^https?$/, error: 'Give the whole address, starting with https:// or http://.' }),
  /** Base of its files; null if files cannot be fetched. */
  downloadUrl: z
    .url({ protocol: /^https?$/, error: 'Give the whole address, starting with https:// or http://.' })
    .nullable(),
});
export type DrmsServerDraft = z.infer<typeof DrmsServerDraft>;

/** All that brings back a server of one's own. */
export const RemovedServer = DrmsServerDraft.extend({ id: z.string().min(1), email: z.string().nullable() });
export type RemovedServer = z.infer<typeof RemovedServer>;

export const DrmsSeriesItem = z.object({ name: z.string(), primekeys: z.array(z.string()), note: z.string() });
export type DrmsSeriesItem = z.infer<typeof DrmsSeriesItem>;

const text = z.string();
const nullableNumber = z.number().nullable();

export const DrmsKeyword = z.object({
  name: text,
  type: text,
  recscope: text,
  defval: text,
  units: text,
  note: text,
  linkinfo: text.nullable(),
  isTime: z.boolean(),
  isInteger: z.boolean(),
  isReal: z.boolean(),
  isNumeric: z.boolean(),
});
export type DrmsKeyword = z.infer<typeof DrmsKeyword>;

export const DrmsSeriesInfo = z.object({
  name: text,
  note: text,
  retention: nullableNumber,
  stagingRetention: nullableNumber,
  unitsize: nullableNumber,
  archive: nullableNumber,
  tapegroup: nullableNumber,
  primekeys: z.array(text),
  primeKeyInfo: z.array(z.object({ name: text, slotted: z.boolean(), step: text.nullable() })),
  dbindex: z.array(text.nullable()),
  keywords: z.array(DrmsKeyword),
  segments: z.array(
    z.object({
      name: text,
      type: text.nullable(),
      units: text.nullable(),
      protocol: text.nullable(),
      dims: text.nullable(),
      note: text,
    }),
  ),
  links: z.array(z.object({ name: text, target: text, kind: text, note: text })),
  interval: z
    .object({
      firstRecord: text.nullable(),
      firstRecnum: nullableNumber,
      lastRecord: text.nullable(),
      lastRecnum: nullableNumber,
      maxRecnum: z.number(),
    })
    .nullable(),
});
export type DrmsSeriesInfo = z.infer<typeof DrmsSeriesInfo>;

export const RecordSetText = z.string().trim().min(1, 'Write a record set, such as hmi.v_45s[2016.04.01_TAI/1d@6h].');

export const RecordQuery = z.object({
  serverId: DrmsServerId,
  recordSet: RecordSetText,
  keys: z.array(z.string()).default([]),
  segments: z.array(z.string()).default([]),
  links: z.array(z.string()).default([]),
  /** > 0 the first, < 0 the last records; 0 all. */
  limit: z.number().int().default(0),
});

/** A column of a table of records. */
export const RecordColumn = z.object({
  name: text,
  /**
   * keyword: of the series; path: of a segment's file; record: name of the record. Of a mining table: sample, field of
   * a process, computed, origin: the process or its time. Of a table of groups: group.
   */
  role: z.enum(['keyword', 'path', 'link', 'record', 'sample', 'field', 'computed', 'origin', 'group']),
  kind: z.enum(['integer', 'longlong', 'real', 'time', 'text']),
  /** As the server names it: int, float, time, …; string for what is no keyword. */
  type: text,
  unit: text.nullable(),
  /** Of times: TAI, UTC, … */
  timeScale: text.nullable(),
  note: text,
  /** Integers that the server writes as 0x…, such as QUALITY. */
  hex: z.boolean(),
});
export type RecordColumn = z.infer<typeof RecordColumn>;

export const RecordTable = z.object({
  tableId: z.string(),
  serverId: DrmsServerId,
  recordSet: text,
  count: z.number().int(),
  columns: z.array(RecordColumn),
  asOfUtc: z.iso.datetime(),
  /** Bytes of the server's answer. */
  bytes: z.number(),
  /** The answer was no JSON as it came and was mended. */
  repaired: z.boolean(),
});
export type RecordTable = z.infer<typeof RecordTable>;

/** Numbers as numbers, times as text in the zone of the keyword, 64-bit integers as text, missing as null. */
export const Cell = z.union([z.string(), z.number(), z.null()]);
export type Cell = z.infer<typeof Cell>;

const optionValues = z.record(z.string(), z.union([z.string(), z.number()]));

/** One export of a batch. */
export const ExportQuery = z.object({
  recordSet: RecordSetText,
  /** `direct`: files as they lie on the server, without export, queue and address. */
  method: z.enum(['url_quick', 'url', 'url-tar', 'direct']).default('url'),
  protocol: z.enum(['as-is', 'fits', 'jpg', 'mpg', 'mp4']).default('fits'),
  /** Steps of processing with their options, by name, e.g. im_patch. */
  process: z.record(z.string(), optionValues).default({}),
  /** For images and movies: ct, scaling, size, min, max. */
  protocolArguments: optionValues.default({}),
  /** Template of file names; null: one that is unique per record and segment; false: the server's own. */
  fileNameFormat: z
    .union([z.string().min(1), z.literal(false)])
    .nullable()
    .default(null),
});
export type ExportQuery = z.infer<typeof ExportQuery>;

/** What an export will be, before it is asked for. */
export const ExportPlan = z.object({
  count: z.number().int(),
  /** Records without an image are left out by the server; null: it does not look at them. */
  withImage: z.number().int().nullable(),
  /** Into as many exports Quarry splits it. */
  requests: z.number().int(),
  /** Of all segments that are asked for, as the server counts: images as if they were not compressed. */
  bytesPerRecord: z.number().nullable(),
  /** The first records, with the texts of the keywords that were asked for. */
  sample: z.array(z.object({ record: text, recnum: text.nullable(), values: z.record(z.string(), z.string()) })),
});
export type ExportPlan = z.infer<typeof ExportPlan>;

const unknown = ['not-found', 'unsupported'] as const;
const remote = [...unknown, 'network', 'timeout', 'remote-failed', 'bad-response'] as const;

export const drmsContract = {
  'drms.servers.list': query({
    title: 'List DRMS servers',
    description: 'The registry of DRMS servers: those Quarry knows, own ones, and the demo while it runs',
    input: Nothing,
    output: z.array(DrmsServer),
  }),
  'drms.servers.add': command({
    title: 'Add a DRMS server',
    description: 'Adds a server of your own to the registry',
    input: DrmsServerDraft,
    output: DrmsServer,
    // Limits are told with the transfers.
    stale: ['drms.servers.list', 'transfers.list'],
    errors: ['conflict'],
  }),
  'drms.servers.remove': command({
    title: 'Remove a DRMS server',
    description: 'Removes a server of your own from the registry, with its kept answers',
    input: z.object({ serverId: DrmsServerId }),
    output: z.object({ removed: RemovedServer }),
    stale: ['drms.*', 'transfers.list'],
    errors: ['not-found', 'conflict'],
  }),
  'drms.servers.restore': command({
    title: 'Bring a DRMS server back',
    description: 'Puts a removed server back into the registry; its answers are asked for anew',
    input: RemovedServer,
    output: Nothing,
    stale: ['drms.*', 'transfers.list'],
    errors: ['conflict'],
  }),
  'drms.servers.set-email': command({
    title: 'Set the address for exports',
    description: 'Checks an e-mail address at the server and keeps it for exports; null forgets it',
    input: z.object({ serverId: DrmsServerId, email: z.string().trim().nullable() }),
    output: DrmsServer,
    // Limits are told with the transfers.
    stale: ['drms.servers.list', 'transfers.list'],
    errors: remote,
  }),
  'drms.series.list': query({
    title: 'List series',
    description: 'All series of a server with their prime keys and notes',
    input: z.object({ serverId: DrmsServerId, refresh: z.boolean().default(false) }),
    output: stamped(z.array(DrmsSeriesItem)),
    errors: remote,
  }),
  'drms.series.info': query({
    title: 'Describe a series',
    description: 'Keywords, segments, links and extent of a series',
    input: z.object({ serverId: DrmsServerId, series: RecordSetText, refresh: z.boolean().default(false) }),
    output: stamped(DrmsSeriesInfo),
    errors: remote,
  }),
  'drms.count': query({
    title: 'Count records',
    description: 'Number of records of a record set; cheap, also for large ones',
    input: z.object({ serverId: DrmsServerId, recordSet: RecordSetText }),
    output: z.object({ count: z.number().int() }),
    errors: remote,
  }),
  'drms.email.check': query({
    title: 'Check an address',
    description: 'Whether an e-mail address may export from a server; never registers it',
    input: z.object({ serverId: DrmsServerId, email: z.string().trim() }),
    output: z.object({ registered: z.boolean(), status: z.number().int(), message: z.string() }),
    errors: remote,
  }),
  'drms.query': query({
    title: 'Query records',
    description: 'Asks for keywords, segments and links of a record set; the answer is kept as a table',
    input: RecordQuery,
    output: RecordTable,
    errors: remote,
  }),
  'drms.export.plan': query({
    title: 'Plan an export',
    description: 'Records, sizes and number of exports of a record set, with its first records; asks for nothing yet',
    input: z.object({
      serverId: DrmsServerId,
      recordSet: RecordSetText,
      /** Keywords whose values are wanted of the first records. */
      keys: z.array(z.string()).default([]),
      sample: z.number().int().min(0).max(20).default(0),
    }),
    output: ExportPlan,
    errors: remote,
  }),
  'drms.export.start': job({
    title: 'Export records',
    description:
      'Asks for exports and downloads their files into a folder, verified; asked again for the same folder, it goes on',
    input: z.object({
      serverId: DrmsServerId,
      /** Of the computer that runs Quarry; absolute. */
      folder: z.string().trim().min(1, 'Give a folder for the files.'),
      /** Default: the address that is kept for the server. */
      email: z.string().trim().nullable().default(null),
      queries: z.array(ExportQuery).min(1, 'Give at least one record set.'),
      /** Writes the keywords of their records into FITS files that come as they lie on the server. */
      localHeaders: z.boolean().default(false),
    }),
    output: z.object({ jobId: z.string() }),
    stale: ['jobs.*'],
    errors: ['not-found', 'unsupported', 'invalid-input'],
  }),
  'drms.table.describe': query({
    title: 'Describe a kept table',
    description: 'Columns, record set and time of a table of records, also of one from an earlier day',
    input: z.object({ tableId: z.string() }),
    output: RecordTable,
    errors: ['not-found', 'storage'],
  }),
  'drms.table.page': query({
    title: 'Read rows of a table',
    description: 'Some rows of a table of records, sorted, filtered, or of the selected ones alone',
    input: z.object({
      tableId: z.string(),
      from: z.number().int().min(0),
      count: z.number().int().min(0).max(100_000),
      sort: RecordSorts.default([]),
      filters: RecordFilters.default([]),
      /** Only rows that are selected and pass the filters; null: all that pass. */
      selection: RecordSelection.nullable().default(null),
      timeScale: TimeScaleChoice.default('own'),
    }),
    output: z.object({
      /** Rows that pass. */
      total: z.number().int(),
      /** Place of each row in the table as the server sent it; it never changes. */
      rows: z.array(z.number().int()),
      /** One list per column of the table. */
      columns: z.array(z.array(Cell)),
      /** Places of cells that are neither values nor missing: row within this page, column, what it is. */
      odd: z.array(z.object({ row: z.number().int(), column: z.number().int(), state: z.string() })),
    }),
    errors: ['not-found', 'storage'],
  }),
  'drms.table.record-sets': query({
    title: 'Name selected records',
    description: 'Record sets that name exactly the selected records of a table, each short enough for one request',
    input: z.object({ tableId: z.string(), selection: RecordSelection }),
    output: z.object({ records: z.number().int(), recordSets: z.array(z.string()) }),
    errors: ['not-found', 'storage', 'unsupported'],
  }),
};
