import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../app/contract/app-error.ts';
import type { OpenbisDataSetType } from '../../../app/contract/openbis.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { useRemote } from '../remote/use-remote.ts';
import { dropUploadDraft, keepUploadDraft, type UploadValues, uploadInput, useUploadDrafts } from './upload-draft.ts';
import { problemsOf, type UploadCheck, type UploadProblem } from './upload-problems.ts';

type Key = UploadProblem['key'];

export interface UploadForm {
  values: UploadValues;
  change(changes: Partial<UploadValues>): void;
  types: readonly OpenbisDataSetType[];
  type: OpenbisDataSetType | undefined;
  /** Of the last check; what was typed since then may change it. */
  check: UploadCheck | undefined;
  problems: readonly UploadProblem[];
  isChecking: boolean;
  /** What to say at a field: nothing before it was left or the upload was tried. */
  errorOf(key: Key): string | undefined;
  leave(key: Key): void;
  failure: AppError | null;
  isStarting: boolean;
  /** Checks once more and starts; tells the first problem if there is any. */
  start(): Promise<{ jobId: string } | { problem: Key } | undefined>;
}

/** The state of an upload, checked by the core after each pause in typing. */
export function useUploadForm(connectionId: string, draftKey: string, first: UploadValues): UploadForm {
  const values = useUploadDrafts((drafts) => drafts[draftKey]) ?? first;
  const queries = useQueryClient();
  const allTypes = useRemote('openbis.types.list', { connectionId });
  const types = allTypes.answer?.value ?? [];
  const type = types.find(({ code }) => code === values.type);
  const input = uploadInput(connectionId, values, type);
  const [asked] = useDebouncedValue(JSON.stringify(input), 400);
  const checking = useQuery({
    // The very text was made of an input.
    ...queryFor('openbis.upload.check', JSON.parse(asked) as typeof input),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const [left, setLeft] = useState<ReadonlySet<Key>>(new Set());
  const [wasTried, setTried] = useState(false);
  const upload = useCommand('openbis.upload.start');
  const problems = problemsOf(checking.data, values);
  const start: UploadForm['start'] = async () => {
    setTried(true);
    try {
      const checked = await queries.fetchQuery({ ...queryFor('openbis.upload.check', input), staleTime: 0 });
      const [problem] = problemsOf(checked, values);
      if (problem !== undefined) return { problem: problem.key };
      const { jobId } = await upload.mutateAsync(input);
      dropUploadDraft(draftKey);
      return { jobId };
    } catch {
      // Shown by the note above the fields.
      return undefined;
    }
  };
  const failure = upload.error ?? checking.error ?? allTypes.error;
  return {
    ...{ values, types, type, problems, start },
    change: (changes) => keepUploadDraft(draftKey, { ...values, ...changes }),
    check: checking.data,
    isChecking: checking.isFetching || asked !== JSON.stringify(input),
    errorOf: (key) =>
      wasTried || left.has(key)
        ? problems
            .filter((problem) => problem.key === key)
            .map(({ message }) => message)
            .join(' ') || undefined
        : undefined,
    leave: (key) => setLeft((before) => (before.has(key) ? before : new Set([...before, key]))),
    failure: failure === null ? null : toAppError(failure),
    isStarting: upload.isPending,
  };
}
