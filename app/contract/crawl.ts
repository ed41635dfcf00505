import { z } from 'zod';
import { Nothing } from './common.ts';
import { command, job, query } from './entry.ts';

export const CrawlerFile = z.string().min(1).describe('Absolute path of the file that describes the crawler');
const CrawlerName = z.string().min(1).describe('Name of a crawler');

/** 'gone' files were sent and are not there any more; 'young' ones are not finished. */
export const CrawlFileState = z.enum(['young', 'invalid', 'asks', 'queued', 'done', 'skipped', 'gone']);
export type CrawlFileState = z.infer<typeof CrawlFileState>;

export const CrawledFile = z.object({
  path: z.string().describe('Relative to the folder of the crawler'),
  outcome: z.enum(['queued', 'moved', 'asks', 'invalid', 'same']),
  reason: z.string().nullable(),
  target: z.string().nullable().describe('Name of the sample'),
});
export type CrawledFile = z.infer<typeof CrawledFile>;

export const CrawlSummary = z.object({
  files: z.number().int().describe('Files that fit the patterns'),
  queued: z.number().int().describe('Files that were handed to the outbox'),
  moved: z.number().int().describe('Files that were sent under another path'),
  invalid: z.number().int().describe('Files that could not be used in this run; they are tried again'),
  asks: z.number().int().describe('Files that need a choice since this run'),
  gone: z.number().int().describe('Files that were missed for the first time'),
  young: z.number().int().describe('Files that are not finished'),
  problems: z.array(z.string()).describe('What could not be seen; the first hundred'),
  problemCount: z.number().int(),
});
export type CrawlSummary = z.infer<typeof CrawlSummary>;

/** What a run came to, as the result of its job. */
export const CrawlResult = CrawlSummary.extend({
  sent: z.object({
    ended: z.number().int().describe('Items of the outbox that are done or withdrawn'),
    needsYou: z.number().int(),
    open: z.number().int().describe('Items that go on when the server is back, or at the next start'),
  }),
});
export type CrawlResult = z.infer<typeof CrawlResult>;

export const CrawlCounts = z.record(CrawlFileState, z.number().int());

export const CrawlPreview = z.object({
  name: z.string(),
  root: z.string(),
  summary: CrawlSummary,
  /** Files whose content would be judged, the first ones. */
  files: z.array(CrawledFile.extend({ title: z.string().nullable(), comments: z.string().nullable() })),
});
export type CrawlPreview = z.infer<typeof CrawlPreview>;

export const CrawlFile = z.object({
  path: z.string(),
  state: CrawlFileState,
  reason: z.string().nullable(),
  target: z.string().nullable(),
  itemId: z.string().nullable().describe('Item of the outbox'),
  retryUtc: z.string().nullable().describe('When an invalid file is tried again although it has not changed'),
});
export type CrawlFile = z.infer<typeof CrawlFile>;

export const crawlContract = {
  'crawl.run': job({
    title: 'Run a crawler',
    description: 'Looks at a folder, reads files that are new or changed, and hands them to the outbox',
    input: z.object({ file: CrawlerFile }),
    output: z.object({ jobId: z.string() }),
    stale: ['jobs.*', 'crawl.*', 'crawlers.*'],
    errors: ['not-found', 'conflict', 'storage'],
  }),
  'crawl.preview': query({
    title: 'Preview a crawler',
    description: 'What a run would do with the files of a folder; nothing is kept and nothing is sent',
    input: z.object({ file: CrawlerFile, mostFiles: z.number().int().min(1).max(10_000).default(200) }),
    output: CrawlPreview,
    errors: ['not-found', 'storage'],
  }),
  'crawl.describe': query({
    title: 'Describe a crawler',
    description: 'Reads and checks the file of a crawler, and counts its files by their state',
    input: z.object({ file: CrawlerFile }),
    output: z.object({
      name: z.string(),
      connection: z.string(),
      root: z.string(),
      everyMs: z.number().nullable(),
      counts: CrawlCounts,
    }),
    errors: ['not-found', 'storage'],
  }),
  'crawl.files': query({
    title: 'List files of a crawler',
    description: 'Files of a crawler in one state',
    input: z.object({
      crawler: CrawlerName,
      state: CrawlFileState,
      mostFiles: z.number().int().min(1).exactOptional().describe('The first ones only, by their paths'),
    }),
    output: z.array(CrawlFile),
    errors: ['storage'],
  }),
  'crawl.answer': command({
    title: 'Answer a file of a crawler',
    description:
      'Takes a file that asks at the next run, changes the Result of its former content, or skips it for good',
    input: z.object({ crawler: CrawlerName, path: z.string(), choice: z.enum(['take', 'edit', 'skip']) }),
    output: Nothing,
    stale: ['crawl.*', 'crawlers.*'],
    errors: ['not-found', 'conflict'],
  }),
};
