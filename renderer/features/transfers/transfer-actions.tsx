import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconFolderOpen, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Transfer } from '../../../app/contract/transfers.ts';
import { useCommand } from '../../api/query-options.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import { TakeOffList } from '../jobs/take-off-list.tsx';
import { askToCancel } from './cancel-dialog.tsx';
import { isEnded, retryLabel } from './transfer-words.ts';
import { useShowItem } from './use-show-item.ts';

/** What can be done with a transfer now. */
export function TransferActions({ transfer }: { transfer: Transfer }): ReactNode {
  const { id, title, status, folder } = transfer;
  const retry = useCommand('transfers.retry-failed');
  const pause = useCommand('jobs.pause');
  const resume = useCommand('jobs.resume');
  const showItem = useShowItem();
  const label = retryLabel(transfer);
  const ended = isEnded(transfer);
  return (
    <>
      {label !== null && (
        <Button
          size="compact-xs"
          loading={retry.isPending}
          aria-label={`${label}: ${title}`}
          onClick={() => retry.mutate({ id }, { onError: showMessage })}
        >
          {label}
        </Button>
      )}
      {ended &&
        (showItem === undefined ? (
          <CopyButton label={t('Copy folder of {{title}}', { title })} text={() => folder} />
        ) : (
          <IconAction
            label={t('Open folder of {{title}}', { title })}
            icon={IconFolderOpen}
            onClick={() => showItem(folder)}
          />
        ))}
      {status === 'paused' && (
        <IconAction
          label={t('Resume {{title}}', { title })}
          icon={IconPlayerPlay}
          isBusy={resume.isPending}
          onClick={() => resume.mutate({ id }, { onError: showMessage })}
        />
      )}
      {!ended && transfer.canPause && status !== 'paused' && (
        <IconAction
          label={t('Pause {{title}}', { title })}
          icon={IconPlayerPause}
          isBusy={pause.isPending}
          onClick={() => pause.mutate({ id }, { onError: showMessage })}
        />
      )}
      {ended ? (
        <TakeOffList of={transfer} />
      ) : (
        <IconAction label={t('Cancel {{title}}', { title })} icon={IconX} onClick={() => askToCancel(id)} />
      )}
    </>
  );
}

interface IconActionProps {
  label: string;
  icon: typeof IconX;
  isBusy?: boolean;
  onClick(): void;
}

function IconAction({ label, icon: Icon, isBusy = false, onClick }: IconActionProps): ReactNode {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} loading={isBusy} onClick={onClick}>
        <Icon size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
