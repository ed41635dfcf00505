import { Button, TextInput } from '@mantine/core';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type { OpenbisDataSetDetail, OpenbisFile } from '../../../app/contract/openbis.ts';
import { formatInteger } from '../../../app/domain/number-format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { useRemote } from '../remote/use-remote.ts';
import { deepFolders, filteredTree, visibleLines } from './file-lines.ts';
import { FilePreview } from './file-preview.tsx';
import { FileTable } from './file-table.tsx';
import { fileTree } from './file-tree.ts';
import styles from './files.module.css';

interface FilesSectionProps {
  connectionId: string;
  dataSet: OpenbisDataSetDetail;
  /** Undefined: the server cannot give the files. */
  onDownload: ((paths: readonly string[]) => void) | undefined;
}

/** Files of a dataset: their tree, and what is in the one that is looked at. */
export function FilesSection({ connectionId, dataSet, onDownload }: FilesSectionProps): ReactNode {
  const { permId } = dataSet;
  const files = useRemote('openbis.data-sets.files', { connectionId, permId });
  const list = files.answer?.value;
  if (list === undefined)
    return (
      <section aria-label={t('Files')} className={styles.section}>
        <SectionHead title={t('Files')} />
        {files.error === null ? (
          <LoadingRows count={5} />
        ) : (
          <ErrorNote
            error={files.error}
            connectionId={connectionId}
            action={{ label: t('Ask again'), onClick: files.refresh }}
          />
        )}
      </section>
    );
  return (
    <section aria-label={t('Files')} className={styles.section}>
      {files.error !== null && <ErrorNote error={files.error} connectionId={connectionId} />}
      <FilesBeside connectionId={connectionId} permId={permId} list={list} onDownload={onDownload} />
    </section>
  );
}

interface FilesBesideProps extends Pick<FilesSectionProps, 'connectionId' | 'onDownload'> {
  permId: string;
  list: readonly OpenbisFile[];
}

/** With more files and folders, those deeper down are closed at first. */
const mostOpened = 60;

function FilesBeside({ connectionId, permId, list, onDownload }: FilesBesideProps): ReactNode {
  const [filter, setFilter] = useState('');
  const [current, setCurrent] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const tree = useMemo(() => fileTree(list), [list]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(() =>
    list.length > mostOpened ? deepFolders(tree) : new Set(),
  );
  const wanted = useDeferredValue(filter);
  const lines = useMemo(
    () => (wanted.trim() === '' ? visibleLines(tree, closed) : visibleLines(filteredTree(tree, wanted), new Set())),
    [tree, closed, wanted],
  );
  const count = useMemo(() => list.filter(({ isFolder }) => !isFolder).length, [list]);
  const tick = (paths: readonly string[], isTicked: boolean): void =>
    setTicked((before) => (isTicked ? new Set([...before, ...paths]) : without(before, paths)));
  return (
    <div className={styles.beside}>
      <div className={styles.left}>
        <SectionHead title={t('Files')} count={formatInteger(count)}>
          <div className={styles.tools}>
            {ticked.size > 0 && onDownload !== undefined && (
              <Button
                size="compact-xs"
                leftSection={<IconDownload size={14} />}
                onClick={() => onDownload([...ticked])}
              >
                {t('Download {{size}} files…', { count: ticked.size, size: formatInteger(ticked.size) })}
              </Button>
            )}
            <TextInput
              aria-label={t('Filter files')}
              placeholder={t('Filter files')}
              className={styles.filter}
              leftSection={<IconSearch size={14} />}
              data-list-filter
              value={filter}
              onChange={(event) => setFilter(event.currentTarget.value)}
            />
          </div>
        </SectionHead>
        {lines.length === 0 ? (
          <NoFiles hasFiles={count > 0} onClear={() => setFilter('')} />
        ) : (
          <FileTable
            connectionId={connectionId}
            permId={permId}
            lines={lines}
            current={current}
            ticked={ticked}
            onShow={setCurrent}
            onFold={(path) =>
              setClosed((before) => (before.has(path) ? without(before, [path]) : new Set([...before, path])))
            }
            onTick={tick}
          />
        )}
      </div>
      <FilePreview connectionId={connectionId} permId={permId} path={current} />
    </div>
  );
}

function NoFiles({ hasFiles, onClear }: { hasFiles: boolean; onClear(): void }): ReactNode {
  if (!hasFiles) return <p className={styles.foot}>{t('The server lists no files.')}</p>;
  return (
    <EmptyState
      icon={IconSearch}
      title={t('No file has this in its path.')}
      actions={[{ label: t('Clear filter'), onClick: onClear }]}
    >
      {t('All files of the dataset were looked at.')}
    </EmptyState>
  );
}

function without(all: ReadonlySet<string>, some: readonly string[]): ReadonlySet<string> {
  const gone = new Set(some);
  return new Set([...all].filter((one) => !gone.has(one)));
}
