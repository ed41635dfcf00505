import { type ReactNode, useState } from 'react';
import { bytesPath } from '../../../app/contract/bytes.ts';
import type { Result } from '../../../app/domain/juliabase.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import styles from './result.module.css';

interface ResultThumbnailProps {
  connectionId: string;
  result: Pick<Result, 'id' | 'title'>;
}

/** The small picture of a result; opens the result. */
export function ResultThumbnail({ connectionId, result }: ResultThumbnailProps): ReactNode {
  const [failed, setFailed] = useState(false);
  if (failed) return <span className={styles.noPicture}>{t('image not readable')}</span>;
  return (
    <button
      type="button"
      className={styles.thumbnail}
      aria-label={t('Open result {{title}}', { title: result.title })}
      onClick={() => openPanel('result', { connectionId, id: result.id })}
    >
      <img
        src={bytesPath('result-image', { connectionId, resultId: result.id, thumbnail: true })}
        alt=""
        loading="lazy"
        onError={() => setFailed(true)}
      />
    </button>
  );
}
