import type { ReactNode } from 'react';
import type { Transfer } from '../../../app/contract/transfers.ts';
import { formatBytes, formatDate, formatDuration, formatRate, formatTime } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';
import { useNowMs } from '../../ui/now.ts';
import { summaryOf } from './transfer-groups.ts';
import { isEnded } from './transfer-words.ts';
import styles from './transfers.module.css';

/** Rate, end, bytes, space and the next deadline of all transfers that are not over. */
export function TransfersSummary({ transfers }: { transfers: readonly Transfer[] }): ReactNode {
  const summary = summaryOf(transfers);
  const nowMs = useNowMs();
  if (transfers.every(isEnded)) return null;
  const { downloading, remainingMs, bytesHere, bytesExpected, freeBytes, deadline } = summary;
  const needed = bytesExpected === null ? null : Math.max(0, bytesExpected - bytesHere);
  return (
    <dl className={styles.summary}>
      <Fact label={t('Now')} value={formatRate(summary.bytesPerSecond, 'bytes')}>
        {t('{{count}} downloads', { count: downloading })}
      </Fact>
      <Fact
        label={t('All that runs ends')}
        value={remainingMs === null ? t('not known') : formatTime(new Date(nowMs + remainingMs).toISOString())}
      >
        {remainingMs === null ? '' : t('in {{remainingMs}}', { remainingMs: formatDuration(remainingMs) })}
      </Fact>
      <Fact label={t('Here')} value={formatBytes(bytesHere)}>
        {bytesExpected === null
          ? t('the whole is not known yet')
          : t('of {{bytesExpected}}', { bytesExpected: formatBytes(bytesExpected) })}
      </Fact>
      <Fact label={t('Still needs')} value={needed === null ? t('not known') : formatBytes(needed)}>
        {freeBytes === null ? '' : t('free {{freeBytes}}', { freeBytes: formatBytes(freeBytes) })}
      </Fact>
      {deadline !== null && (
        <Fact
          label={t('Next deadline at a server')}
          value={`${formatDate(deadline.utc)}, ${formatTime(deadline.utc)}`}
          isWarning
        >
          {deadline.title}
        </Fact>
      )}
    </dl>
  );
}

interface FactProps {
  label: string;
  value: string;
  isWarning?: boolean;
  children: ReactNode;
}

function Fact({ label, value, isWarning = false, children }: FactProps): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong data-tone={isWarning ? 'warn' : undefined}>{value}</strong> {children}
      </dd>
    </div>
  );
}
