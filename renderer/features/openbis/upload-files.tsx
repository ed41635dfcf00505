import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconFilePlus, IconFolderPlus, IconPlus, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import { getShell } from '../../api/shell.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import { iconOf } from './file-table.tsx';
import styles from './upload.module.css';
import { withPaths } from './upload-draft.ts';
import { useDroppedPaths } from './use-dropped-paths.ts';

interface UploadFilesProps {
  id: string;
  paths: readonly string[];
  error: string | undefined;
  onChange(paths: readonly string[]): void;
}

/** Files and folders of the computer that runs Quarry: dropped or chosen on the desktop, typed everywhere. */
export function UploadFiles({ id, paths, error, onChange }: UploadFilesProps): ReactNode {
  const add = (text: string): void => onChange(withPaths(paths, text));
  const canDrop = useDroppedPaths((dropped) => add(dropped.join('\n')));
  return (
    <section aria-label={t('Files')} className={styles.files}>
      <div className={styles.filesHead}>
        <h3 className={styles.heading}>
          {t('Files')} <small>{paths.length === 0 ? '' : paths.length}</small>
        </h3>
        <ChooseButtons onAdd={add} />
      </div>
      {paths.length > 0 && (
        <ul className={styles.paths}>
          {paths.map((path) => (
            <PathLine
              key={path}
              path={path}
              onRemove={() => {
                onChange(paths.filter((one) => one !== path));
                document.getElementById(id)?.focus();
              }}
            />
          ))}
        </ul>
      )}
      <PathField id={id} error={error} onAdd={add} />
      {canDrop && <p className={styles.drop}>{t('Drop files or folders anywhere on this dialog.')}</p>}
    </section>
  );
}

function PathLine({ path, onRemove }: { path: string; onRemove(): void }): ReactNode {
  const name = path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
  const Icon = iconOf(name);
  return (
    <li>
      <Icon size={14} aria-hidden />
      <span>
        {name}
        <small title={path}>{path}</small>
      </span>
      <ActionIcon size={20} aria-label={t('Leave out {{name}}', { name })} onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
    </li>
  );
}

/** Several lines may be pasted at once; Enter takes them. */
function PathField({
  id,
  error,
  onAdd,
}: {
  id: string;
  error: string | undefined;
  onAdd(text: string): void;
}): ReactNode {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const add = (): void => {
    onAdd(text);
    setText('');
    // The button that was pressed has nothing more to do, and would lose the focus.
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    add();
  };
  return (
    <div>
      <div className={styles.withButton}>
        <Textarea
          ref={field}
          id={id}
          label={t('Path of a file or folder')}
          description={t('On the computer that runs Quarry; one per line.')}
          autosize
          minRows={1}
          maxRows={5}
          error={error !== undefined}
          aria-describedby={error === undefined ? `${id}-description` : `${id}-description ${id}-error`}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button leftSection={<IconPlus size={14} />} disabled={text.trim() === ''} onClick={add}>
          {t('Add')}
        </Button>
      </div>
      {error !== undefined && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
}

/** By the dialogs of the system, where the page may open them. */
function ChooseButtons({ onAdd }: { onAdd(text: string): void }): ReactNode {
  const { chooseFiles, chooseFolder } = getShell();
  const run = (choose: () => Promise<readonly string[]>): void => {
    choose().then(
      (chosen) => onAdd(chosen.join('\n')),
      (error: unknown) => showMessage(toAppError(error)),
    );
  };
  if (chooseFiles === undefined || chooseFolder === undefined) return null;
  return (
    <>
      <Button
        variant="subtle"
        leftSection={<IconFilePlus size={14} />}
        onClick={() => run(() => chooseFiles(t('Choose files to upload')))}
      >
        {t('Add files…')}
      </Button>
      <Button
        variant="subtle"
        leftSection={<IconFolderPlus size={14} />}
        onClick={() => run(async () => [(await chooseFolder(t('Choose a folder to upload'))) ?? ''])}
      >
        {t('Add folder…')}
      </Button>
    </>
  );
}
