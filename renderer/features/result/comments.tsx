import type { ReactNode } from 'react';
import { readMarks, stripMarks } from '../../../app/domain/comment-marks.ts';
import { t } from '../../ui/language.ts';
import styles from './comments.module.css';
import { Markdown } from './markdown.tsx';

/** Comments of a process as a person wrote them; the marks by which Quarry knows its own writes become one line. */
export function Comments({ text }: { text: string }): ReactNode {
  const marks = readMarks(text);
  const written = stripMarks(text);
  return (
    <>
      {written !== '' && <Markdown text={written} />}
      {marks !== undefined && (
        <p className={styles.mark} title={t('Mark of this write: {{marker}}', { marker: marks.marker })}>
          {t('Written by Quarry')}
        </p>
      )}
    </>
  );
}
