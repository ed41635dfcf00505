import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formatInteger } from '../../../app/domain/number-format.ts';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import styles from './settings.module.css';

interface ServerTestProps {
  /** Id of a server, or its address. */
  serverId: string;
  name: string;
}

/** Asks a server for its list of series, and says in words what came of it. */
export function ServerTest({ serverId, name }: ServerTestProps): ReactNode {
  const test = useQuery({
    ...queryFor('drms.series.list', { serverId, refresh: true }),
    enabled: false,
    retry: false,
  });
  const { data, error, isFetching } = test;
  const state = isFetching ? 'checking' : error !== null ? 'bad' : data?.staleReason == null ? 'ok' : 'bad';
  const words = isFetching
    ? t('Asking {{name}}…', { name })
    : error !== null
      ? `${error.message} ${error.remedy ?? ''}`
      : data === undefined
        ? ''
        : (data.staleReason ??
          t('{{name}} answers: {{total}} series.', { name, total: formatInteger(data.value.length) }));
  return (
    <div className={styles.test} data-state={state}>
      <Button
        size="compact-xs"
        leftSection={<IconPlugConnected size={14} />}
        loading={isFetching}
        aria-label={t('Test {{name}}', { name })}
        onClick={() => void test.refetch()}
      >
        {t('Test', { context: 'verb' })}
      </Button>
      <span aria-live="polite">{words}</span>
    </div>
  );
}
