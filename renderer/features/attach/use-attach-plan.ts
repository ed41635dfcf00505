import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type AppError, toAppError } from '../../../app/contract/app-error.ts';
import type { AttachDraft, AttachPlan, FigureSpec } from '../../../app/contract/figures.ts';
import { queryFor } from '../../api/query-options.ts';
import type { TypedDraft } from './attach-draft.ts';

const typingSettleMs = 350;

/** `auto` updates the figure's own result where there is one. */
export type AttachMode = 'auto' | 'create';

export interface AttachPlanState {
  plan: AttachPlan | undefined;
  /** What is shown belongs to an older text; the new plan is on its way. */
  isOld: boolean;
  error: AppError | null;
  askAgain(): void;
}

/** The live answer to "what would be written", while the form is filled. */
export function useAttachPlan(spec: FigureSpec, typed: TypedDraft, mode: AttachMode): AttachPlanState {
  const [settled] = useDebouncedValue(typed, typingSettleMs);
  const query = useQuery({
    ...queryFor('figures.attach.plan', { spec, draft: plannable(settled), mode }),
    placeholderData: keepPreviousData,
    // The plan is about the server's present state; an old one may be wrong.
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return {
    plan: query.data,
    isOld: query.isFetching || settled !== typed,
    error: query.error === null ? null : toAppError(query.error),
    askAgain: () => void query.refetch(),
  };
}

/** Fields that the contract would refuse are planned as if untouched; the form says what is wrong with them. */
function plannable(typed: TypedDraft): Partial<AttachDraft> {
  const { title, columns, timestampUtc, ...others } = typed;
  const titleFits = title !== undefined && title.trim() !== '' && title.trim().length <= 50;
  return {
    ...others,
    ...(titleFits && { title }),
    ...(timestampUtc !== undefined && timestampUtc !== '' && { timestampUtc }),
    ...(columns !== undefined && columns.length > 0 && { columns }),
  };
}
