import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { t } from '../../ui/language.ts';
import { closeFitsQuestion, openFits, useFitsDialog } from './open-fits.ts';

/** Browsers know no paths, so the path of the file is typed. */
export function OpenFitsDialog(): ReactNode {
  const opened = useFitsDialog((state) => state.opened);
  const [path, setPath] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    closeFitsQuestion();
    openFits({ kind: 'file', path: path.trim() });
  };
  return (
    <Modal
      opened={opened}
      onClose={closeFitsQuestion}
      title={t('Open a FITS file')}
      size={560}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form onSubmit={submit}>
        <TextInput
          label={t('Path')}
          description={t('Of a file on the computer that runs Quarry.')}
          placeholder="/data/hmi/hmi.m_720s.20160401_000000_TAI.magnetogram.fits"
          data-autofocus
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="subtle" onClick={closeFitsQuestion}>
            {t('Cancel')}
          </Button>
          <Button type="submit" variant="filled" disabled={path.trim() === ''}>
            {t('Open')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
