import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { create } from 'zustand';
import { toAppError } from '../../../app/contract/app-error.ts';
import { getShell } from '../../api/shell.ts';
import { t } from '../../ui/language.ts';

const useHostDialog = create<{ opened: boolean }>(() => ({ opened: false }));

export function askForHost(): void {
  useHostDialog.setState({ opened: true });
}

export function closeHostQuestion(): void {
  useHostDialog.setState({ opened: false });
}

/** Asks for the address of a Quarry that runs elsewhere. */
export function AttachHostDialog(): ReactNode {
  const opened = useHostDialog((state) => state.opened);
  const [address, setAddress] = useState('');
  const [error, setError] = useState<string | null>(null);
  const { attach } = getShell();
  if (attach === undefined) return null;
  const goTo = (where: string | null): void => {
    attach(where).catch((failure: unknown) => {
      const { message, remedy } = toAppError(failure);
      setError([message, remedy].filter(Boolean).join(' '));
    });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    goTo(address.trim());
  };
  return (
    <Modal
      opened={opened}
      onClose={closeHostQuestion}
      title={t('Attach to another computer')}
      size={520}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form onSubmit={submit}>
        <TextInput
          label={t('Address as “quarry serve” prints it')}
          description={t('The window starts anew on that core. For another computer, open an SSH tunnel to it first.')}
          placeholder="http://127.0.0.1:4711/?token=…"
          data-autofocus
          value={address}
          error={error}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="subtle" onClick={() => goTo(null)}>
            {t('Use this computer')}
          </Button>
          <Button type="submit" variant="filled" disabled={address.trim() === ''}>
            {t('Attach')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
