import { z } from 'zod';
import { foundKinds } from '../domain/found.ts';
import { Nothing } from './common.ts';
import { command, query } from './entry.ts';

export const FoundKind = z.enum(foundKinds);
export type FoundKind = z.infer<typeof FoundKind>;

const Marks = z.array(z.tuple([z.number().int(), z.number().int()])).describe('Places of what fits: [from, behind it]');

export const Hit = z.object({
  /** Tells it from the others; the same as long as the index is not made anew. */
  id: z.string(),
  kind: FoundKind,
  title: z.string(),
  titleMarks: Marks,
  /** Where it belongs; may be empty. */
  detail: z.string(),
  /** The part of a comment, note or list of keywords that fits; null where title and detail tell why it was found. */
  excerpt: z.object({ text: z.string(), marks: Marks }).nullable(),
  source: z.object({ id: z.string(), name: z.string() }).describe('Connection, DRMS server, or this computer'),
  /** Of the panel that shows it. */
  address: z.string(),
  asOfUtc: z.iso.datetime(),
});
export type Hit = z.infer<typeof Hit>;

const Count = { count: z.number().int(), isMore: z.boolean().describe('More than were counted') };

export const SearchAnswer = z.object({
  /** The best first; without a text the ones opened last. */
  hits: z.array(Hit),
  total: z.number().int(),
  isMore: z.boolean().describe('There are more than `total`'),
  /** For each kind and source what the text finds there, whatever is chosen; empty unless asked for. */
  kinds: z.array(z.object({ kind: FoundKind, ...Count })),
  sources: z.array(z.object({ id: z.string(), name: z.string(), ...Count })),
  /** Words that nothing begins with, and the known ones that were taken for them. */
  readAs: z.array(z.object({ typed: z.string(), words: z.array(z.string()) })),
  /** False while what is kept is still being put into the index. */
  isComplete: z.boolean(),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;

export const findContract = {
  'find.search': query({
    title: 'Find',
    description:
      'Everything kept on this computer by words in its name, notes, comments, keywords or file names; asks no server',
    input: z.object({
      text: z.string().default('').describe('Beginnings of words, all of which must fit; any signs may stand in it'),
      kinds: z.array(FoundKind).default([]).describe('Only these; empty: all'),
      sources: z.array(z.string()).default([]).describe('Ids of connections and servers; empty: all'),
      limit: z.number().int().min(1).max(500).default(50),
      facets: z.boolean().default(false).describe('Count for each kind and source as well'),
      complete: z.boolean().default(false).describe('Wait until all that is kept is in the index'),
    }),
    output: SearchAnswer,
    errors: ['storage'],
  }),
  'find.note-opened': command({
    title: 'Note what was opened',
    description: 'What was opened lately comes first among hits that fit equally',
    input: z.object({ address: z.string().startsWith('/').max(2000) }),
    output: Nothing,
  }),
};
