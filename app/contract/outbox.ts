import { z } from 'zod';
import { AppErrorDataSchema, ConnectionId, Nothing } from './common.ts';
import { command, query, stream } from './entry.ts';
import { ValueTableSchema } from './juliabase.ts';

export const OutboxState = z.enum(['waiting', 'sending', 'checking', 'done', 'needs-you', 'withdrawn']);
export type OutboxState = z.infer<typeof OutboxState>;

const utc = z.string();
const pk = z.number().int().positive();

export const OutboxQuestion = z.object({
  text: z.string(),
  choices: z.array(z.object({ id: z.string(), label: z.string(), effect: z.string() })),
  /** A record at the server that may be this one, part by part. */
  similar: z
    .object({
      id: z.string(),
      url: z.string().nullable(),
      parts: z.array(z.object({ name: z.string(), ours: z.string(), theirs: z.string(), same: z.boolean() })),
    })
    .nullable(),
});

export const OutboxItem = z.object({
  id: z.string(),
  kind: z.string(),
  connectionId: ConnectionId,
  /** What is written, in words. */
  title: z.string(),
  /** Where it goes, in words. */
  target: z.string(),
  state: OutboxState,
  /** Why it is in its state. */
  reason: z.string().nullable(),
  attempts: z.number().int(),
  createdUtc: utc,
  sentUtc: utc.nullable(),
  endedUtc: utc.nullable(),
  /** When Quarry looks or tries next. */
  nextUtc: utc.nullable(),
  /** While it is looked for after an unknown outcome. */
  windowStartUtc: utc.nullable(),
  /** Until then the server may still be at it; it is not sent again before. */
  windowEndUtc: utc.nullable(),
  /** The record at the server. */
  remoteId: z.string().nullable(),
  url: z.string().nullable(),
  notes: z.array(z.string()),
  question: OutboxQuestion.nullable(),
  error: AppErrorDataSchema.nullable(),
});
export type OutboxItem = z.infer<typeof OutboxItem>;

export const OutboxDetails = z.object({
  item: OutboxItem,
  /** 26 letters in the comments of the record, by which it is found. */
  marker: z.string().nullable(),
  history: z.array(z.object({ atUtc: utc, lastUtc: utc, text: z.string(), count: z.number().int() })),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
  /** What is sent, as it was queued. */
  payload: z.json(),
});
export type OutboxDetails = z.infer<typeof OutboxDetails>;

export const OutboxList = z.object({
  /** New sends are stopped. */
  held: z.boolean(),
  /** Of all that are not ended, and of the ended ones that are listed. */
  counts: z.record(OutboxState, z.number().int()),
  /** Those that are not ended, oldest first; of waiting ones as many as were asked for. */
  open: z.array(OutboxItem),
  /** The last ended first, as many as were asked for. */
  ended: z.array(OutboxItem),
  /** How many have ended in all. */
  endedCount: z.number().int(),
});
export type OutboxList = z.infer<typeof OutboxList>;

/** The content of a Result of JuliaBase. */
export const OutboxResult = z.object({
  title: z.string(),
  comments: z.string(),
  timestampUtc: z.string().describe('ISO 8601 with zone'),
  timestampInaccuracy: z.number().int().min(0).max(6).default(0),
  sampleIds: z.array(pk).default([]),
  seriesNames: z.array(z.string()).default([]),
  table: ValueTableSchema.default({ headings: [], rows: [] }),
  figureIdentity: z.string().exactOptional(),
});
export type OutboxResult = z.infer<typeof OutboxResult>;

/** What to change in a Result; what is absent stays. */
export const OutboxResultEdit = z.object({
  resultId: pk,
  description: z.string().describe('What was changed and why; others are told'),
  important: z.boolean().exactOptional(),
  title: z.string().exactOptional(),
  comments: z.string().exactOptional().describe('Without marks; those of the record stay'),
  timestampUtc: z.string().exactOptional(),
  timestampInaccuracy: z.number().int().min(0).max(6).exactOptional(),
  sampleIds: z.array(pk).exactOptional(),
  seriesNames: z.array(z.string()).exactOptional(),
  table: ValueTableSchema.exactOptional(),
  figureIdentity: z.string().exactOptional(),
  /** The state that was seen; the edit asks a person if the server has another one by then. */
  expect: z
    .object({
      title: z.string(),
      comments: z.string(),
      table: ValueTableSchema,
      imageSha256: z.string().nullable(),
    })
    .exactOptional(),
});
export type OutboxResultEdit = z.infer<typeof OutboxResultEdit>;

export const OutboxSample = z.object({
  name: z.string(),
  currentLocation: z.string(),
  responsiblePerson: z.string().exactOptional().describe('Login name; you unless given'),
  purpose: z.string().exactOptional(),
  tags: z.array(z.string()).exactOptional(),
  topic: z.string().exactOptional(),
});

export const OutboxSampleEdit = z.object({
  name: z.string(),
  description: z.string().describe('What was changed and why; others are told'),
  important: z.boolean().exactOptional(),
  currentLocation: z.string().exactOptional(),
  responsiblePerson: z.string().exactOptional(),
  topic: z.string().nullable().exactOptional(),
  purpose: z.string().exactOptional(),
  tags: z.array(z.string()).exactOptional(),
});

export const OutboxSampleRename = z.object({
  name: z.string(),
  newName: z.string(),
  keepsAlias: z.boolean().default(true).describe('The old name stays valid as an alias'),
});

const one = z.object({ id: z.string() });
const change = { output: Nothing, stale: ['outbox.*'], errors: ['not-found', 'conflict', 'storage'] as const };
const queued = { output: one, stale: ['outbox.*'], errors: ['invalid-input', 'not-found', 'storage'] as const };
const here = { connectionId: ConnectionId, target: z.string().optional().describe('Where it goes, in words') };

export const outboxContract = {
  'outbox.list': query({
    title: 'List the outbox',
    description: 'What is written to the servers: what is under way or needs you, waits next, and ended last',
    input: z.object({
      mostEnded: z.number().int().min(0).max(1000).default(100),
      mostWaiting: z.number().int().min(0).max(1000).default(200),
    }),
    output: OutboxList,
  }),
  'outbox.get': query({
    title: 'Show an item of the outbox',
    description: 'One item with its journal, its files and what is sent',
    input: one,
    output: OutboxDetails,
    errors: ['not-found'],
  }),
  'outbox.follow': stream({
    title: 'Follow an item',
    description: 'One item now, then each change until it has ended',
    input: one,
    output: OutboxItem,
    errors: ['not-found'],
  }),
  'outbox.answer': command({
    title: 'Answer an item',
    description: 'Takes one of the choices of an item that needs you',
    input: one.extend({ choice: z.string() }),
    ...change,
  }),
  'outbox.withdraw': command({
    title: 'Withdraw an item',
    description: 'Nothing more is sent; what may have arrived stays at the server',
    input: one,
    ...change,
  }),
  'outbox.look': command({
    title: 'Look now',
    description: 'Looks for an item, or tries a waiting one, at once; a settle window is not shortened by it',
    input: one,
    ...change,
  }),
  'outbox.hold': command({
    title: 'Hold sending',
    description: 'Stops new sends until they are let go on',
    input: z.object({ held: z.boolean() }),
    ...change,
  }),
  'outbox.result.add': command({
    title: 'Queue a Result',
    description: 'Adds a Result to samples or series of JuliaBase, once',
    input: z.object({
      ...here,
      result: OutboxResult,
      imagePath: z.string().optional().describe('PNG, JPEG or PDF on this computer; a copy is kept'),
    }),
    ...queued,
  }),
  'outbox.result.edit': command({
    title: 'Queue an edit of a Result',
    description: 'Changes a Result; nothing is sent if the server has it so already',
    input: z.object({
      ...here,
      edit: OutboxResultEdit,
      imagePath: z.string().optional().describe('Replaces the image'),
    }),
    ...queued,
  }),
  'outbox.sample.add': command({
    title: 'Queue a new sample',
    description: 'Adds a sample to JuliaBase, once',
    input: z.object({ ...here, sample: OutboxSample }),
    ...queued,
  }),
  'outbox.sample.edit': command({
    title: 'Queue an edit of a sample',
    description: 'Changes facts of a sample; nothing is sent if the server has it so already',
    input: z.object({ ...here, edit: OutboxSampleEdit }),
    ...queued,
  }),
  'outbox.sample.rename': command({
    title: 'Queue a new name of a sample',
    description: 'Renames a sample; its old name stays valid as an alias unless told',
    input: z.object({ ...here, rename: OutboxSampleRename }),
    ...queued,
  }),
};
