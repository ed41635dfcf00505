import { z } from 'zod';
import { ConnectionId } from './common.ts';
import { query } from './entry.ts';
import { FitRangeSchema } from './figures.ts';

const codeLanguages = ['quarry', 'library', 'pybis', 'jb_remote', 'curl'] as const;

const connectionId = ConnectionId;

/** What is looked at. */
export const CodeSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sample'), connectionId, name: z.string().min(1) }),
  z.object({ kind: z.literal('samples'), connectionId, text: z.string() }),
  z.object({ kind: z.literal('series'), connectionId, name: z.string().min(1) }),
  z.object({ kind: z.literal('result'), connectionId, id: z.number().int().positive() }),
  z.object({
    kind: z.literal('conductivity'),
    connectionId,
    series: z.string().nullable(),
    view: z.enum(['linear', 'arrhenius']),
    fitRange: FitRangeSchema.nullable(),
  }),
  z.object({ kind: z.enum(['openbis-object', 'openbis-collection']), connectionId, reference: z.string().min(1) }),
  z.object({ kind: z.literal('openbis-data-set'), connectionId, permId: z.string().min(1) }),
]);
export type CodeSubject = z.infer<typeof CodeSubject>;

export const codeContract = {
  'code.view': query({
    title: 'Write a view as code',
    description: 'The same answer by other means: quarry, the library, pyBIS, jb_remote, curl',
    input: z.object({ subject: CodeSubject }),
    output: z.array(
      z.object({ language: z.enum(codeLanguages), text: z.string().nullable(), reason: z.string().nullable() }),
    ),
    errors: ['not-found'],
  }),
};
