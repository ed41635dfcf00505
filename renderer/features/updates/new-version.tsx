import { UnstyledButton } from '@mantine/core';
import { IconArrowUpRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { getShell } from '../../api/shell.ts';
import { useUpdateCheck } from './use-update-check.ts';

/** One quiet line when there is a newer version; it leads to the page of that version. */
export function NewVersion({ className }: { className: string }): ReactNode {
  const { state } = useUpdateCheck();
  const release = state?.isNewer === true ? state.release : null;
  if (release === null) return null;
  return (
    <UnstyledButton
      className={className}
      title={`Open ${release.page}`}
      onClick={() => void getShell().openExternal(release.page)}
    >
      {`Quarry ${release.version} is there`} <IconArrowUpRight size={12} aria-hidden />
    </UnstyledButton>
  );
}
