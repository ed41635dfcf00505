import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import { queryFor } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { MiningAnswer } from './mining-answer.tsx';

/** A mining table among the kept tables, whatever it was made from. */
export function MiningTableView({ tableId, isActive }: { tableId: string; isActive: boolean }): ReactNode {
  const mined = useQuery({ ...queryFor('mining.table.describe', { tableId }), retry: false });
  if (mined.error !== null) return <ErrorNote error={toAppError(mined.error)} />;
  return mined.data === undefined ? (
    <LoadingRows count={10} />
  ) : (
    <MiningAnswer mined={mined.data} isActive={isActive} />
  );
}
