import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { AppError } from '../../../app/contract/app-error.ts';
import type { ExportPlan } from '../../../app/contract/drms.ts';
import { queryFor } from '../../api/query-options.ts';

export interface SetPlan {
  recordSet: string;
  /** Undefined until it is counted. */
  plan: ExportPlan | undefined;
  error: AppError | null;
}

const settleMs = 500;
const sampleRecords = 3;

/**
 * What the record sets hold; the first one with its first records.
 * @param most As many are asked for; each costs the server a few questions
 */
export function useExportPlans(
  serverId: string,
  recordSets: readonly string[],
  keys: readonly string[],
  most: number,
): SetPlan[] {
  const [settled] = useDebouncedValue(recordSets.join('\n'), settleMs);
  const [settledKeys] = useDebouncedValue(keys.join(','), settleMs);
  const wanted = settledKeys === '' ? [] : settledKeys.split(',');
  const isOld = settled !== recordSets.join('\n');
  const plans = useQueries({
    queries: recordSets.map((recordSet, index) => ({
      ...queryFor('drms.export.plan', {
        ...{ serverId, recordSet },
        ...(index === 0 ? { keys: wanted, sample: sampleRecords } : { sample: 1 }),
      }),
      enabled: !isOld && index < most,
      retry: false,
      staleTime: 60_000,
      // Other keys of the first records do not change their number.
      ...(index === 0 && !isOld ? { placeholderData: keepPreviousData } : {}),
    })),
  });
  return recordSets.map((recordSet, index) => ({
    recordSet,
    plan: plans[index]?.data,
    error: plans[index]?.error ?? null,
  }));
}
