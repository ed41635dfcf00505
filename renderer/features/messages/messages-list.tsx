import { IconAlertCircle, IconAlertTriangle, IconInfoCircle, IconMessage } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Message } from '../../../app/contract/app.ts';
import { formatStamp } from '../../../app/domain/number-format.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilteredList } from '../../ui/filtered-list.tsx';
import { t } from '../../ui/language.ts';
import { messageText } from '../../ui/messages.ts';
import { useNowMs } from '../../ui/now.ts';
import { PlainTable } from '../../ui/plain-table.tsx';
import { ToldText } from '../../ui/told-text.tsx';
import styles from './messages.module.css';

const icons = { info: IconInfoCircle, warn: IconAlertTriangle, bad: IconAlertCircle };
const words = { info: t('information'), warn: t('warning'), bad: t('error') };

/** What went wrong or ended, with everything that helps to find the cause. */
export function MessagesList({ messages }: { messages: readonly Message[] }): ReactNode {
  if (messages.length === 0) {
    return (
      <EmptyState icon={IconMessage} title={t('No messages.')}>
        {t('Nothing has gone wrong since Quarry started.')}
      </EmptyState>
    );
  }
  return (
    <FilteredList of={t('messages')} items={messages} textOf={messageText}>
      {(shown) => <MessagesTable messages={shown} />}
    </FilteredList>
  );
}

function MessagesTable({ messages }: { messages: readonly Message[] }): ReactNode {
  const nowMs = useNowMs();
  return (
    <PlainTable className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('Time')}</th>
          <th scope="col">{t('Where')}</th>
          <th scope="col">{t('What happened, what to do')}</th>
          <th scope="col">{t('Code')}</th>
          <th scope="col">
            <span data-visually-hidden>{t('Copy')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {messages.map((message) => {
          const Icon = icons[message.level];
          return (
            <tr key={message.id}>
              <td className={styles.time}>
                <time dateTime={message.timeUtc}>{formatStamp(message.timeUtc, nowMs)}</time>
              </td>
              <td className={styles.where} data-level={message.level}>
                <Icon size={14} aria-label={words[message.level]} /> {message.source ?? 'Quarry'}
              </td>
              <td>
                <ToldText>{[message.text, message.remedy].filter(Boolean).join(' ')}</ToldText>
              </td>
              <td className={styles.code}>{message.code}</td>
              <td className={styles.copy}>
                <CopyButton label={t('Copy message')} text={() => messageText(message)} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </PlainTable>
  );
}
