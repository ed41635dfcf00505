import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { type AppError, toAppError } from '../../../app/contract/app-error.ts';
import type { AttachDraft, AttachPlan, AttachSubject } from '../../../app/contract/attach.ts';
import { getClient } from '../../api/client.ts';
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

/** The live answer to "what would be written", while the form is filled; none while it is not said to what. */
export function useAttachPlan(subject: AttachSubject | null, typed: TypedDraft, mode: AttachMode): AttachPlanState {
  const [settled] = useDebouncedValue(typed, typingSettleMs);
  const asked = subject === null ? null : { subject, draft: plannable(settled), mode };
  const query = useQuery<AttachPlan, AppError>({
    queryKey: ['figures.attach.plan', asked],
    queryFn: asked === null ? skipToken : ({ signal }) => getClient().call('figures.attach.plan', asked, { signal }),
    placeholderData: keepPreviousData,
    // The plan is about the server's present state; an old one may be wrong.
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return {
    plan: subject === null ? undefined : query.data,
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
