import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { create } from 'zustand';
import { type AppError, toAppError } from '../../../app/contract/app-error.ts';
import { t } from '../../ui/language.ts';
import type { NamedWorkspace } from '../frame/workspace-layout.ts';
import { renameWorkspace, saveWorkspaceAs } from './workspace-actions.ts';

type Asked = { kind: 'save' } | { kind: 'rename'; workspace: NamedWorkspace };

const useWorkspaceDialog = create<{ asked: Asked | null }>(() => ({ asked: null }));

export function askForWorkspaceName(asked: Asked): void {
  useWorkspaceDialog.setState({ asked });
}

export function closeWorkspaceQuestion(): void {
  useWorkspaceDialog.setState({ asked: null });
}

/** Asks for the name of a workspace. */
export function WorkspaceDialog(): ReactNode {
  const asked = useWorkspaceDialog((state) => state.asked);
  if (asked === null) return null;
  return (
    <Modal
      opened
      onClose={closeWorkspaceQuestion}
      title={
        asked.kind === 'save' ? t('Save workspace as') : t('Rename workspace {{name}}', { name: asked.workspace.name })
      }
      size={420}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <NameForm asked={asked} onDone={closeWorkspaceQuestion} />
    </Modal>
  );
}

function NameForm({ asked, onDone }: { asked: Asked; onDone(): void }): ReactNode {
  const [name, setName] = useState(asked.kind === 'rename' ? asked.workspace.name : '');
  const [error, setError] = useState<AppError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      if (asked.kind === 'save') await saveWorkspaceAs(name.trim());
      else await renameWorkspace(asked.workspace, name.trim());
      onDone();
    } catch (failure) {
      setError(toAppError(failure));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t('Name')}
        description={
          asked.kind === 'save'
            ? t(
                'Open panels, their places and what is selected come back with it. What you open later stays in it too.',
              )
            : undefined
        }
        maxLength={80}
        data-autofocus
        value={name}
        error={error === null ? null : [error.message, error.remedy].filter(Boolean).join(' ')}
        onChange={(event) => {
          setError(null);
          setName(event.currentTarget.value);
        }}
      />
      <Group justify="flex-end" mt="lg">
        <Button onClick={onDone}>{t('Cancel')}</Button>
        <Button type="submit" variant="filled" disabled={name.trim() === ''} loading={isBusy}>
          {asked.kind === 'save' ? t('Save workspace') : t('Rename workspace')}
        </Button>
      </Group>
    </form>
  );
}
