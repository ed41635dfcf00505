import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { DrmsSeriesInfo } from '../../../app/contract/drms.ts';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import styles from './export.module.css';
import { ExportForm } from './export-form.tsx';

interface ExportDialogProps {
  serverId: string;
  /** One query each, in this order. */
  recordSets: string[];
  /** Of their series. */
  info: DrmsSeriesInfo;
  opened: boolean;
  onClose(): void;
}

/**
 * Asks for what an export needs, then leaves it to a job that ends with verified files. Closing keeps what was typed
 * for the next time.
 */
export function ExportDialog({ serverId, recordSets, info, opened, onClose }: ExportDialogProps): ReactNode {
  const servers = useQuery(queryFor('drms.servers.list', {}));
  const about = useQuery(queryFor('app.info', {}));
  const server = servers.data?.find(({ id }) => id === serverId);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('Export from {{name}}', { name: server?.name ?? serverId })}
      size={980}
      classNames={{ body: styles.body ?? '' }}
      closeButtonProps={{ 'aria-label': t('Close and keep what was typed') }}
    >
      {server !== undefined && about.data !== undefined && (
        <ExportForm server={server} home={about.data.home} given={recordSets} info={info} onClose={onClose} />
      )}
    </Modal>
  );
}
