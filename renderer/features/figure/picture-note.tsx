import type { ReactNode } from 'react';
import type { ConductivityFigure } from '../../../app/contract/figures.ts';
import { t } from '../../ui/language.ts';
import { Note } from '../../ui/note.tsx';
import { pictureChanges } from './picture-changes.ts';
import type { PictureOrigin } from './picture-origin.ts';

interface PictureNoteProps {
  figure: ConductivityFigure;
  origin: PictureOrigin;
  onDone(): void;
}

/** From which picture a figure was opened, and what has changed since it was drawn. */
export function PictureNote({ figure, origin: { fileName, provenance }, onDone }: PictureNoteProps): ReactNode {
  const changes = pictureChanges(figure, provenance);
  return (
    <Note
      tone={changes.length === 0 ? 'info' : 'warn'}
      title={t('Opened from {{fileName}}.', { fileName })}
      action={{ label: t('Hide'), onClick: onDone }}
    >
      {changes.length === 0
        ? t('Its samples and their files are as they were when it was drawn; the numbers are those of now.')
        : changes.join(' ')}
    </Note>
  );
}
