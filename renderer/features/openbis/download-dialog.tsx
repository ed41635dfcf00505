import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFolder } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { getShell } from '../../api/shell.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import { Note } from '../../ui/note.tsx';
import { matchesShortcut } from '../../ui/shortcut.ts';
import { showBottomTab } from '../frame/view-state.ts';
import { useConnectionName } from '../remote/use-connection-name.ts';
import { useRemote } from '../remote/use-remote.ts';
import { type Availability, availabilityOf } from './availability.ts';
import { closeDataSetQuestion, type OpenbisQuestion } from './dialog-state.ts';
import styles from './dialogs.module.css';
import { lacksRoom, planInWords } from './download-words.ts';

type DownloadQuestion = Extract<OpenbisQuestion, { kind: 'download' }>;

/** Where the folder was chosen last, by connection. */
const lastFolders = new Map<string, string>();

/** Asks where files of a dataset shall go, and says what that comes to; a job then fetches and verifies them. */
export function DownloadDialog({ question }: { question: DownloadQuestion }): ReactNode {
  const { connectionId, permId } = question;
  const server = useConnectionName(connectionId);
  const about = useQuery(queryFor('app.info', {}));
  const dataSet = useRemote('openbis.data-sets.get', { connectionId, permId }).answer?.value;
  return (
    <Modal
      opened
      onClose={closeDataSetQuestion}
      title={t('Download from {{server}}', { server })}
      size={620}
      padding={0}
      classNames={{ header: styles.head ?? '' }}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {about.data !== undefined && (
        <DownloadForm
          question={question}
          name={dataSet?.name ?? permId}
          note={dataSet === undefined ? null : availabilityOf(dataSet).note}
          home={about.data.home}
        />
      )}
    </Modal>
  );
}

interface DownloadFormProps {
  question: DownloadQuestion;
  /** Of the dataset. */
  name: string;
  note: Availability['note'];
  home: string;
}

function DownloadForm({ question: { connectionId, permId, paths }, name, note, home }: DownloadFormProps): ReactNode {
  const [folder, setFolder] = useState(lastFolders.get(connectionId) ?? usualFolder(home));
  const [flatten, setFlatten] = useState(false);
  const start = useCommand('openbis.download');
  const [asked] = useDebouncedValue(folder.trim(), 300);
  const input = { connectionId, permId, paths: [...paths], flatten };
  const plan = useQuery({
    ...queryFor('openbis.download.plan', { ...input, folder: asked }),
    enabled: asked !== '',
    retry: false,
  });
  const submit = (): void => {
    if (folder.trim() === '' || start.isPending) return;
    start.mutate(
      { ...input, folder: folder.trim() },
      {
        onSuccess: () => {
          lastFolders.set(connectionId, folder.trim());
          closeDataSetQuestion();
          showBottomTab('transfers');
        },
      },
    );
  };
  const failure = start.error ?? plan.error;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (!matchesShortcut(event, 'Mod+Enter')) return;
        event.preventDefault();
        submit();
      }}
    >
      {failure !== null && <ErrorNote error={failure} connectionId={connectionId} />}
      {note !== null && (
        <Note tone={note.tone} title={note.title}>
          {note.text}
        </Note>
      )}
      <div className={styles.fields}>
        <p className={styles.lead}>
          <strong>{name}</strong>
          <span>{paths.length === 0 ? t('All files') : t('{{count}} chosen files', { count: paths.length })}</span>
        </p>
        <FolderField value={folder} onChange={setFolder} />
        <Checkbox
          label={t('Leave out the folders original and DEFAULT')}
          description={t(
            'openBIS puts all files into them; names that would then be the same twice get a mark of their own.',
          )}
          checked={flatten}
          onChange={(event) => setFlatten(event.currentTarget.checked)}
        />
      </div>
      <div className={styles.foot}>
        <div className={styles.words} aria-live="polite">
          {plan.data === undefined ? (
            plan.isFetching && <p>{t('Looking at the folder…')}</p>
          ) : (
            <>
              <p>{planInWords(plan.data)}</p>
              {lacksRoom(plan.data) === true && <p data-tone="bad">{t('There is not enough room on this disk.')}</p>}
              <p className={styles.path}>{t('Into {{folder}}', { folder: plan.data.folder })}</p>
            </>
          )}
        </div>
        <Button variant="subtle" onClick={closeDataSetQuestion}>
          {t('Cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={start.isPending} disabled={folder.trim() === ''}>
          {t('Download')}
        </Button>
      </div>
    </form>
  );
}

function FolderField({ value, onChange }: { value: string; onChange(folder: string): void }): ReactNode {
  const { chooseFolder } = getShell();
  const choose = async (): Promise<void> => {
    const chosen = await chooseFolder?.(t('Choose the folder for the files'));
    if (chosen != null) onChange(chosen);
  };
  return (
    <div className={styles.withButton}>
      <TextInput
        label={t('Folder')}
        description={t('The dataset gets a folder of its own in it.')}
        data-autofocus
        value={value}
        error={value.trim() === '' ? t('Give a folder.') : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {chooseFolder !== undefined && (
        <Button
          leftSection={<IconFolder size={14} />}
          onClick={() => choose().catch((error: unknown) => showMessage(toAppError(error)))}
        >
          {t('Choose…')}
        </Button>
      )}
    </div>
  );
}

function usualFolder(home: string): string {
  return [home, 'downloads', 'openbis'].join(home.includes('\\') ? '\\' : '/');
}
