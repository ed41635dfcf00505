import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { IconHistory, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { formatStamp } from '../../../../app/domain/number-format.ts';
import { containsWords } from '../../../ui/contains-words.ts';
import { useGradually } from '../../../ui/gradual.ts';
import { formatCount, t } from '../../../ui/language.ts';
import { forgetQuestions } from '../../queries/change-queries.ts';
import { type PastRecords, usePastRecords } from './past-queries.ts';
import styles from './queries.module.css';

interface QueryHistoryProps {
  serverId: string;
  isOpen: boolean;
  onOpen(isOpen: boolean): void;
  onChoose(query: PastRecords): void;
}

/** What the server was asked before, newest first, each with its count and age. */
export function QueryHistory({ serverId, isOpen, onOpen, onChoose }: QueryHistoryProps): ReactNode {
  return (
    <Popover position="bottom-end" width={640} trapFocus returnFocus opened={isOpen} onChange={onOpen}>
      <Popover.Target>
        <Button variant="subtle" leftSection={<IconHistory size={14} />} onClick={() => onOpen(!isOpen)}>
          {t('History')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <PastQueries
          serverId={serverId}
          onChoose={(query) => {
            onOpen(false);
            onChoose(query);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function PastQueries({ serverId, onChoose }: Pick<QueryHistoryProps, 'serverId' | 'onChoose'>): ReactNode {
  const [filter, setFilter] = useState('');
  const past = usePastRecords(serverId) ?? [];
  const found = past.filter(({ title }) => containsWords(title, filter.trim()));
  const rows = useGradually(found);
  const nowMs = Date.now();
  if (past.length === 0) return <p className={styles.quiet}>{t('No query has been answered yet.')}</p>;
  return (
    <>
      <TextInput
        size="xs"
        mb={4}
        data-autofocus
        aria-label={t('Filter past queries')}
        placeholder={t('Filter past queries')}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      {found.length === 0 && (
        <p className={styles.quiet}>{t('No past query contains “{{filter}}”.', { filter: filter.trim() })}</p>
      )}
      <ul className={styles.list}>
        {rows.map((query) => (
          <li key={query.id} className={styles.past}>
            <button type="button" className={styles.choose} onClick={() => onChoose(query)}>
              <span className={styles.code}>{query.title}</span>
              <span className={styles.stamp}>
                {t('{{rows}} records, as of {{asOfUtc}}', {
                  count: query.rows,
                  rows: formatCount(query.rows),
                  asOfUtc: formatStamp(query.asOfUtc, nowMs),
                })}
              </span>
            </button>
            <ActionIcon
              aria-label={t('Forget {{title}}', { title: query.title })}
              onClick={() => void forgetQuestions(query)}
            >
              <IconX size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button mt={4} variant="subtle" onClick={() => void forgetQuestions({ placeId: serverId })}>
        {t('Forget all')}
      </Button>
    </>
  );
}
