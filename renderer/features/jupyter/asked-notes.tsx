import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { JupyterState } from '../../../app/contract/jupyter.ts';
import { useCommand } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { Note } from '../../ui/note.tsx';
import styles from './jupyter.module.css';

/** What waits for an answer: folders that downloads were refused for, certificates that files are silent about. */
export function AskedNotes({ state }: { state: JupyterState }): ReactNode {
  const folders = useCommand('jupyter.folders.answer');
  const certificates = useCommand('jupyter.certificates.answer');
  const error = folders.error ?? certificates.error;
  if (state.askedFolders.length + state.unsaidCertificates.length + state.warnings.length === 0 && error === null)
    return null;
  return (
    <div className={styles.notes}>
      {error !== null && <ErrorNote error={error} />}
      {state.askedFolders.map((folder) => (
        <Note
          key={folder}
          tone="warn"
          title={t('A notebook wanted to download into {{folder}}.', { folder })}
          footer={
            <span className={styles.buttons}>
              <Button onClick={() => folders.mutate({ folder, isAllowed: true })}>{t('Allow this folder')}</Button>
              <Button variant="subtle" onClick={() => folders.mutate({ folder, isAllowed: false })}>
                {t('Leave it refused')}
              </Button>
            </span>
          }
        >
          {t('It was refused, as the folder is not below the notebook folder.')}
        </Note>
      ))}
      {state.unsaidCertificates.map(({ connectionId, connectionName, origin }) => (
        <Note
          key={connectionId}
          tone="info"
          title={t('Certificates of {{connectionName}} are checked.', { connectionName })}
          footer={
            <span className={styles.buttons}>
              <Button onClick={() => certificates.mutate({ connectionId, verifyCertificates: true })}>
                {t('Keep checking')}
              </Button>
              <Button variant="subtle" onClick={() => certificates.mutate({ connectionId, verifyCertificates: false })}>
                {t('Do not check')}
              </Button>
            </span>
          }
        >
          {t('{{origin}} does not say so; Jupyter would not check them.', { origin })}
        </Note>
      ))}
      {state.warnings.map((warning) => (
        <Note key={warning} tone="warn" title={t("Something in Jupyter's files was left out.")}>
          {warning}
        </Note>
      ))}
    </div>
  );
}
