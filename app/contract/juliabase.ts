import { z } from 'zod';
import type { Process, Result, Sample } from '../domain/juliabase.ts';
import { ConnectionId, isAside, JsonTreeSchema, stamped } from './common.ts';
import { command, query } from './entry.ts';
import { serverErrors } from './server-errors.ts';

const pk = z.number().int().positive();
const isoUtc = z.string();

export const ValueTableSchema = z.object({ headings: z.array(z.string()), rows: z.array(z.array(z.string())) });

const ProcessSchema: z.ZodType<Process> = z.object({
  id: pk,
  contentType: z.string(),
  typeName: z.string(),
  timestampUtc: isoUtc,
  timestampInaccuracy: z.union([0, 1, 2, 3, 4, 5, 6].map((step) => z.literal(step))) as z.ZodType<
    Process['timestampInaccuracy']
  >,
  operator: z.string(),
  externalOperator: z.string().nullable(),
  comments: z.string(),
  lastModifiedUtc: isoUtc.nullable(),
  finished: z.boolean(),
  sampleIds: z.array(pk),
  fields: JsonTreeSchema,
});
const ResultSchema: z.ZodType<Result> = z.intersection(
  ProcessSchema,
  z.object({
    title: z.string(),
    imageType: z.enum(['none', 'png', 'jpeg', 'pdf']),
    table: ValueTableSchema,
    seriesNames: z.array(z.string()),
  }),
);

const SampleSchema: z.ZodType<Sample> = z.object({
  id: pk,
  name: z.string(),
  currentLocation: z.string(),
  responsiblePerson: z.string(),
  purpose: z.string(),
  tags: z.array(z.string()),
  splitOrigin: z.string().nullable(),
  topic: z.string().nullable(),
  lastModifiedUtc: isoUtc.nullable(),
  processes: z.array(z.union([ResultSchema, ProcessSchema])),
  otherFields: JsonTreeSchema,
});

/** A raw data file named by a field of a process, and what this computer has of it. */
export const RawFile = z.object({
  processId: pk,
  /** Dotted path of the field, e.g. "raw_datafile" or "cell position A1.data_file". */
  field: z.string(),
  serverPath: z.string(),
  state: z.enum(['found', 'missing', 'refused', 'unmapped']),
  localPath: z.string().nullable(),
  sizeBytes: z.number().nullable(),
  message: z.string().nullable(),
});
export type RawFile = z.infer<typeof RawFile>;

export const SampleListItem = z.object({
  id: pk.nullable(),
  name: z.string(),
  currentLocation: z.string().nullable(),
  responsiblePerson: z.string().nullable(),
  purpose: z.string().nullable(),
  topic: z.string().nullable(),
});
export type SampleListItem = z.infer<typeof SampleListItem>;

export const SamplePage = z.object({
  sample: SampleSchema,
  /** Results that reach the sample through one of its series. */
  seriesResults: z.array(ResultSchema),
  seriesNames: z.array(z.string()),
  rawFiles: z.array(RawFile),
  /** The sample's page at the server. */
  url: z.string(),
  onMySamples: z.boolean(),
});
export type SamplePage = z.infer<typeof SamplePage>;

export const SeriesPage = z.object({
  name: z.string(),
  members: z.array(z.object({ id: pk, name: z.string() })),
  results: z.array(ResultSchema),
  url: z.string(),
});
export type SeriesPage = z.infer<typeof SeriesPage>;

export const MemberOverview = z.object({
  id: pk,
  name: z.string(),
  /** Why the sample could not be read, or null. */
  problem: z.string().nullable(),
  currentLocation: z.string().nullable(),
  responsiblePerson: z.string().nullable(),
  purpose: z.string().nullable(),
  topic: z.string().nullable(),
  processCount: z.number().int(),
  lastProcess: z.string().nullable(),
  lastProcessUtc: isoUtc.nullable(),
});
export type MemberOverview = z.infer<typeof MemberOverview>;

export const SeriesOverview = z.object({
  members: z.array(MemberOverview),
  /** One line per process class, newest use first. */
  processTypes: z.array(
    z.object({
      typeName: z.string(),
      sampleCount: z.number().int(),
      processCount: z.number().int(),
      filesNamed: z.number().int(),
      filesFound: z.number().int(),
    }),
  ),
});
export type SeriesOverview = z.infer<typeof SeriesOverview>;

const here = { connectionId: ConnectionId };
const refresh = z.boolean().default(false).describe('Ask the server although an answer is kept');

export const juliabaseContract = {
  'juliabase.topics.list': query({
    title: 'List topics',
    description: 'Topics that you may see',
    input: z.object({ ...here, refresh }),
    output: stamped(z.array(z.object({ id: pk, name: z.string(), mine: z.boolean() }))),
    errors: serverErrors,
  }),
  'juliabase.series.list': query({
    title: 'List sample series',
    description: 'Names of sample series, of one topic or with a text in their name',
    input: z.object({ ...here, topicId: pk.optional(), name: z.string().optional(), refresh }),
    output: stamped(z.object({ names: z.array(z.string()), capped: z.boolean() })),
    errors: serverErrors,
  }),
  'juliabase.series.get': query({
    title: 'Open a sample series',
    description: 'Members and results of a sample series',
    input: z.object({ ...here, name: z.string().min(1), refresh }),
    output: stamped(SeriesPage),
    errors: serverErrors,
  }),
  'juliabase.series.overview': query({
    title: 'Overview of a sample series',
    description: 'Facts of every member and the process classes of the series with their raw data files',
    input: z.object({ ...here, name: z.string().min(1), refresh }),
    output: stamped(SeriesOverview),
    errors: serverErrors,
  }),
  'juliabase.samples.mine': query({
    title: 'My Samples',
    description: 'The samples on your list My Samples',
    input: z.object({ ...here, refresh }),
    output: stamped(z.array(SampleListItem)),
    errors: serverErrors,
  }),
  'juliabase.samples.search': query({
    title: 'Find samples',
    description: 'Samples with a text in their name',
    input: z.object({ ...here, name: z.string().min(1), refresh, isAside }),
    output: stamped(z.object({ items: z.array(SampleListItem), capped: z.boolean() })),
    errors: serverErrors,
  }),
  'juliabase.sample.get': query({
    title: 'Open a sample',
    description: 'Facts, processes, results and raw data files of a sample, by name or alias',
    input: z.object({ ...here, name: z.string().min(1), refresh }),
    output: stamped(SamplePage),
    errors: serverErrors,
  }),
  'juliabase.sample.name': query({
    title: 'Name of a sample',
    description: 'The name of a sample of which only the id is known',
    input: z.object({ ...here, id: pk, refresh }),
    output: stamped(z.object({ name: z.string() })),
    errors: serverErrors,
  }),
  'juliabase.process.get': query({
    title: 'Open a process',
    description: 'One physical process of any class',
    input: z.object({ ...here, id: pk, refresh }),
    output: stamped(ProcessSchema),
    errors: serverErrors,
  }),
  'juliabase.result.get': query({
    title: 'Open a result',
    description: 'One result with its table of values',
    input: z.object({ ...here, id: pk, refresh }),
    output: stamped(ResultSchema),
    errors: serverErrors,
  }),
  'juliabase.user.get': query({
    title: 'Show a user',
    description: 'Id, topics and permissions of a user; your own unless you are an administrator',
    input: z.object({ ...here, login: z.string().optional(), refresh }),
    output: stamped(
      z.object({ login: z.string(), id: pk.nullable(), topicIds: z.array(pk), permissions: z.array(z.string()) }),
    ),
    errors: serverErrors,
  }),
  'juliabase.mySamples.change': command({
    title: 'Change My Samples',
    description: 'Puts samples on your list My Samples or takes them off',
    input: z.object({ ...here, add: z.array(pk).default([]), remove: z.array(pk).default([]) }),
    output: z.object({ changed: z.array(pk) }),
    stale: ['juliabase.samples.mine', 'juliabase.sample.get'],
    errors: serverErrors,
  }),
  'juliabase.open': command({
    title: 'Open an address of the server',
    description: 'GET without data, POST with data; the answer as the server gave it',
    input: z.object({
      ...here,
      url: z.string().describe('Relative to the address of the connection'),
      data: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]))
        .optional(),
      responseIsJson: z.boolean().default(true),
    }),
    output: z.object({ answer: z.json() }),
    errors: serverErrors,
  }),
};
