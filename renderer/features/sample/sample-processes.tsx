import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch, IconSearchOff } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { SamplePage } from '../../../app/contract/juliabase.ts';
import { containsWords } from '../../ui/contains-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { t } from '../../ui/language.ts';
import type { TimelineEntry } from './process-entry.tsx';
import { countKinds, kindInWords, kindOf, newestFirst } from './process-kinds.ts';
import { textOfEntry } from './process-text.ts';
import { ProcessTimeline } from './process-timeline.tsx';
import { RawAnswer } from './raw-answer.tsx';
import styles from './sample.module.css';

type Mode = 'facts' | 'all' | 'json';

/** The processes of a sample with its inherited results, filtered by kind, as facts, all fields or raw answer. */
export function SampleProcesses({ page, connectionId }: { page: SamplePage; connectionId: string }): ReactNode {
  const [mode, setMode] = useState<Mode>('facts');
  const [kind, setKind] = useState<string | null>(null);
  const [filter, setFilter] = useState('');
  const entries = useMemo(() => entriesOf(page), [page]);
  const kinds = useMemo(() => countKinds(entries.map((entry) => entry.process)), [entries]);
  const ofKind = kind === null ? entries : entries.filter((entry) => kindOf(entry.process) === kind);
  const words = filter.trim();
  const shown = words === '' ? ofKind : ofKind.filter((entry) => containsWords(textOfEntry(entry), words));
  return (
    <div className={styles.scroll}>
      <div className={styles.filters}>
        <fieldset className={styles.chips} aria-label={t('Kinds of processes')}>
          <FilterChip label={t('All')} count={entries.length} pressed={kind === null} onClick={() => setKind(null)} />
          {kinds.map(({ kind: name, count }) => (
            <FilterChip
              key={name}
              label={kindInWords(name)}
              count={count}
              pressed={kind === name}
              onClick={() => setKind(name)}
            />
          ))}
        </fieldset>
        {mode !== 'json' && (
          <TextInput
            size="xs"
            w={180}
            aria-label={t('Filter processes')}
            placeholder={t('Filter processes')}
            data-list-filter
            leftSection={<IconSearch size={14} />}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setFilter('');
            }}
          />
        )}
        <SegmentedControl
          size="xs"
          aria-label={t('Show processes as')}
          value={mode}
          data={[
            { value: 'facts', label: t('Facts') },
            { value: 'all', label: t('All fields') },
            { value: 'json', label: 'JSON' },
          ]}
          onChange={setMode}
        />
      </div>
      {mode === 'json' ? (
        <RawAnswer connectionId={connectionId} sampleId={page.sample.id} />
      ) : (
        <ProcessTimeline entries={shown} connectionId={connectionId} allFields={mode === 'all'} />
      )}
      {mode !== 'json' && shown.length === 0 && ofKind.length > 0 && (
        <EmptyState
          icon={IconSearchOff}
          title={t('All {{itemCount}} processes are hidden by the filter.', { itemCount: ofKind.length })}
          actions={[{ label: t('Clear filter'), onClick: () => setFilter('') }]}
        />
      )}
    </div>
  );
}

/** Own and inherited processes, each once, newest first. */
function entriesOf({ sample, seriesResults, rawFiles }: SamplePage): TimelineEntry[] {
  const own = new Set(sample.processes.map((process) => process.id));
  const inherited = seriesResults.filter((result) => !own.has(result.id));
  return newestFirst([...sample.processes, ...inherited]).map((process) => ({
    process,
    rawFiles: rawFiles.filter((file) => file.processId === process.id),
    inherited: !own.has(process.id),
  }));
}
