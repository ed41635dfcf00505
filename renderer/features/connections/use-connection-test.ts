import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AppError } from '../../../app/contract/app-error.ts';
import type { TestStep } from '../../../app/contract/connections.ts';
import { queryFor } from '../../api/query-options.ts';
import { type ConnectionFormValues, canTest, draftOf } from './connection-draft.ts';

export interface ConnectionTest {
  /** Null until enough is filled in. */
  steps: readonly TestStep[] | null;
  isRunning: boolean;
  error: AppError | null;
  again(): void;
}

/** Tests a connection while its form is filled, shortly after each pause. */
export function useConnectionTest(values: ConnectionFormValues, id: string | undefined): ConnectionTest {
  const [settled] = useDebouncedValue(values, 700);
  const isReady = canTest(settled);
  const test = useQuery({
    ...queryFor('connections.test', { ...draftOf(settled), ...(id === undefined ? {} : { id }) }),
    enabled: isReady,
    placeholderData: keepPreviousData,
    // The key holds a password, and the answer is about this moment.
    gcTime: 0,
    staleTime: 0,
  });
  return {
    steps: isReady ? (test.data?.steps ?? []) : null,
    isRunning: test.isFetching || (settled !== values && canTest(values)),
    error: test.error,
    again: () => void test.refetch(),
  };
}
