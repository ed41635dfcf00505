import { UnstyledButton } from '@mantine/core';
import { IconArrowUpRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { getShell } from '../../api/shell.ts';
import { t } from '../../ui/language.ts';
import { useUpdateCheck } from './use-update-check.ts';

/** One quiet line when there is a newer version; it leads to the page of that version. */
export function NewVersion({ className }: { className: string }): ReactNode {
  const { state } = useUpdateCheck();
  const release = state?.isNewer === true ? state.release : null;
  if (release === null) return null;
  return (
    <UnstyledButton
      className={className}
      title={t('Open {{page}}', { page: release.page })}
      onClick={() => void getShell().openExternal(release.page)}
    >
      {t('Quarry {{version}} is there', { version: release.version })} <IconArrowUpRight size={12} aria-hidden />
    </UnstyledButton>
  );
}
