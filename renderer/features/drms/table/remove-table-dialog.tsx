import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { KeptTable } from '../../../../app/contract/columns.ts';
import { useCommand } from '../../../api/query-options.ts';
import { panelAddress } from '../../../routes/panel-address.ts';
import { closePanel } from '../../../routes/panels.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { formatCount, t } from '../../../ui/language.ts';

interface RemoveTableDialogProps {
  table: Pick<KeptTable, 'tableId' | 'name' | 'rows'>;
  onClose(): void;
}

/** Asks before a kept table goes: its rows cannot be had back from here. */
export function RemoveTableDialog({ table: { tableId, name, rows }, onClose }: RemoveTableDialogProps): ReactNode {
  const remove = useCommand('columns.tables.remove');
  const onSuccess = (): void => {
    onClose();
    closePanel(panelAddress({ kind: 'table', params: { tableId } }));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Remove kept table {{name}}', { name })}
      size={460}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {remove.error !== null && <ErrorNote error={remove.error} />}
      <p>
        {t('{{rows}} rows go from this computer for good. Nothing changes at the server.', {
          count: rows,
          rows: formatCount(rows),
        })}
      </p>
      <Group justify="flex-end">
        <Button variant="subtle" data-autofocus onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button variant="filled" loading={remove.isPending} onClick={() => remove.mutate({ tableId }, { onSuccess })}>
          {t('Remove table')}
        </Button>
      </Group>
    </Modal>
  );
}
