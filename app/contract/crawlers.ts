import { z } from 'zod';
import { AppErrorDataSchema, Nothing } from './common.ts';
import { CrawlCounts, CrawlerFile, CrawlResult } from './crawl.ts';
import { command, query } from './entry.ts';
import { JobStatus } from './jobs.ts';

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write times as 06:30, divided by commas.');

/** When a crawler runs by itself, while Quarry is open. */
export const CrawlTimes = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('every'),
    minutes: z
      .number()
      .int('Give whole minutes.')
      .min(1, 'Give at least a minute.')
      .max(10_080, 'Give at most a week.'),
  }),
  z.object({
    kind: z.literal('at'),
    times: z.array(TimeOfDay).min(1, 'Give at least one time.').max(24, 'Give at most 24 times.'),
  }),
]);
export type CrawlTimes = z.infer<typeof CrawlTimes>;

/** A crawler that this data folder knows. */
export const KnownCrawler = z.object({
  file: CrawlerFile,
  about: z
    .object({
      name: z.string(),
      connection: z.string(),
      root: z.string(),
      counts: CrawlCounts,
    })
    .nullable()
    .describe('What its file says, and its files by state; null if the file cannot be used now'),
  problem: AppErrorDataSchema.nullable().describe('Why the file cannot be used now'),
  times: CrawlTimes.nullable().describe('When it runs by itself'),
  owner: z
    .object({ computer: z.string(), sinceUtc: z.string(), isHere: z.boolean() })
    .nullable()
    .describe('The computer that ran it last; it runs by itself on that one only'),
  nextUtc: z.string().nullable(),
  lastRun: z
    .object({
      jobId: z.string(),
      status: JobStatus,
      startedUtc: z.string().nullable(),
      endedUtc: z.string().nullable(),
      result: CrawlResult.nullable(),
      error: AppErrorDataSchema.nullable(),
    })
    .nullable(),
});
export type KnownCrawler = z.infer<typeof KnownCrawler>;

const file = z.object({ file: CrawlerFile });
/** It goes into the name of a file. */
const PlainName = z.string().regex(/^[\w.-]{1,60}$/, 'Give the name of a crawler.');
const stale = ['crawlers.*'];

export const crawlersContract = {
  'crawlers.list': query({
    title: 'List crawlers',
    description: 'Crawlers that were added or have run, with their last and next run and their files by state',
    input: Nothing,
    output: z.array(KnownCrawler),
    errors: ['storage'],
  }),
  'crawlers.add': command({
    title: 'Add a crawler',
    description: 'Adds the file of a crawler to the list; nothing runs yet',
    input: file,
    output: z.object({ name: z.string() }),
    stale,
    errors: ['not-found', 'unsupported'],
  }),
  'crawlers.remove': command({
    title: 'Remove a crawler',
    description: 'Takes a crawler off the list, so that it does not run by itself; what is known of its files stays',
    input: file,
    output: Nothing,
    stale,
    errors: ['not-found'],
  }),
  'crawlers.plan': command({
    title: 'Plan runs of a crawler',
    description: 'Says when a crawler runs by itself while Quarry is open, on this computer; null ends that',
    input: file.extend({ times: CrawlTimes.nullable() }),
    output: Nothing,
    stale,
    errors: ['not-found', 'unsupported'],
  }),
  'crawlers.install': query({
    title: 'Lines that run a crawler',
    description: 'Lines for cron or systemd that let a computer run a crawler by itself, whether Quarry is open or not',
    input: file.extend({ how: z.enum(['cron', 'systemd']) }),
    output: z.object({ lines: z.array(z.string()) }),
    errors: ['not-found'],
  }),
  'crawlers.log': query({
    title: 'Log of a crawler',
    description: 'The last lines of the log of a crawler',
    input: z.object({ crawler: PlainName, mostLines: z.number().int().min(1).max(2000).default(500) }),
    output: z.object({ path: z.string(), lines: z.array(z.string()) }),
    errors: ['storage'],
  }),
};
