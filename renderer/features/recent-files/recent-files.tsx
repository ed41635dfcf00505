import { ActionIcon, Button, UnstyledButton } from '@mantine/core';
import { IconDeviceFloppy, IconFile, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RecentFile } from '../../../app/contract/recent-files.ts';
import { formatStamp } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';
import { useNowMs } from '../../ui/now.ts';
import styles from './recent-files.module.css';
import { forgetRecentFiles, openRecentFile, useRecentFiles } from './use-recent-files.ts';

const mostShown = 8;

/** Files that were opened or saved lately; nothing before there are any. */
export function RecentFiles(): ReactNode {
  const files = useRecentFiles();
  if (files.length === 0) return null;
  return (
    <section aria-labelledby="start-files">
      <div className={styles.head}>
        <h3 id="start-files">{t('Recent files')}</h3>
        <Button size="compact-xs" variant="subtle" onClick={() => void forgetRecentFiles()}>
          {t('Clear')}
        </Button>
      </div>
      <ul className={styles.files}>
        {files.slice(0, mostShown).map((file) => (
          <FileLine key={file.id} file={file} />
        ))}
      </ul>
    </section>
  );
}

function FileLine({ file }: { file: RecentFile }): ReactNode {
  const { name, path, how, usedUtc, isMissing } = file;
  const nowMs = useNowMs();
  const Icon = how === 'saved' ? IconDeviceFloppy : IconFile;
  return (
    <li className={styles.line}>
      <UnstyledButton className={styles.file} data-missing={isMissing} onClick={() => openRecentFile(file)}>
        <Icon size={14} aria-hidden />
        <strong>{name}</strong>
        <span className={styles.path} title={path ?? undefined}>
          {isMissing ? t('not there any more: {{path}}', { path }) : path}
        </span>
        <time dateTime={usedUtc}>{formatStamp(usedUtc, nowMs)}</time>
      </UnstyledButton>
      <ActionIcon aria-label={t('Take {{name}} off the list', { name })} onClick={() => void forgetRecentFiles(file)}>
        <IconX size={14} />
      </ActionIcon>
    </li>
  );
}
