import { z } from 'zod';
import { codeLanguages } from '../domain/drms/code.ts';
import { DrmsServerId, ExportQuery, RecordQuery } from './drms.ts';
import { query } from './entry.ts';

/** A program text in each language, or one sentence why there is none. */
const CodeTexts = z.array(
  z.object({ language: z.enum(codeLanguages), text: z.string().nullable(), reason: z.string().nullable() }),
);

const errors = ['not-found'] as const;

export const drmsCodeContract = {
  'drms.code.query': query({
    title: 'Write a query as code',
    description: 'The same question for records in other languages: quarry, Python drms, SunPy, curl',
    input: RecordQuery,
    output: CodeTexts,
    errors,
  }),
  'drms.code.export': query({
    title: 'Write exports as code',
    description: 'The same exports in other languages: quarry, Python drms, SunPy, curl',
    input: z.object({
      serverId: DrmsServerId,
      /** Default: the address that is kept for the server. */
      email: z.string().trim().nullable().default(null),
      queries: z.array(ExportQuery).min(1, 'Give at least one record set.'),
    }),
    output: CodeTexts,
    errors: [...errors, 'invalid-input'],
  }),
};
