import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { bytesPath } from '../../../app/contract/bytes.ts';
import type { OpenbisPreview, OpenbisPreviewContent } from '../../../app/contract/openbis-preview.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { queryFor } from '../../api/query-options.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Note } from '../../ui/note.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { iconOf } from './file-table.tsx';
import styles from './files.module.css';
import { FitsPreview } from './fits-preview.tsx';
import { NotebookView } from './notebook-view.tsx';

interface FilePreviewProps {
  connectionId: string;
  permId: string;
  /** Null: no file is looked at. */
  path: string | null;
}

/** What is in a file. Who runs along the list fetches nothing; who stays, sees. */
export function FilePreview({ connectionId, permId, path }: FilePreviewProps): ReactNode {
  const [asked] = useDebouncedValue(path, 250);
  return (
    <section aria-label={t('Preview')} className={styles.preview}>
      {path === null || asked === null ? (
        <EmptyState icon={IconEye} title={t('No file is chosen.')}>
          {t('Choose one in the list to look into it.')}
        </EmptyState>
      ) : (
        <FileContent key={asked} connectionId={connectionId} permId={permId} path={asked} />
      )}
    </section>
  );
}

function FileContent({ connectionId, permId, path }: FilePreviewProps & { path: string }): ReactNode {
  const [large, setLarge] = useState(false);
  const { data, error, isFetching, refetch } = useQuery({
    ...queryFor('openbis.files.preview', { connectionId, permId, path, large }),
    // A file of a dataset never changes.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const name = path.slice(path.lastIndexOf('/') + 1);
  const Icon = iconOf(name);
  return (
    <>
      <header className={styles.previewHead}>
        <Icon size={14} aria-hidden />
        <h3>{name}</h3>
        {data !== undefined && <span className={styles.quiet}>{kindInWords(data.content)}</span>}
      </header>
      {error !== null && (
        <ErrorNote
          error={error}
          connectionId={connectionId}
          action={{ label: t('Try again'), onClick: () => void refetch() }}
        />
      )}
      {data === undefined && isFetching && <LoadingRows count={8} />}
      {data !== undefined && (
        <>
          <Content
            permId={permId}
            preview={data}
            picture={bytesPath('openbis-picture', { connectionId, permId, path })}
            onFetch={() => setLarge(true)}
          />
          <PreviewFoot connectionId={connectionId} preview={data} />
        </>
      )}
    </>
  );
}

interface ContentProps {
  permId: string;
  preview: OpenbisPreview;
  /** Address of the bytes, if they are a picture. */
  picture: string;
  onFetch(): void;
}

function Content({ permId, preview, picture, onFetch }: ContentProps): ReactNode {
  const { content, path } = preview;
  switch (content.kind) {
    case 'text':
      return (
        <ScrollRegion label={t('Text of {{path}}', { path })} className={styles.content}>
          <pre className={styles.text}>{content.text}</pre>
        </ScrollRegion>
      );
    case 'picture':
      return (
        <ScrollRegion label={t('Picture {{path}}', { path })} className={styles.content}>
          <img className={styles.picture} src={picture} alt={path} width={content.width} height={content.height} />
        </ScrollRegion>
      );
    case 'fits':
      return <FitsPreview permId={permId} path={path} localPath={content.localPath} />;
    case 'notebook':
      return <NotebookView label={path} cells={content.cells} />;
    case 'large':
      return <LargeFile preview={preview} content={content} onFetch={onFetch} />;
    case 'nothing':
      return <Note tone="info" title={content.reason} />;
    default:
      return content satisfies never;
  }
}

interface LargeFileProps extends Pick<ContentProps, 'preview' | 'onFetch'> {
  content: Extract<OpenbisPreviewContent, { kind: 'large' }>;
}

function LargeFile({ preview: { sizeBytes }, content, onFetch }: LargeFileProps): ReactNode {
  const size = sizeBytes === null ? t('a size that the server does not tell') : formatBytes(sizeBytes);
  const limit = formatBytes(content.limitBytes);
  if (!content.canBeFetched)
    return (
      <Note tone="info" title={t('This file has {{size}}.', { size })}>
        {t('Previews end at {{limit}}; download it to open it elsewhere.', { limit })}
      </Note>
    );
  return (
    <Note
      tone="info"
      title={t('This file has {{size}}.', { size })}
      footer={<Button onClick={onFetch}>{sizeBytes === null ? t('Fetch it') : t('Fetch {{size}}', { size })}</Button>}
    >
      {t('Up to {{limit}} are fetched unasked.', { limit })}
    </Note>
  );
}

function kindInWords(content: OpenbisPreviewContent): string {
  switch (content.kind) {
    case 'text':
      return t('text, {{encoding}}', { encoding: content.encoding });
    case 'picture':
      return `${content.format}, ${content.width} × ${content.height}`;
    case 'fits':
      return 'FITS';
    case 'notebook':
      return [t('{{count}} cells', { count: content.cellCount }), content.language].filter(Boolean).join(', ');
    case 'large':
    case 'nothing':
      return '';
    default:
      return content satisfies never;
  }
}

const checks = {
  'size and CRC32': t('Size and CRC32 are as the server says.'),
  size: t('The size is as the server says; it holds no CRC32 of this file.'),
  nothing: t('The server tells neither size nor CRC32; nobody knows whether this is all.'),
};

/** How much is shown, and what was checked. */
function PreviewFoot({ connectionId, preview }: { connectionId: string; preview: OpenbisPreview }): ReactNode {
  const { checked, asOfUtc } = preview;
  if (checked === null || asOfUtc === null) return null;
  return (
    <footer className={styles.previewFoot}>
      <span>{[shownInWords(preview), checks[checked]].filter((words) => words !== '').join(' ')}</span>
      <AsOf stamp={{ asOfUtc, source: 'server', staleReason: null }} connectionId={connectionId} />
    </footer>
  );
}

function shownInWords({ content, sizeBytes }: OpenbisPreview): string {
  if (content.kind === 'notebook') {
    const shown = content.cells.length;
    return t('Shown as stored, nothing is run.{{part}}', {
      part:
        shown < content.cellCount
          ? t(' Cells 1 to {{shown}} of {{cellCount}}.', { shown, cellCount: content.cellCount })
          : '',
    });
  }
  if (content.kind !== 'text' || !content.isCut) return '';
  const all = sizeBytes === null ? '' : t(' of {{sizeBytes}}', { sizeBytes: formatBytes(sizeBytes) });
  return t('The first {{shownBytes}}{{all}} are shown.', { shownBytes: formatBytes(content.shownBytes), all });
}
