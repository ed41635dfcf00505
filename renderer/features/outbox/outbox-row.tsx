import { Progress } from '@mantine/core';
import {
  IconCircleCheck,
  IconCircleMinus,
  IconClock,
  IconHelpCircle,
  IconSearch,
  IconUpload,
  type IconX,
} from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { OutboxItem, OutboxState } from '../../../app/contract/outbox.ts';
import { formatStamp } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';
import { useNowMs } from '../../ui/now.ts';
import { selectThing, useSelection } from '../../ui/selection.ts';
import { useSingleKeys } from '../../ui/single-keys.ts';
import { recordOpener } from './open-record.ts';
import styles from './outbox.module.css';
import { OutboxChoices } from './outbox-choices.tsx';
import { useChoose } from './outbox-confirm.tsx';
import { reasonOf, recordName, remainingOf, windowPercent } from './outbox-words.ts';

interface OutboxRowProps {
  item: OutboxItem;
  isHeld: boolean;
  /** Reached by Tab; the arrow keys go on from there. */
  isAnchor: boolean;
}

const icons: Readonly<Record<OutboxState, { icon: typeof IconX; words: string }>> = {
  'needs-you': { icon: IconHelpCircle, words: t('needs you') },
  sending: { icon: IconUpload, words: t('sending') },
  checking: { icon: IconSearch, words: t('checking whether it arrived') },
  waiting: { icon: IconClock, words: t('waiting') },
  done: { icon: IconCircleCheck, words: t('done') },
  withdrawn: { icon: IconCircleMinus, words: t('withdrawn') },
};

/** One write: what goes where, and why it is in its state. */
export function OutboxRow({ item, isHeld, isAnchor }: OutboxRowProps): ReactNode {
  const nowMs = useNowMs();
  const { thing } = useSelection();
  const isSelected = thing?.kind === 'outbox-item' && thing.id === item.id;
  const { icon: Icon, words } = icons[item.state];
  const onKeyDown = useRowKeys(item);
  const remaining = remainingOf(item, nowMs);
  const reason = reasonOf(item, isHeld);
  return (
    <li className={styles.item} data-selected={isSelected || undefined} data-state={item.state}>
      <Icon size={16} className={styles.icon} aria-hidden />
      <div className={styles.body}>
        <div className={styles.line}>
          <button
            type="button"
            data-outbox-item={item.id}
            className={styles.title}
            tabIndex={isAnchor ? 0 : -1}
            aria-current={isSelected ? 'true' : undefined}
            onClick={() => selectThing({ kind: 'outbox-item', id: item.id })}
            onFocus={() => selectThing({ kind: 'outbox-item', id: item.id })}
            onKeyDown={onKeyDown}
          >
            <strong>{item.title}</strong> <span>{t('to {{target}}', { target: item.target })}</span>
            <span data-visually-hidden>, {words}</span>
          </button>
          <span className={styles.end}>
            <RecordLink item={item} />
            {remaining !== null && <span className={styles.remaining}>{remaining}</span>}
            <time dateTime={item.createdUtc}>{formatStamp(item.endedUtc ?? item.createdUtc, nowMs)}</time>
          </span>
        </div>
        {reason !== '' && <p className={styles.reason}>{reason}</p>}
        <WindowBar item={item} nowMs={nowMs} />
        {item.state === 'needs-you' && <OutboxChoices item={item} />}
      </div>
    </li>
  );
}

function RecordLink({ item }: { item: OutboxItem }): ReactNode {
  const open = recordOpener(item);
  const name = recordName(item);
  if (open === undefined || name === null) return null;
  return (
    <button type="button" className={styles.link} onClick={open}>
      {name}
    </button>
  );
}

function WindowBar({ item, nowMs }: { item: OutboxItem; nowMs: number }): ReactNode {
  const percent = windowPercent(item, nowMs);
  if (item.state !== 'checking' || percent === null || item.windowEndUtc === null) return null;
  return (
    <div className={styles.window}>
      <Progress value={percent} size={4} aria-label={t('Settle window of {{title}}', { title: item.title })} />
      <span>
        {t('not sent again before {{windowEndUtc}}', { windowEndUtc: formatStamp(item.windowEndUtc, nowMs) })}
      </span>
    </div>
  );
}

/** Arrows walk, Enter opens the record, digits take the choices. */
function useRowKeys(item: OutboxItem): (event: KeyboardEvent<HTMLElement>) => void {
  const choose = useChoose();
  const hasSingleKeys = useSingleKeys();
  return (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const open = event.key === 'Enter' ? recordOpener(item) : undefined;
    const choice = hasSingleKeys ? item.question?.choices[Number(event.key) - 1] : undefined;
    if (step !== undefined) walk(event.currentTarget, step);
    else if (open !== undefined) open();
    else if (choice !== undefined) choose(item, choice.id);
    else return;
    event.preventDefault();
  };
}

function walk(from: HTMLElement, step: number): void {
  const all = [...(from.closest('[data-outbox]')?.querySelectorAll<HTMLElement>('[data-outbox-item]') ?? [])];
  all[all.indexOf(from) + step]?.focus();
}
