import { Button, Progress } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { formatDuration } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';
import styles from './figure.module.css';
import { progressInWords } from './figure-load-state.ts';
import type { FigureLoad } from './use-figure-load.ts';

interface LoadProgressViewProps {
  load: FigureLoad;
  /** An older figure stays below. */
  over: boolean;
}

/** How far the loading is, with the way to stop it, or to go on after it was stopped. */
export function LoadProgressView({ load, over }: LoadProgressViewProps): ReactNode {
  const still = useReducedMotion();
  const className = over ? styles.loadingOver : styles.loading;
  if (load.status === 'cancelled') {
    return (
      <div className={className}>
        <p className={styles.loadingText}>{t('Loading was cancelled.')}</p>
        <Button onClick={() => load.reload(false)}>{t('Load the figure')}</Button>
      </div>
    );
  }
  const { progress } = load;
  const share = progress?.total ? (progress.done / progress.total) * 100 : null;
  return (
    <div className={className}>
      <p className={styles.loadingText} role="status">
        {progress === null ? t('Starting') : progressInWords(progress)}…
        {progress?.remainingMs != null && progress.remainingMs >= 1000 && (
          <span className={styles.quiet}>
            {t(' about {{remainingMs}} left', { remainingMs: formatDuration(progress.remainingMs) })}
          </span>
        )}
      </p>
      <div className={styles.loadingBar}>
        <Progress
          size={4}
          aria-label={t('Loading the figure')}
          value={share ?? 100}
          animated={share === null && !still}
        />
        <Button variant="subtle" onClick={load.cancel}>
          {t('Cancel')}
        </Button>
      </div>
    </div>
  );
}
