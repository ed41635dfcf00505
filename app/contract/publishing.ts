import { z } from 'zod';
import { placesOf } from '../domain/text-template.ts';
import { conductivityColumns } from './attach.ts';
import { ConnectionId } from './common.ts';
import { job, query, stream } from './entry.ts';
import { FigureOptions } from './figure-details.ts';

/** What titles and comments of a recipe may name. */
export const publishPlaces = ['series', 'samples', 'measured', 'connection', 'summary'] as const;

const Template = z
  .string()
  .min(1, 'Write a text.')
  .superRefine((text, context) => {
    for (const name of placesOf(text))
      if (!publishPlaces.some((known) => known === name))
        context.addIssue({
          code: 'custom',
          message: `There is no {${name}}; write ${publishPlaces.map((known) => `{${known}}`).join(', ')}.`,
        });
  });

const SeriesChoice = z
  .strictObject({
    names: z.array(z.string().min(1)).min(1, 'Name at least one series.').max(1000).exactOptional(),
    topic: z.string().min(1, 'Name a topic.').exactOptional().describe('All series of this topic'),
    search: z
      .string()
      .trim()
      .min(1, 'Give a part of the names.')
      .exactOptional()
      .describe('Series with this text in their name'),
  })
  .superRefine(({ names, topic, search }, context) => {
    if ((names === undefined) === (topic === undefined && search === undefined))
      context.addIssue({ code: 'custom', message: 'Say which series: either names, or topic, search or both.' });
  });

const InverseKelvin = z.number('Give 1000/T in 1/K as a number.').positive('It is 1000/T in 1/K, so above 0.');

const FigureRecipe = z
  .strictObject({
    kind: z.literal('conductivity').default('conductivity'),
    scale: z.enum(['arrhenius', 'linear']).default('arrhenius').describe('ln σ over 1000/T, or σ over T'),
    fit: z
      .strictObject({ from: InverseKelvin, to: InverseKelvin })
      .refine(({ from, to }) => from < to, 'The fit range starts after its end.')
      .exactOptional()
      .describe('Inclusive range of 1000/T in 1/K; absent: what fits all curves'),
    options: FigureOptions.exactOptional().describe('As in a file of options of a figure, without samples'),
  })
  .refine(({ scale, options }) => scale === 'arrhenius' || options?.view !== 'arrhenius', {
    message: 'Scale and view contradict each other; leave one of them out.',
    path: ['options', 'view'],
  });

const ResultRecipe = z.strictObject({
  title: Template.exactOptional().describe('At most 50 characters when filled'),
  comments: Template.default('{summary}').describe('Markdown'),
  image: z.enum(['png', 'pdf']).default('png'),
  columns: z
    .array(z.enum(conductivityColumns))
    .min(1, 'Choose at least one column.')
    .default(['sample', 'sigma300', 'ea', 'ea-stderr']),
  onSamples: z.boolean().default(true).describe('Link the Result to each sample too'),
  editDescription: z
    .string()
    .trim()
    .min(1, 'Say what changes; JuliaBase tells it to the people concerned.')
    .default('Figure drawn again from the raw data files.'),
});

/** One figure for each of many series; the same in a file, in a window and in a job. */
export const PublishRecipe = z.strictObject({
  version: z.literal(1, 'This Quarry reads version 1.'),
  id: z
    .string()
    .regex(/^[\w.-]{1,60}$/, 'An id has 1 to 60 letters, digits, dots, dashes or underscores.')
    .exactOptional()
    .describe('A Result of its own beside those of other recipes; absent: the figure that is attached by hand'),
  connection: z.string().min(1).describe('Name or id'),
  series: SeriesChoice,
  figure: FigureRecipe.prefault({}),
  result: ResultRecipe.prefault({}),
  incomplete: z
    .enum(['skip', 'publish'])
    .default('skip')
    .describe('What to do with a series of which a sample or a raw data file cannot be read'),
});
export type PublishRecipe = z.infer<typeof PublishRecipe>;

/** The view counts more, for the scale has a default. */
export function viewOfRecipe({ figure: { scale, options } }: PublishRecipe): 'arrhenius' | 'linear' {
  return options?.view ?? scale;
}

const resultLink = {
  resultId: z.number().int().nullable(),
  /** Its page at the server. */
  url: z.string().nullable(),
};

export const PublishAction = z.enum(['create', 'update', 'unchanged', 'not-allowed', 'not-possible']);
export type PublishAction = z.infer<typeof PublishAction>;

/** What a run would do with one series now. */
export const PublishRow = z.object({
  series: z.string(),
  action: PublishAction,
  /** Why it is not allowed or not possible; else null. */
  reason: z.string().nullable(),
  /** The same call may succeed later. */
  retryable: z.boolean(),
  title: z.string().nullable(),
  samples: z.number().int(),
  /** Samples with a curve. */
  measured: z.number().int(),
  ...resultLink,
  changes: z.array(z.object({ what: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  /** What a person should know: samples that are left out, a series of others. */
  notes: z.array(z.string()),
  /** Age of the oldest answer it was judged by; null if nothing could be read. */
  asOfUtc: z.string().nullable(),
});
export type PublishRow = z.infer<typeof PublishRow>;

export const PublishPreviewEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('found'), connectionId: ConnectionId, series: z.array(z.string()) }),
  /** In the order in which they are ready. */
  z.object({ kind: z.literal('row'), row: PublishRow }),
]);
export type PublishPreviewEvent = z.infer<typeof PublishPreviewEvent>;

/** 'queued' lies in the outbox, which sends it by itself. */
export const PublishOutcomeState = z.enum([
  'waiting',
  'queued',
  'created',
  'updated',
  'unchanged',
  'not-allowed',
  'not-possible',
  'failed',
  'needs-you',
  'withdrawn',
]);
export type PublishOutcomeState = z.infer<typeof PublishOutcomeState>;

export const PublishOutcome = z.object({
  series: z.string(),
  outcome: PublishOutcomeState,
  reason: z.string().nullable(),
  /** Item of the outbox. */
  itemId: z.string().nullable(),
  ...resultLink,
});
export type PublishOutcome = z.infer<typeof PublishOutcome>;

const only = z
  .array(z.string().min(1))
  .min(1)
  .nullable()
  .default(null)
  .describe('Of the series of the recipe; null: all');

const errors = ['not-found', 'auth-required', 'network', 'timeout', 'remote-failed', 'bad-response'] as const;

export const publishingContract = {
  'publish.recipe.read': query({
    title: 'Read a publishing recipe',
    description: 'Checks the text of a recipe; mistakes are told with line and column',
    input: z.object({ text: z.string().max(1_000_000), name: z.string().min(1).describe('Of the file, for messages') }),
    output: PublishRecipe,
  }),
  'publish.preview': stream({
    title: 'Preview of publishing',
    description: 'What a run would write for each series; nothing is written',
    input: z.object({ recipe: PublishRecipe, only }),
    output: PublishPreviewEvent,
    errors,
  }),
  'publish.run': job({
    title: 'Publish figures',
    description: 'Writes one figure for each series to the server, unless it is there as it is',
    input: z.object({ recipe: PublishRecipe, only }),
    output: z.object({ jobId: z.string() }),
    stale: ['jobs.*'],
    errors: ['not-found', 'storage'],
  }),
  'publish.outcomes': query({
    title: 'Outcomes of publishing',
    description: 'What became of each series of a run so far',
    input: z.object({ jobId: z.string() }),
    output: z.object({ connectionId: ConnectionId, rows: z.array(PublishOutcome) }),
    errors: ['not-found'],
  }),
};
