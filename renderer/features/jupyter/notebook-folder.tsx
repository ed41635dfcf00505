import { type ReactNode, useState } from 'react';
import { FolderField } from '../../ui/folder-field.tsx';
import { t } from '../../ui/language.ts';
import styles from './jupyter.module.css';

interface NotebookFolderProps {
  folder: string;
  onChange(folder: string): void;
}

/** Kept when the field is left or a folder is chosen. */
export function NotebookFolder({ folder, onChange }: NotebookFolderProps): ReactNode {
  const [typed, setTyped] = useState(folder);
  const keep = (next: string): void => {
    if (next.trim() !== folder) onChange(next);
  };
  return (
    <div className={styles.add}>
      <FolderField
        label={t('Notebook folder')}
        title={t('Choose the folder of the notebooks')}
        folder={typed}
        onChange={(next, isChosen) => {
          setTyped(next);
          if (isChosen) keep(next);
        }}
        onBlur={() => keep(typed)}
        onKeyDown={(event) => event.key === 'Enter' && keep(typed)}
      />
    </div>
  );
}
