import { Button } from '@mantine/core';
import { IconFolderOpen, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Transfer, TransferPart } from '../../../app/contract/transfers.ts';
import { formatDuration, formatWhen } from '../../../app/domain/number-format.ts';
import { useCommand } from '../../api/query-options.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FactList, type FactListProps } from '../../ui/fact-list.tsx';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import { useNowMs } from '../../ui/now.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import { askToCancel } from './cancel-dialog.tsx';
import { TransferFiles } from './transfer-files.tsx';
import { isEnded, stateOf } from './transfer-words.ts';
import styles from './transfers.module.css';
import { useShowItem } from './use-show-item.ts';
import { useTransfers } from './use-transfers.ts';

/** The selected transfer, or one of its requests: facts, files, and what must hold before a file is called done. */
export function TransferInspector({ id, part: partKey }: { id: string; part: string | null }): ReactNode {
  const transfer = useTransfers()?.transfers.find((one) => one.id === id);
  if (transfer === undefined) return <p className={styles.hint}>{t('This transfer is not on the list any more.')}</p>;
  const found = transfer.parts.find(({ key }) => key === partKey);
  const part = found ?? (transfer.parts.length === 1 ? transfer.parts[0] : undefined);
  const { files } = found ?? transfer;
  return (
    <>
      <Facts transfer={transfer} part={part} />
      <Actions transfer={transfer} />
      <SectionHead title={t('Files')} count={filesInWords(files.verified, files.total)} />
      <TransferFiles id={id} part={partKey} files={files} />
      <SectionHead title={t('Each file is called done when')} />
      <ul className={styles.conditions}>
        <li>{t('its length is what the server promised')}</li>
        <li>{t('it is what it should be, not an error page')}</li>
        <li>{t('its checksums agree, where there are any')}</li>
        <li>{t('it is safe on the disk, then named')}</li>
      </ul>
    </>
  );
}

function filesInWords(verified: number, total: number | null): string {
  return total === null
    ? t('{{verified}} verified', { verified })
    : t('{{verified}} of {{total}} verified', { verified, total });
}

function Facts({ transfer, part }: { transfer: Transfer; part: TransferPart | undefined }): ReactNode {
  const nowMs = useNowMs();
  const about = part ?? transfer;
  const until = (utc: string): string =>
    `${formatWhen(utc, 0).full}${Date.parse(utc) > nowMs ? t(', in {{utc}}', { utc: formatDuration(Date.parse(utc) - nowMs) }) : ''}`;
  const facts: FactListProps['facts'] = [
    { label: transfer.kind === 'dataset' ? t('Download') : t('Export'), value: transfer.title },
    { label: t('State'), value: stateOf({ transfer, part: part ?? null }).words },
    { label: t('Why'), value: about.reason },
    ...(part === undefined ? [] : [{ label: t('Record set'), value: <code>{part.recordSet}</code> }]),
    ...(part?.requestId == null ? [] : [{ label: t('Request'), value: <code>{part.requestId}</code> }]),
    ...(part?.askedUtc == null ? [] : [{ label: t('Asked'), value: formatWhen(part.askedUtc, 0).full }]),
    ...(part?.readyUtc == null ? [] : [{ label: t('Ready'), value: formatWhen(part.readyUtc, 0).full }]),
    ...(about.deadlineUtc === null ? [] : [{ label: t('At server until'), value: until(about.deadlineUtc) }]),
    ...(transfer.email === null ? [] : [{ label: t('Asked by'), value: transfer.email }]),
    { label: t('Folder'), value: <CopiedPath label={t('folder')} path={transfer.folder} /> },
    {
      label: t('Manifest'),
      value: <CopiedPath label={t('path of the manifest')} path={manifestOf(transfer.folder)} />,
    },
  ];
  return <FactList facts={facts} />;
}

function manifestOf(folder: string): string {
  return `${folder}${folder.includes('\\') ? '\\' : '/'}manifest.json`;
}

function CopiedPath({ label, path }: { label: string; path: string }): ReactNode {
  return (
    <span className={styles.path}>
      {path} <CopyButton label={t('Copy {{label}}', { label })} text={() => path} />
    </span>
  );
}

function Actions({ transfer }: { transfer: Transfer }): ReactNode {
  const { id, status, folder, canPause } = transfer;
  const pause = useCommand('jobs.pause');
  const resume = useCommand('jobs.resume');
  const showItem = useShowItem();
  const ended = isEnded(transfer);
  return (
    <div className={styles.inspectorActions}>
      {status === 'paused' ? (
        <Button
          leftSection={<IconPlayerPlay size={14} />}
          onClick={() => resume.mutate({ id }, { onError: showMessage })}
        >
          {t('Resume')}
        </Button>
      ) : (
        !ended &&
        canPause && (
          <Button
            leftSection={<IconPlayerPause size={14} />}
            onClick={() => pause.mutate({ id }, { onError: showMessage })}
          >
            {t('Pause')}
          </Button>
        )
      )}
      {showItem !== undefined && (
        <Button leftSection={<IconFolderOpen size={14} />} onClick={() => showItem(folder)}>
          {t('Open folder')}
        </Button>
      )}
      {!ended && (
        <Button variant="subtle" ml="auto" onClick={() => askToCancel(id)}>
          {t('Cancel')}
        </Button>
      )}
    </div>
  );
}
