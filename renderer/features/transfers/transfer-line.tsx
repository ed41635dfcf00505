import { Progress } from '@mantine/core';
import {
  IconAlertTriangle,
  IconChevronDown,
  IconChevronRight,
  IconCircleCheck,
  IconClock,
  IconDownload,
  IconPlayerPause,
  IconServer,
  type IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatInteger } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';
import { PartMarks, PhaseMarks } from './phase-marks.tsx';
import { TransferActions } from './transfer-actions.tsx';
import { amountOf, type Line, percentOf, rateOf, remainingOf, stateOf, type Tone } from './transfer-words.ts';
import styles from './transfers.module.css';

interface TransferLineProps {
  line: Line;
  /** Number of the part, from 1; null for a transfer. */
  number: number | null;
  /** Null: it has no parts to show. */
  isOpen: boolean | null;
  onToggle(): void;
}

const icons: Readonly<Record<Tone, typeof IconX>> = {
  ...{ busy: IconDownload, wait: IconClock, ok: IconCircleCheck, warn: IconAlertTriangle, bad: IconAlertTriangle },
  off: IconPlayerPause,
};
/** More marks than these say less than the words. */
const mostPartMarks = 8;

/** The cells of a transfer or of one of its requests: where it stands, and below it why. */
export function TransferLine({ line, number, isOpen, onToggle }: TransferLineProps): ReactNode {
  const { transfer, part } = line;
  const state = stateOf(line);
  const isServer = (part ?? transfer).phase === 'waiting-at-server' || (part ?? transfer).phase === 'preparing';
  const Icon =
    state.tone === 'busy' || state.tone === 'wait' ? (isServer ? IconServer : icons[state.tone]) : icons[state.tone];
  const parts = transfer.parts;
  const name = part === null ? transfer.title : t('Part {{number}}', { number });
  const requestId = part === null && parts.length === 1 ? parts[0]?.requestId : part?.requestId;
  return (
    <>
      <td className={styles.name}>
        {isOpen !== null && (
          // The row has the keys; this is for the mouse.
          <button type="button" tabIndex={-1} className={styles.fold} aria-hidden onClick={onToggle}>
            {isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
          </button>
        )}
        <Icon size={16} className={styles.icon} data-tone={state.tone} aria-hidden />
        <span className={styles.title} title={name}>
          {name}
        </span>
        {part !== null && (
          <span className={styles.partSet} title={part.recordSet}>
            {part.recordSet}
          </span>
        )}
      </td>
      <td className={styles.phase} data-tone={state.tone}>
        {part === null && parts.length > 1 && parts.length <= mostPartMarks ? (
          <PartMarks parts={parts} toneOf={(one) => stateOf({ transfer, part: one }).tone} />
        ) : (
          <PhaseMarks {...state} />
        )}
        {state.words}
      </td>
      <td className={styles.progress}>
        <Bar name={name} percent={percentOf(line)} tone={state.tone} />
        <span>{amountOf(line)}</span>
      </td>
      <td className={styles.number}>{part === null ? rateOf(transfer) : ''}</td>
      <td className={styles.number}>{part === null ? remainingOf(transfer) : ''}</td>
      <td className={styles.actions}>{part === null && <TransferActions transfer={transfer} />}</td>
      <td className={styles.reason} data-tone={state.tone}>
        {recordsInWords(line)}
        {requestId != null && (
          <>
            <span className={styles.id}>{requestId}</span>
            {' · '}
          </>
        )}
        {(part ?? transfer).reason}
      </td>
    </>
  );
}

function recordsInWords({ transfer, part }: Line): string {
  const { records } = part ?? transfer;
  if (records === null) return '';
  return t('{{records}} records · ', { count: records, records: formatInteger(records) });
}

/** Dotted where the server tells no progress. */
function Bar({ name, percent, tone }: { name: string; percent: number | null; tone: Tone }): ReactNode {
  if (percent === null) return <span className={tone === 'busy' ? styles.dotted : styles.bar} aria-hidden />;
  return (
    <Progress
      className={styles.bar ?? ''}
      data-tone={tone}
      value={percent}
      size={4}
      aria-label={t('{{name}}: {{percent}} percent', { name, percent })}
    />
  );
}
