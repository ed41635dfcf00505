import { z } from 'zod';
import { AppErrorDataSchema, Nothing } from './common.ts';
import { command, query } from './entry.ts';

/** A version that the feed names. */
export const Release = z.object({
  version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/),
  releasedUtc: z.iso.datetime(),
  /** Page that tells about it and has its files. */
  page: z.url({ protocol: /^https$/ }),
});
export type Release = z.infer<typeof Release>;

export const UpdateState = z.object({
  /** Null: never looked. */
  checkedUtc: z.iso.datetime().nullable(),
  /** What the feed named last; null if nothing could be read from it. */
  release: Release.nullable(),
  /** How that release stands to this Quarry. */
  isNewer: z.boolean(),
  ownVersion: z.string(),
  /** Why the last look told nothing. */
  problem: AppErrorDataSchema.nullable(),
});
export type UpdateState = z.infer<typeof UpdateState>;

export const updatesContract = {
  'updates.get': query({
    title: 'New version',
    description: 'What the last look into the feed of new versions has told',
    input: Nothing,
    output: UpdateState,
  }),
  'updates.check': command({
    title: 'Look for a new version',
    description:
      'Looks into the signed feed of new versions; nothing is sent but the request, and nothing is installed',
    input: z.object({
      feed: z.string().optional().describe('Address of the feed; that of the settings if it is left out'),
    }),
    output: UpdateState,
    stale: ['updates.get'],
    errors: ['invalid-input', 'network', 'timeout', 'bad-response', 'forbidden'],
  }),
};
