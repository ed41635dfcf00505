import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import { t } from '../../ui/language.ts';
import { TreeNote } from './tree-note.tsx';

export interface BranchStateProps {
  query: Pick<UseQueryResult<unknown, Error>, 'data' | 'error' | 'refetch'>;
  level: number;
  /** Said where the answer holds nothing. */
  empty: string | null;
}

/** In place of lines: that they are loading, why they are not there, or that there are none. */
export function BranchState({ query, level, empty }: BranchStateProps): ReactNode {
  if (query.error !== null && query.data === undefined) {
    const again = { label: t('Ask again'), onClick: () => void query.refetch() };
    return <TreeNote level={level} tone="bad" text={toAppError(query.error).message} action={again} />;
  }
  if (query.data === undefined) return <TreeNote level={level} text={t('Loading…')} />;
  return empty === null ? null : <TreeNote level={level} text={empty} />;
}
