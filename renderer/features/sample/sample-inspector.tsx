import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { RawFile, SamplePage } from '../../../app/contract/juliabase.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { queryFor } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { stateWords } from './raw-file-line.tsx';
import styles from './sample.module.css';

/** Facts of the selected sample beside whatever is open. */
export function SampleInspector({ connectionId, name }: { connectionId: string; name: string }): ReactNode {
  const query = useQuery(queryFor('juliabase.sample.get', { connectionId, name }));
  if (query.data === undefined) {
    return query.error === null ? (
      <LoadingRows count={6} />
    ) : (
      <ErrorNote error={query.error} connectionId={connectionId} />
    );
  }
  const page = query.data.value;
  return (
    <>
      <SectionHead title={t('About this sample')} />
      <FactList facts={sampleFacts(page, connectionId)} />
      <RawFiles files={page.rawFiles} />
      <AsOf stamp={query.data} connectionId={connectionId} />
    </>
  );
}

function sampleFacts({ sample, seriesNames }: SamplePage, connectionId: string): { label: string; value: ReactNode }[] {
  const series = seriesNames.map((name) => (
    <button
      key={name}
      type="button"
      className={styles.link}
      onClick={() => openPanel('series', { connectionId, name })}
    >
      {name}
    </button>
  ));
  return [
    { label: t('Sample'), value: sample.name },
    { label: t('Series'), value: series.length === 0 ? <em className={styles.missing}>{t('none known')}</em> : series },
    { label: t('Topic'), value: sample.topic ?? <em className={styles.missing}>{t('none')}</em> },
    { label: t('Responsible'), value: sample.responsiblePerson },
    { label: t('Location'), value: sample.currentLocation },
    {
      label: t('Purpose'),
      value: sample.purpose === '' ? <em className={styles.missing}>{t('not given')}</em> : sample.purpose,
    },
    {
      label: t('Split from'),
      value: sample.splitOrigin?.replace(/^split of /, '') ?? <em className={styles.missing}>{t('not split')}</em>,
    },
    {
      label: t('Tags'),
      value: sample.tags.length === 0 ? <em className={styles.missing}>{t('none')}</em> : sample.tags.join(', '),
    },
    { label: t('Processes'), value: String(sample.processes.length) },
    { label: 'Id', value: String(sample.id) },
  ];
}

function RawFiles({ files }: { files: readonly RawFile[] }): ReactNode {
  if (files.length === 0) return null;
  const found = files.filter((file) => file.state === 'found').length;
  return (
    <>
      <SectionHead title={t('Raw files')}>
        {t('{{found}} of {{fileCount}} found', { found, fileCount: files.length })}
      </SectionHead>
      <ul className={styles.rawFiles}>
        {files.map((file) => (
          <li key={`${file.processId} ${file.field}`}>
            <span className={styles.fileName}>{file.serverPath}</span>
            <span className={styles.quiet}>
              {file.sizeBytes === null ? stateWords[file.state] : formatBytes(file.sizeBytes)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
