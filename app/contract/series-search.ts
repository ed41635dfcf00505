import { z } from 'zod';
import { DrmsSeriesItem, DrmsServerId } from './drms.ts';
import { job, query } from './entry.ts';

const KeywordNote = z.object({ name: z.string(), note: z.string() });

export const SeriesFound = z.object({
  /** The best first; at most as many as were asked for. */
  series: z.array(DrmsSeriesItem.extend({ keywords: z.array(KeywordNote).describe('Keywords that hold the text') })),
  total: z.number().int(),
  /** Series of the server, and of how many the keywords are known here. */
  known: z.object({ series: z.number().int(), withKeywords: z.number().int() }),
  /** When the list of series was read. */
  asOfUtc: z.iso.datetime(),
});
export type SeriesFound = z.infer<typeof SeriesFound>;

export const seriesSearchContract = {
  'drms.series.search': query({
    title: 'Search series',
    description: 'Series with a text in their name, note or keywords; from what is kept, so also without the server',
    input: z.object({
      serverId: DrmsServerId,
      text: z.string().trim().max(200, 'A search has at most 200 characters.'),
      limit: z.number().int().min(1).max(5000).default(200),
    }),
    output: SeriesFound,
    errors: ['not-found', 'unsupported', 'network', 'timeout', 'remote-failed', 'bad-response'],
  }),
  'drms.series.load-keywords': job({
    title: 'Load the keywords of all series',
    description: 'Asks for each series in turn, one request at a time, so that keywords can be searched; goes on later',
    input: z.object({ serverId: DrmsServerId }),
    output: z.object({ jobId: z.string() }),
    stale: ['jobs.*'],
    errors: ['not-found'],
  }),
};
