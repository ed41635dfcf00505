import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { closeDataSetQuestion, type OpenbisQuestion } from './dialog-state.ts';
import styles from './dialogs.module.css';
import { noUpload } from './upload-draft.ts';
import { UploadForm } from './upload-form.tsx';
import { UploadOutcome } from './upload-outcome.tsx';

type UploadQuestion = Extract<OpenbisQuestion, { kind: 'upload' }>;

/** Asks for what a new dataset needs and has it uploaded once. Closing keeps what was typed until it is on its way. */
export function UploadDialog({ question }: { question: UploadQuestion }): ReactNode {
  const { connectionId, owner = '', parent } = question;
  const connection = useQuery(queryFor('connections.list', {})).data?.find(({ id }) => id === connectionId);
  const parentName = useParentName(connectionId, parent);
  const [jobId, setJobId] = useState<string | null>(null);
  const where =
    connection === undefined
      ? ''
      : t('{{name}}, as {{user}}', { name: connection.name, user: connection.user || t('the owner of the token') });
  if (parent !== undefined && parentName === undefined) return null;
  const parents = parent === undefined || parentName === undefined ? [] : [{ permId: parent, name: parentName }];
  return (
    <Modal
      opened
      onClose={closeDataSetQuestion}
      title={
        <span className={styles.dialogTitle}>
          {t('Upload dataset')} <small>{where}</small>
        </span>
      }
      size={jobId === null ? 1080 : 560}
      padding={0}
      classNames={{ header: styles.head ?? '' }}
      closeButtonProps={{ 'aria-label': jobId === null ? t('Close and keep what was typed') : t('Close') }}
    >
      {jobId === null ? (
        <UploadForm
          connectionId={connectionId}
          draftKey={[connectionId, owner, parent ?? ''].join(' ')}
          first={{ ...noUpload, owner, parents }}
          onStarted={setJobId}
          onClose={closeDataSetQuestion}
        />
      ) : (
        <UploadOutcome jobId={jobId} connectionId={connectionId} onClose={closeDataSetQuestion} />
      )}
    </Modal>
  );
}

/** Its permId if it cannot be asked; undefined while nobody knows. */
function useParentName(connectionId: string, permId: string | undefined): string | undefined {
  const { data, isError } = useQuery({
    ...queryFor('openbis.data-sets.get', { connectionId, permId: permId ?? 'none' }),
    enabled: permId !== undefined,
  });
  return data?.value.name ?? (isError || data !== undefined ? permId : undefined);
}
