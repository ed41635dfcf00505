import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconDownload, IconQuestionMark } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { TransferFiles as FileCounts, TransferFile } from '../../../app/contract/transfers.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { queryFor } from '../../api/query-options.ts';
import { draggedOut } from '../../ui/drag-out.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { OpenFitsButton } from '../fits/open-fits-button.tsx';
import styles from './transfers.module.css';

interface TransferFilesProps {
  id: string;
  part: string | null;
  /** When these change, the list is asked for again. */
  files: FileCounts;
}

const pageSize = 100;

/** Each file with its state; those that failed or are missing come first, with why. */
export function TransferFiles({ id, part, files }: TransferFilesProps): ReactNode {
  const [count, setCount] = useState(pageSize);
  const query = useQuery({ ...queryFor('transfers.files', { id, part, count }), placeholderData: keepPreviousData });
  const { refetch } = query;
  const signature = Object.values(files).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the counts say that the list has changed
  useEffect(() => void refetch(), [signature, refetch]);
  if (query.data === undefined)
    return query.error === null ? <LoadingRows count={4} /> : <ErrorNote error={query.error} />;
  const { total, files: shown } = query.data;
  if (total === 0) return <p className={styles.hint}>{t('The server has not named its files yet.')}</p>;
  return (
    <>
      <ul className={styles.files} aria-label={t('Files')}>
        {shown.map((file) => (
          <FileLine
            key={`${file.record} ${file.segment} ${file.serverPath} ${file.name}`}
            transferId={id}
            file={file}
          />
        ))}
      </ul>
      {total > shown.length && (
        <Button ml={16} size="compact-xs" onClick={() => setCount(count + pageSize * 10)}>
          {t('Show more of {{total}}', { total })}
        </Button>
      )}
    </>
  );
}

const states: Readonly<Record<TransferFile['state'], { icon: typeof IconCheck; words: string; tone: string }>> = {
  verified: { icon: IconCheck, words: t('verified'), tone: 'ok' },
  'size-unconfirmed': { icon: IconQuestionMark, words: t('size not confirmed'), tone: 'warn' },
  missing: { icon: IconAlertTriangle, words: t('missing'), tone: 'warn' },
  failed: { icon: IconAlertTriangle, words: t('failed'), tone: 'warn' },
  downloading: { icon: IconDownload, words: t('downloading'), tone: 'busy' },
  open: { icon: IconClock, words: t('not begun'), tone: 'wait' },
};

function FileLine({ transferId, file }: { transferId: string; file: TransferFile }): ReactNode {
  const { icon: Icon, words, tone } = states[file.state];
  const size =
    file.state === 'downloading' && file.bytes !== null
      ? `${Math.floor((100 * file.receivedBytes) / Math.max(1, file.bytes))} %`
      : file.bytes === null
        ? ''
        : formatBytes(file.bytes);
  const folder = file.name.slice(0, file.name.lastIndexOf('/') + 1);
  return (
    <li>
      <Icon size={14} className={styles.icon} data-tone={tone} aria-hidden />
      <span
        className={styles.fileName}
        {...(file.path === null ? {} : draggedOut({ path: file.path }))}
        title={[file.serverPath, file.record, file.segment, file.sha256].filter((one) => one !== null).join(' ')}
      >
        {folder !== '' && <span className={styles.fileFolder}>{folder}</span>}
        <span>{file.name.slice(folder.length)}</span>
      </span>
      {file.path !== null && (
        <OpenFitsButton origin={{ kind: 'file', path: file.path }} list={{ kind: 'export', id: transferId }} />
      )}
      <span className={styles.fileSize}>
        <span data-visually-hidden>{words}, </span>
        {size}
      </span>
      {file.message !== null && <span className={styles.fileMessage}>{file.message}</span>}
    </li>
  );
}
