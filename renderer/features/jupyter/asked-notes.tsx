import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { JupyterState } from '../../../app/contract/jupyter.ts';
import { useCommand } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
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
          title={`A notebook wanted to download into ${folder}.`}
          footer={
            <span className={styles.buttons}>
              <Button onClick={() => folders.mutate({ folder, isAllowed: true })}>Allow this folder</Button>
              <Button variant="subtle" onClick={() => folders.mutate({ folder, isAllowed: false })}>
                Leave it refused
              </Button>
            </span>
          }
        >
          It was refused, as the folder is not below the notebook folder.
        </Note>
      ))}
      {state.unsaidCertificates.map(({ connectionId, connectionName, origin }) => (
        <Note
          key={connectionId}
          tone="info"
          title={`Certificates of ${connectionName} are checked.`}
          footer={
            <span className={styles.buttons}>
              <Button onClick={() => certificates.mutate({ connectionId, verifyCertificates: true })}>
                Keep checking
              </Button>
              <Button variant="subtle" onClick={() => certificates.mutate({ connectionId, verifyCertificates: false })}>
                Do not check
              </Button>
            </span>
          }
        >
          {origin} does not say so; Jupyter would not check them.
        </Note>
      ))}
      {state.warnings.map((warning) => (
        <Note key={warning} tone="warn" title="Something in Jupyter's files was left out.">
          {warning}
        </Note>
      ))}
    </div>
  );
}
