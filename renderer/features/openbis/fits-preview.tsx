import { Button } from '@mantine/core';
import { IconTelescope } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { FileView } from '../fits/file-view.tsx';
import { usualHduChoices } from '../fits/hdu-view.tsx';
import { openFits } from '../fits/open-fits.ts';
import { useFitsFile } from '../fits/use-fits-file.ts';
import styles from './files.module.css';

interface FitsPreviewProps {
  permId: string;
  /** As the server lists it. */
  path: string;
  /** Of the fetched file. */
  localPath: string;
}

/** A FITS file that was fetched: its picture or table and its header, here or in a panel of its own. */
export function FitsPreview({ permId, path, localPath }: FitsPreviewProps): ReactNode {
  const origin = { kind: 'file' as const, path: localPath };
  const { opening, openAgain } = useFitsFile(origin);
  const [choices, setChoices] = useState(usualHduChoices);
  return (
    <div className={styles.fits}>
      <div className={styles.fitsTools}>
        <Button
          size="compact-xs"
          leftSection={<IconTelescope size={14} />}
          onClick={() => openFits(origin, { kind: 'data-set', permId, path })}
        >
          {t('Open in a panel of its own')}
        </Button>
      </div>
      {opening.kind === 'failed' && (
        <ErrorNote error={opening.error} action={{ label: t('Open again'), onClick: openAgain }} />
      )}
      {opening.kind === 'fetching' && <LoadingRows count={8} />}
      {opening.kind === 'opened' && (
        <FileView
          file={opening.file}
          choices={choices}
          onChange={(change) => setChoices((before) => ({ ...before, ...change }))}
        />
      )}
    </div>
  );
}
