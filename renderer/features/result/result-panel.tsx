import { Button } from '@mantine/core';
import { IconExternalLink, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { bytesPath } from '../../../app/contract/bytes.ts';
import type { DraggedFile } from '../../../app/contract/shell.ts';
import type { Result } from '../../../app/domain/juliabase.ts';
import { formatWhen } from '../../../app/domain/number-format.ts';
import { queryFor } from '../../api/query-options.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { openPanel } from '../../routes/panels.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { offer, useCommands } from '../../ui/commands.ts';
import { draggedOut } from '../../ui/drag-out.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Note } from '../../ui/note.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { selectThing } from '../../ui/selection.ts';
import { Toolbar } from '../../ui/toolbar.tsx';
import { CopyViewAsCode } from '../remote/copy-view-as-code.tsx';
import { openInBrowser } from '../remote/open-in-browser.ts';
import { useRemote } from '../remote/use-remote.ts';
import { Comments } from './comments.tsx';
import styles from './result.module.css';
import { SampleLinks } from './sample-links.tsx';
import { ValueTableView } from './value-table-view.tsx';

/** One result: picture, comments, table of values and what it belongs to. */
export function ResultPanel({ params, panelId, isActive }: PanelProps<'result'>): ReactNode {
  const { connectionId, id } = params;
  const answer = useRemote('juliabase.result.get', { connectionId, id });
  const result = answer.answer?.value;
  const isName = result !== undefined && result.title !== '';
  const title = isName ? result.title : t('Result {{id}}', { id });
  usePanelTitle(panelId, { title, icon: 'result', isName });
  useEffect(() => {
    if (isActive) selectThing({ kind: 'result', connectionId, id });
  }, [isActive, connectionId, id]);
  useCommands(isActive, [offer('result.refresh', answer.refresh, { id: String(id) })]);
  return (
    <div className={styles.panel}>
      {answer.error !== null && (
        <ErrorNote
          error={answer.error}
          connectionId={connectionId}
          action={{ label: t('Ask again'), onClick: answer.refresh }}
        />
      )}
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {result !== undefined && <ResultMeta result={result} />}
        {answer.answer !== undefined && <AsOf stamp={answer.answer} connectionId={connectionId} />}
      </header>
      <Toolbar label={t('Result')}>
        <Button
          variant="subtle"
          leftSection={<IconRefresh size={14} />}
          loading={answer.isRefreshing}
          onClick={answer.refresh}
        >
          {t('Refresh')}
        </Button>
        <OpenInJuliaBase connectionId={connectionId} id={id} />
        <CopyViewAsCode subject={{ kind: 'result', connectionId, id }} isActive={isActive} />
      </Toolbar>
      {result === undefined && answer.error === null && <LoadingRows count={8} />}
      {result !== undefined && <ResultBody result={result} connectionId={connectionId} />}
    </div>
  );
}

function ResultMeta({ result }: { result: Result }): ReactNode {
  const when = formatWhen(result.timestampUtc, result.timestampInaccuracy);
  return (
    <p className={styles.meta}>
      <span>{t('no. {{id}}', { id: result.id })}</span>
      <span>{result.operator}</span>
      <span>{when.full}</span>
    </p>
  );
}

function OpenInJuliaBase({ connectionId, id }: { connectionId: string; id: number }): ReactNode {
  const connections = useQuery(queryFor('connections.list', {}));
  const root = connections.data?.find((connection) => connection.id === connectionId)?.url;
  if (root === undefined) return null;
  const url = new URL(`results/${id}`, root.endsWith('/') ? root : `${root}/`).href;
  return (
    <Button variant="subtle" leftSection={<IconExternalLink size={14} />} onClick={() => openInBrowser(url)}>
      {t('Open in JuliaBase')}
    </Button>
  );
}

function ResultBody({ result, connectionId }: { result: Result; connectionId: string }): ReactNode {
  return (
    <>
      <div className={styles.body}>
        {result.imageType !== 'none' && <ResultImage connectionId={connectionId} result={result} />}
        <div>
          <Comments text={result.comments} />
          {result.table.headings.length > 0 && (
            <ScrollRegion className={styles.tableWrap} label={t('Table of values')}>
              <ValueTableView table={result.table} />
            </ScrollRegion>
          )}
        </div>
      </div>
      <Connected result={result} connectionId={connectionId} />
    </>
  );
}

/** A PDF is shown by the picture that the server made of it. */
function ResultImage({ connectionId, result }: { connectionId: string; result: Result }): ReactNode {
  const [failed, setFailed] = useState(false);
  if (failed) {
    return (
      <Note tone="warn" title={t('The image could not be read.')}>
        {t('Refresh, or open the result in JuliaBase.')}
      </Note>
    );
  }
  return (
    <div>
      <img
        className={styles.image}
        src={bytesPath('result-image', { connectionId, resultId: result.id, thumbnail: result.imageType === 'pdf' })}
        alt={t('Figure of result {{title}}', { title: result.title })}
        onError={() => setFailed(true)}
        {...draggedOut(imageFile(connectionId, result), imageTypes[result.imageType])}
      />
    </div>
  );
}

const imageTypes: Readonly<Record<Result['imageType'], string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  pdf: 'application/pdf',
  // Then there is nothing to be dragged.
  none: 'application/octet-stream',
};

/** The image itself, of which the page may show a small copy. */
function imageFile(connectionId: string, { id, imageType }: Result): DraggedFile {
  return {
    bytesPath: bytesPath('result-image', { connectionId, resultId: id }),
    name: `result-${id}.${imageType}`,
  };
}

function Connected({ result, connectionId }: { result: Result; connectionId: string }): ReactNode {
  const count = result.seriesNames.length + result.sampleIds.length;
  return (
    <section aria-label={t('Connected with')}>
      <SectionHead title={t('Connected with')} count={count} />
      <div className={`${styles.section} ${styles.links}`}>
        {result.seriesNames.map((name) => (
          <button
            key={name}
            type="button"
            className={styles.link}
            onClick={() => openPanel('series', { connectionId, name })}
          >
            {name}
          </button>
        ))}
        <SampleLinks connectionId={connectionId} sampleIds={result.sampleIds} seriesNames={result.seriesNames} />
      </div>
    </section>
  );
}
