import { ActionIcon, Progress, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { type FitsParams, fitsTitle } from '../../routes/fits-address.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { offer, useCommands } from '../../ui/commands.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { useServerName } from '../drms/use-server-name.ts';
import { FileView } from './file-view.tsx';
import styles from './fits.module.css';
import { type HduChoices, usualHduChoices } from './hdu-view.tsx';
import { type FitsOpening, useFitsFile } from './use-fits-file.ts';
import { type Neighbours, useNeighbours } from './use-neighbours.ts';

/** A FITS file: its parts, pictures, tables and headers. */
export function FitsPanel({ params, panelId, isActive }: PanelProps<'fits'>): ReactNode {
  const [shown, setShown] = useState<FitsParams>(params);
  const { opening, openAgain } = useFitsFile(shown.origin);
  const neighbours = useNeighbours(shown);
  const [choices, setChoices] = useState<HduChoices>(usualHduChoices);
  usePanelTitle(panelId, { title: fitsTitle(shown), icon: 'fits' });
  const step = (to: FitsParams | undefined): void => to && setShown(to);
  useCommands(isActive && neighbours.place !== null, [
    offer('fits.next', () => step(neighbours.next)),
    offer('fits.previous', () => step(neighbours.previous)),
  ]);
  return (
    <div className={styles.panel}>
      <FileHead params={shown} opening={opening} neighbours={neighbours} onStep={step} />
      {opening.kind === 'fetching' && <Fetching opening={opening} />}
      {opening.kind === 'failed' && (
        <ErrorNote error={opening.error} action={{ label: t('Open again'), onClick: openAgain }} />
      )}
      {opening.kind === 'opened' && (
        <FileView file={opening.file} choices={choices} onChange={(change) => setChoices({ ...choices, ...change })} />
      )}
    </div>
  );
}

interface FileHeadProps {
  params: FitsParams;
  opening: FitsOpening;
  neighbours: Neighbours;
  onStep(to: FitsParams | undefined): void;
}

/** Which file it is, from where and how old, and the way to the next one. */
function FileHead({ params, opening, neighbours, onStep }: FileHeadProps): ReactNode {
  const { origin, list } = params;
  const file = opening.kind === 'opened' ? opening.file : null;
  const serverName = useServerName(origin.kind === 'segment' ? origin.serverId : '');
  return (
    <header className={styles.head}>
      <div className={styles.headText}>
        <h2 className={styles.title}>{fitsTitle(params)}</h2>
        {file !== null && (
          <p className={styles.path}>
            <span title={file.path}>{list?.kind === 'data-set' ? `${list.permId}/${list.path}` : origin.path}</span>
            <span className={styles.bytes}>{formatBytes(file.bytes)}</span>
            <CopyButton label={t('Copy the path')} text={() => file.path} />
          </p>
        )}
      </div>
      {file !== null && (
        <AsOf
          stamp={{ asOfUtc: file.asOfUtc, source: origin.kind === 'segment' ? 'server' : 'cache', staleReason: null }}
          serverName={origin.kind === 'segment' ? serverName : t('this computer')}
        />
      )}
      {neighbours.place !== null && (
        <nav className={styles.neighbours} aria-label={t('Other files')}>
          <StepButton
            label={t('Previous file')}
            to={neighbours.previous}
            onStep={onStep}
            icon={<IconChevronLeft size={16} />}
          />
          <span>{neighbours.place}</span>
          <StepButton
            label={t('Next file')}
            to={neighbours.next}
            onStep={onStep}
            icon={<IconChevronRight size={16} />}
          />
        </nav>
      )}
    </header>
  );
}

interface StepButtonProps {
  label: string;
  to: FitsParams | undefined;
  onStep(to: FitsParams | undefined): void;
  icon: ReactNode;
}

function StepButton({ label, to, onStep, icon }: StepButtonProps): ReactNode {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={to === undefined} onClick={() => onStep(to)}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

function Fetching({ opening }: { opening: Extract<FitsOpening, { kind: 'fetching' }> }): ReactNode {
  const { receivedBytes, totalBytes, waiting } = opening;
  const share = totalBytes === null || totalBytes === 0 ? null : (100 * receivedBytes) / totalBytes;
  const amount =
    totalBytes === null
      ? formatBytes(receivedBytes)
      : t('{{receivedBytes}} of {{totalBytes}}', {
          receivedBytes: formatBytes(receivedBytes),
          totalBytes: formatBytes(totalBytes),
        });
  return (
    <div className={styles.fetching} role="status">
      <p>
        {waiting ?? (receivedBytes === 0 ? t('Opening the file…') : t('Fetching the file: {{amount}}', { amount }))}
      </p>
      {share !== null && (
        <Progress value={share} size={4} aria-label={t('Fetched {{share}} percent', { share: Math.round(share) })} />
      )}
    </div>
  );
}
