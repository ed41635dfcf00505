import { ActionIcon, Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBookmark, IconHistory, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { PastQuestion } from '../../../app/contract/queries.ts';
import type { Question, QuestionSystem } from '../../../app/contract/questions.ts';
import { formatInteger, formatStamp } from '../../../app/domain/number-format.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useGradually } from '../../ui/gradual.ts';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { useNowMs } from '../../ui/now.ts';
import { CellLink, PlainTable } from '../../ui/plain-table.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { forgetQuestions } from './change-queries.ts';
import styles from './queries.module.css';
import { openQuestion, targetOf } from './question-target.ts';
import { secondsOf } from './run-words.ts';
import { SaveQueryDialog } from './save-query-dialog.ts';
import { usePastQuestions } from './use-past-questions.ts';

type SystemChoice = QuestionSystem | 'all';

const systemWords: Readonly<Record<SystemChoice, string>> = {
  all: t('All'),
  juliabase: 'JuliaBase',
  drms: 'DRMS',
  openbis: 'openBIS',
  sql: 'SQL',
};
const settleMs = 150;

/** Everything that was asked of a remote system, newest first: to be found, opened again and saved. */
export function HistoryPanel({ panelId }: PanelProps<'history'>): ReactNode {
  const [text, setText] = useState('');
  const [system, setSystem] = useState<SystemChoice>('all');
  const [saving, setSaving] = useState<Question | null>(null);
  const [asked] = useDebouncedValue(text.trim(), settleMs);
  const past = usePastQuestions(asked, system === 'all' ? null : system);
  usePanelTitle(panelId, { title: t('History'), icon: 'history' });
  const isFiltered = asked !== '' || system !== 'all';
  return (
    <div className={styles.panel} data-panel tabIndex={-1}>
      <Toolbar label={t('History')}>
        <TextInput
          w={280}
          aria-label={t('Filter history')}
          placeholder={t('Filter history')}
          data-list-filter
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('Which system')}
          value={system}
          // The values are those of the systems.
          onChange={(value) => setSystem(value as SystemChoice)}
          data={Object.entries(systemWords).map(([value, label]) => ({ value, label }))}
        />
      </Toolbar>
      {past.error !== null && <ErrorNote error={past.error} />}
      {past.isPending && <LoadingRows count={8} />}
      {past.data?.total === 0 && (
        <EmptyState
          icon={IconHistory}
          title={isFiltered ? t('No question fits the filter.') : t('Nothing was asked yet.')}
          {...(isFiltered && {
            actions: [
              {
                label: t('Clear filter'),
                onClick: () => {
                  setText('');
                  setSystem('all');
                },
              },
            ],
          })}
        >
          {isFiltered
            ? t('Words are looked for in the question and in the name of its server.')
            : t('Record sets, searches, mining tables and SQL come here with what they found.')}
        </EmptyState>
      )}
      {past.data !== undefined && past.data.total > 0 && (
        <PastTable questions={past.data.questions} total={past.data.total} onSave={setSaving} />
      )}
      {saving !== null && <SaveQueryDialog question={saving} onDone={() => setSaving(null)} />}
    </div>
  );
}

interface PastTableProps {
  questions: readonly PastQuestion[];
  total: number;
  onSave(question: Question): void;
}

function PastTable({ questions, total, onSave }: PastTableProps): ReactNode {
  const rows = useGradually(questions);
  return (
    <>
      <div className={styles.rows}>
        <PlainTable className={styles.table ?? ''}>
          <thead>
            <tr>
              <th scope="col">{t('Question')}</th>
              <th scope="col">{t('Asked of')}</th>
              <th scope="col" className={styles.number}>
                {t('Rows')}
              </th>
              <th scope="col" className={styles.number}>
                {t('Took')}
              </th>
              <th scope="col">{t('As of')}</th>
              <th scope="col">
                <span data-visually-hidden>{t('Actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((past) => (
              <PastRow key={past.id} past={past} onSave={() => onSave(past.question)} />
            ))}
          </tbody>
        </PlainTable>
      </div>
      <p className={styles.count} role="status">
        {total > questions.length
          ? t('The newest {{questionCount}} of {{total}} questions', {
              questionCount: formatInteger(questions.length),
              total: formatInteger(total),
            })
          : t('{{total}} questions', { count: total, total: formatInteger(total) })}
      </p>
    </>
  );
}

function PastRow({ past, onSave }: { past: PastQuestion; onSave(): void }): ReactNode {
  const { question, title, place, rows, tookMs, asOfUtc } = past;
  const nowMs = useNowMs();
  return (
    <tr>
      <td className={styles.question} title={title}>
        {targetOf(question) === undefined ? title : <CellLink onClick={() => openQuestion(question)}>{title}</CellLink>}
      </td>
      <td className={styles.place}>{place}</td>
      <td className={styles.number}>{formatInteger(rows)}</td>
      <td className={styles.number}>{tookMs === 0 ? '–' : secondsOf(tookMs)}</td>
      <td className={styles.stamp}>{formatStamp(asOfUtc, nowMs)}</td>
      <td className={styles.actions}>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconBookmark size={13} />}
          aria-label={t('Save {{title}}', { title })}
          onClick={onSave}
        >
          {t('Save…')}
        </Button>
        <ActionIcon aria-label={t('Forget {{title}}', { title })} onClick={() => void forgetQuestions(past)}>
          <IconX size={14} />
        </ActionIcon>
      </td>
    </tr>
  );
}
