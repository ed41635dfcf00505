import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AppError } from '../../../app/contract/app-error.ts';
import { getClient } from '../../api/client.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import { rememberChange } from '../../ui/undo.ts';

interface Ended {
  id: string;
  title: string;
}

/** Takes an ended job or transfer off the list; its files stay, and so does the way back. */
export function TakeOffList({ of }: { of: Ended }): ReactNode {
  const remove = useMutation<void, AppError>({ mutationFn: () => takeOffList(of), onError: showMessage });
  const label = t('Take off the list: {{title}}', { title: of.title });
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} loading={remove.isPending} onClick={() => remove.mutate()}>
        <IconX size={14} />
      </ActionIcon>
    </Tooltip>
  );
}

async function takeOffList({ id, title }: Ended): Promise<void> {
  const remove = (): Promise<unknown> => getClient().call('jobs.remove', { id });
  await remove();
  rememberChange({
    title: t('Take off the list: {{title}}', { title }),
    undo: () => getClient().call('jobs.restore', { id }),
    redo: remove,
  });
}
