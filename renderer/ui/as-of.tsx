import { IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Stamped } from '../../app/contract/common.ts';
import { formatStamp, formatWhen } from '../../app/domain/number-format.ts';
import { queryFor } from '../api/query-options.ts';
import styles from './as-of.module.css';
import { t } from './language.ts';
import { useNowMs } from './now.ts';

export interface AsOfProps {
  stamp: Pick<Stamped<unknown>, 'asOfUtc' | 'source' | 'staleReason'>;
  connectionId?: string;
  /** Of a server that is no connection. */
  serverName?: string;
}

/** How old an answer is and where it is from; in warning colour when a fresh one was asked for in vain. */
export function AsOf({ stamp, connectionId, serverName }: AsOfProps): ReactNode {
  const nowMs = useNowMs();
  const connections = useQuery(queryFor('connections.list', {}));
  const name = serverName ?? connections.data?.find((connection) => connection.id === connectionId)?.name;
  const kept = stamp.source === 'cache' ? t('kept on this computer') : t('fresh from the server');
  return (
    <p
      className={styles.stamp}
      data-tone={stamp.staleReason === null ? 'quiet' : 'warn'}
      title={`${formatWhen(stamp.asOfUtc, 0).full}, ${kept}`}
    >
      <IconClock size={14} aria-hidden />
      <span>
        {t('As of')} <time dateTime={stamp.asOfUtc}>{formatStamp(stamp.asOfUtc, nowMs)}</time>
        {name !== undefined && ` · ${name}`}
      </span>
      {stamp.staleReason !== null && <span>{stamp.staleReason}</span>}
    </p>
  );
}
