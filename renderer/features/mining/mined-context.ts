import { createContext, useContext } from 'react';
import type { AppError } from '../../../app/contract/app-error.ts';
import type { MiningDraft, MiningTable } from '../../../app/contract/mining.ts';

/** The table that is shown, and how it is made anew with other columns. */
interface Mined {
  table: MiningTable;
  /** Makes it again from kept answers. */
  change(changes: Partial<Pick<MiningDraft, 'fields' | 'computed' | 'derived'>>): void;
  isChanging: boolean;
  error: AppError | null;
}

export const MinedContext = createContext<Mined | null>(null);

export function useMined(): Mined {
  const mined = useContext(MinedContext);
  if (mined === null) throw new Error('The mining table is used outside of its provider.');
  return mined;
}
