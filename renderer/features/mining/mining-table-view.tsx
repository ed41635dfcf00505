import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { MiningTable } from '../../../app/contract/mining.ts';
import { queryFor } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { MiningAnswer } from './mining-answer.tsx';
import { useMakeTable } from './use-make-table.ts';

/** A mining table among the kept tables, whatever it was made from. */
export function MiningTableView({ tableId, isActive }: { tableId: string; isActive: boolean }): ReactNode {
  const found = useQuery({ ...queryFor('mining.table.describe', { tableId }), retry: false });
  const { make, ...making } = useMakeTable();
  // Made again here, it takes the place of the one that was opened.
  const [made, setMade] = useState<MiningTable | null>(null);
  const mined = made ?? found.data;
  if (mined === undefined)
    return found.error === null ? <LoadingRows count={10} /> : <ErrorNote error={toAppError(found.error)} />;
  return (
    <MiningAnswer mined={mined} isActive={isActive} making={{ ...making, make: (draft) => make(draft, setMade) }} />
  );
}
