import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PastQuestion } from '../../../../app/contract/queries.ts';
import type { Question } from '../../../../app/contract/questions.ts';
import { queryFor } from '../../../api/query-options.ts';

export type PastRecords = PastQuestion & { question: Extract<Question, { kind: 'drms.records' }> };

const most = 500;

/** Record sets that a server was asked for, newest first. */
export function usePastRecords(serverId: string): PastRecords[] | undefined {
  const questions = useQuery(queryFor('queries.history', { kind: 'drms.records', placeId: serverId, limit: most })).data
    ?.questions;
  return useMemo(() => questions?.filter(isOfRecords), [questions]);
}

function isOfRecords(past: PastQuestion): past is PastRecords {
  return past.question.kind === 'drms.records';
}
