import { z } from 'zod';

const unitsMs = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** "90 s", "10 min", "1 h", "2 d". */
const Duration = z
  .string()
  .regex(/^\d+(\.\d+)?\s*(s|min|h|d)$/, 'Write a number with s, min, h or d, e.g. "10 min".')
  .transform((text) => {
    const [, number = '0', unit = 's'] = /^([\d.]+)\s*(\w+)$/.exec(text) ?? [];
    // The pattern lets no other unit in.
    return Number(number) * unitsMs[unit as keyof typeof unitsMs];
  });

const Pattern = z.string().superRefine((text, context) => {
  try {
    new RegExp(text, 'u');
  } catch (error) {
    context.addIssue({ code: 'custom', message: `It is no regular expression (${String(error)}).` });
  }
});

/** Text with places like `{stem}`, `{match.number}`, `{header.operator}`, `{column.sigma.last}`; see docs/crawlers.md. */
const Template = z.string().min(1);
const TemplateOrNumber = z.union([Template, z.number().transform(String), z.boolean().transform(String)]);

const SampleName = z.strictObject({
  /** Where the text comes from: `{stem}`, `{folder}`, `{header.sample}` … */
  from: Template.default('{stem}'),
  /** Of the text; group `name`, else the first group, else the whole match is the sample. */
  match: Pattern.optional(),
  /** Names of former times: the first rule that fits the whole name replaces it; `$1` stands for its first group. */
  legacy: z.array(z.strictObject({ match: Pattern, to: z.string().min(1) })).default([]),
});

const Moment = z.strictObject({
  from: Template.default('{modified}'),
  inaccuracy: z.number().int().min(0).max(6).default(0),
});

const common = {
  comments: Template.default('{path}'),
  time: Moment.default({ from: '{modified}', inaccuracy: 0 }),
};

const ResultMapping = z.strictObject({
  title: Template,
  ...common,
  /** One row of numbers: heading → template. */
  values: z.record(z.string().min(1).max(50), TemplateOrNumber).default({}),
  /** Columns of the file as they are, at most 100 rows: heading → name of the column. */
  columns: z.record(z.string().min(1).max(50), z.string().min(1)).default({}),
  /** The file itself is the picture: PNG, JPEG or PDF. */
  image: z.boolean().default(false),
});

const ProcessMapping = z.strictObject({
  /** First piece of its addresses at the server, e.g. `pds_measurements`. */
  url: z.string().regex(/^[\w-]+$/, 'Give the first piece of its address, e.g. pds_measurements.'),
  /** As the search of the server names it, e.g. `PDSMeasurement`. */
  model: z.string().regex(/^\w+$/, 'Give the name of the model, e.g. PDSMeasurement.'),
  /** As data sheets of samples name it, e.g. `PDS measurement`. */
  type: z.string().min(1),
  /** The field that identifies it in its addresses, e.g. `number`; absent: its id. */
  key: z.string().min(1).optional(),
  ...common,
  /** Fields of its form: name → template. */
  fields: z.record(z.string().min(1), TemplateOrNumber).default({}),
});

/** A crawler that is described by a file. */
export const CrawlRecipe = z
  .strictObject({
    name: z.string().regex(/^[\w.-]{1,60}$/, 'A name has 1 to 60 letters, digits, dots, dashes or underscores.'),
    connection: z.string().min(1),
    root: z.string().min(1),
    files: z.array(z.string().min(1)).min(1, 'Give at least one pattern, e.g. "**/*.dat".'),
    quiet: Duration.default(60_000),
    every: Duration.optional(),
    sameContent: z.enum(['ask', 'take']).default('ask'),
    changed: z.enum(['ask', 'take', 'edit']).default('ask'),
    reader: z.enum(['none', 'table']).default('none'),
    /** Named parts of the relative path, as `{match.NAME}`. */
    path: Pattern.optional(),
    sample: SampleName,
    result: ResultMapping.optional(),
    process: ProcessMapping.optional(),
    mail: z
      .strictObject({
        to: z.array(z.string().min(3)).min(1),
        from: z.string().min(3),
        /** `smtp://user@host:587`; the password comes from QUARRY_SMTP_PASSWORD. */
        server: z.string().regex(/^smtps?:\/\//, 'Write smtp://host:port or smtps://host:port.'),
        when: z.enum(['errors', 'always']).default('errors'),
      })
      .optional(),
  })
  .superRefine((recipe, context) => {
    if ((recipe.result === undefined) === (recipe.process === undefined))
      context.addIssue({ code: 'custom', message: 'Say what each file becomes: either result or process.' });
    if (recipe.changed === 'edit' && recipe.process !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['changed'],
        message: 'Only Results are changed by a crawler; with a process, give ask or take.',
      });
  });
export type CrawlRecipe = z.infer<typeof CrawlRecipe>;
