import type { ReactNode } from 'react';
import type { Transfer } from '../../../app/contract/transfers.ts';
import { formatBytes, formatDate, formatDuration, formatRate, formatTime } from '../../../app/domain/number-format.ts';
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
      <Fact label="Now" value={formatRate(summary.bytesPerSecond, 'bytes')}>
        {`${downloading} ${downloading === 1 ? 'download' : 'downloads'}`}
      </Fact>
      <Fact
        label="All that runs ends"
        value={remainingMs === null ? 'not known' : formatTime(new Date(nowMs + remainingMs).toISOString())}
      >
        {remainingMs === null ? '' : `in ${formatDuration(remainingMs)}`}
      </Fact>
      <Fact label="Here" value={formatBytes(bytesHere)}>
        {bytesExpected === null ? 'the whole is not known yet' : `of ${formatBytes(bytesExpected)}`}
      </Fact>
      <Fact label="Still needs" value={needed === null ? 'not known' : formatBytes(needed)}>
        {freeBytes === null ? '' : `free ${formatBytes(freeBytes)}`}
      </Fact>
      {deadline !== null && (
        <Fact
          label="Next deadline at a server"
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
