import { z } from 'zod';
import { ConnectionId } from './common.ts';
import { DrmsServerId, RecordSetText } from './drms.ts';
import { MiningDraft } from './mining.ts';
import { DataSetSearch, ObjectSearch } from './openbis.ts';

const names = z.array(z.string());

/** Everything remote that can be asked again. The same question always has the same fields. */
export const Question = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('drms.records'),
    serverId: DrmsServerId,
    recordSet: RecordSetText,
    /** Keywords that were asked for; empty: the usual ones of the series. */
    keys: names.default([]),
    segments: names.exactOptional(),
    links: names.exactOptional(),
    limit: z.number().int().exactOptional(),
  }),
  z.object({ kind: z.literal('drms.series'), serverId: DrmsServerId, text: z.string().trim().min(1) }),
  z.object({ kind: z.literal('juliabase.samples'), connectionId: ConnectionId, name: z.string().min(1) }),
  z.object({ kind: z.literal('juliabase.topic'), connectionId: ConnectionId, topicId: z.number().int().positive() }),
  z.object({ kind: z.literal('juliabase.series'), connectionId: ConnectionId, name: z.string().min(1) }),
  z.object({ kind: z.literal('openbis.objects'), connectionId: ConnectionId, search: ObjectSearch }),
  z.object({ kind: z.literal('openbis.data-sets'), connectionId: ConnectionId, search: DataSetSearch }),
  z.object({ kind: z.literal('mining'), draft: MiningDraft }),
  z.object({ kind: z.literal('sql'), statement: z.string().trim().min(1) }),
]);
export type Question = z.infer<typeof Question>;

export const QuestionKind = z.enum([
  'drms.records',
  'drms.series',
  'juliabase.samples',
  'juliabase.topic',
  'juliabase.series',
  'openbis.objects',
  'openbis.data-sets',
  'mining',
  'sql',
]);
export type QuestionKind = Question['kind'];

/** Which of the remote systems was asked; a mining table is asked of JuliaBase. */
export const QuestionSystem = z.enum(['drms', 'juliabase', 'openbis', 'sql']);
export type QuestionSystem = z.infer<typeof QuestionSystem>;
