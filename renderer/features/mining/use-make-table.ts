import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { type AppError, isAppError } from '../../../app/contract/app-error.ts';
import type { Contract } from '../../../app/contract/contract.ts';
import type { InputOf } from '../../../app/contract/entry.ts';
import type { MiningTable } from '../../../app/contract/mining.ts';
import { getClient } from '../../api/client.ts';
import { queryFor } from '../../api/query-options.ts';

type MakeInput = InputOf<Contract['mining.table.make']>;

export interface MakeTable {
  make(draft: MakeInput, onMade?: (made: MiningTable) => void): void;
  /** What is read so far stays kept. */
  cancel(): void;
  isMaking: boolean;
  error: AppError | null;
}

/** Makes a mining table; all that shows the table of these samples shows the new one then. */
export function useMakeTable(): MakeTable {
  const client = useQueryClient();
  const running = useRef<AbortController>(null);
  const { mutate, isPending, error } = useMutation<MiningTable, AppError, MakeInput>({
    mutationFn: (draft) => {
      const abort = new AbortController();
      running.current = abort;
      return getClient().call('mining.table.make', draft, { signal: abort.signal });
    },
  });
  return {
    make: (draft, onMade) =>
      mutate(draft, {
        onSuccess: (made) => {
          const { connectionId, source } = made.draft;
          client.setQueryData(queryFor('mining.table.find', { connectionId, source }).queryKey, { table: made });
          onMade?.(made);
        },
      }),
    cancel: () => running.current?.abort(),
    isMaking: isPending,
    error: isAppError(error, 'cancelled') ? null : error,
  };
}
