import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { QuestionSystem } from '../../../app/contract/questions.ts';
import { queryFor } from '../../api/query-options.ts';
import { language } from '../../ui/language.ts';
import { mostShown, type Past, pastWith } from './past-with.ts';

const mostKept = 5000;

/**
 * The newest questions with these words in them or in the name of their server. The core knows what they are called in
 * English alone: in another language the words are looked for here.
 */
export function usePastQuestions(text: string, system: QuestionSystem | null): UseQueryResult<Past, Error> {
  const isHere = language !== 'en' && text !== '';
  const wish = isHere ? { text: '', system, limit: mostKept } : { text, system, limit: mostShown };
  const select = useCallback((past: Past) => (isHere ? pastWith(past, text) : past), [isHere, text]);
  return useQuery({ ...queryFor('queries.history', wish), placeholderData: keepPreviousData, select });
}
