import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconSearchOff } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { FoundKind, SearchAnswer } from '../../../app/contract/find.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { useAskServers } from '../palette/ask-servers.ts';
import { Facets } from './facets.tsx';
import styles from './find.module.css';
import { HitTable } from './hit-table.tsx';
import { countWords } from './hit-words.ts';
import { toggled } from './toggled.ts';
import { useSearch } from './use-search.ts';

const firstHits = 100;
const mostHits = 500;
const settleMs = 150;

/** Everything that is kept here by words, with what the palette has no room for. */
export function FindPanel({ params, panelId }: PanelProps<'find'>): ReactNode {
  const [text, setText] = useState(params.text);
  const [kinds, setKinds] = useState<readonly FoundKind[]>([]);
  const [sources, setSources] = useState<readonly string[]>([]);
  const [limit, setLimit] = useState(firstHits);
  const hits = useRef<HTMLDivElement>(null);
  const { found } = useSearch({ text, kinds, sources, limit });
  // To count everywhere takes longer than to list the best, and would keep the next letter waiting.
  const [settled] = useDebouncedValue(text, settleMs);
  const counted = useSearch({ text: settled, kinds: [], limit: 1, facets: true }).found;
  const isAsking = useAskServers(text.trim());
  usePanelTitle(panelId, {
    title: text.trim() === '' ? t('Find') : t('Find “{{text}}”', { text: text.trim() }),
    icon: 'search',
  });
  const toHits = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    hits.current?.querySelector('button')?.focus();
  };
  return (
    <div className={styles.panel}>
      <search className={styles.form}>
        <TextInput
          className={styles.field ?? ''}
          size="xs"
          aria-label={t('Find in everything kept here')}
          placeholder={t('Names, notes, comments, keywords, file names')}
          leftSection={<IconSearch size={14} />}
          data-list-filter
          data-panel
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={toHits}
        />
      </search>
      {found === undefined ? (
        <LoadingRows count={12} />
      ) : (
        <>
          <div className={styles.count} role="status">
            {countLine(found, text, isAsking)}
          </div>
          <div className={styles.body}>
            <Facets
              {...{ kinds, sources }}
              found={counted ?? found}
              onKind={(kind) => setKinds(toggled(kinds, kind))}
              onSource={(id) => setSources(toggled(sources, id))}
            />
            <div className={styles.hits} ref={hits}>
              {found.hits.length === 0 ? (
                <NothingFound text={text} isNarrowed={kinds.length + sources.length > 0} found={counted ?? found} />
              ) : (
                <HitTable found={found} onMore={limit < mostHits ? () => setLimit(mostHits) : undefined} />
              )}
            </div>
          </div>
        </>
      )}
    </div>
  );
}

function countLine({ hits, total, isMore, readAs, isComplete }: SearchAnswer, text: string, isAsking: boolean): string {
  const isAll = hits.length === total && !isMore;
  const counted = { count: total, hitCount: hits.length, total: countWords(total, isMore) };
  const matches = isAll ? t('{{total}} matches', counted) : t('The best {{hitCount}} of {{total}} matches', counted);
  return [
    text.trim() === '' ? t('{{hitCount}} opened lately', { hitCount: hits.length }) : matches,
    ...readAs.map(({ typed, words }) =>
      t('nothing begins with “{{typed}}”, read as {{words}}', { typed, words: words.join(', ') }),
    ),
    ...(isAsking ? [t('asking the servers…')] : []),
    ...(isComplete ? [] : [t('still reading what is kept here…')]),
  ].join(' · ');
}

function NothingFound({
  text,
  isNarrowed,
  found,
}: {
  text: string;
  isNarrowed: boolean;
  found: SearchAnswer;
}): ReactNode {
  if (text.trim() === '')
    return (
      <EmptyState icon={IconSearch} title={t('Nothing asked yet.')}>
        {t('Type beginnings of words; all of them must fit. What you open stands here until then.')}
      </EmptyState>
    );
  const elsewhere = found.kinds.reduce((sum, { count }) => sum + count, 0);
  return (
    <EmptyState icon={IconSearchOff} title={t('Nothing fits “{{text}}”.', { text: text.trim() })}>
      {isNarrowed && elsewhere > 0
        ? t('All {{elsewhere}} matches are of other kinds or sources; untick what is chosen on the left.', {
            elsewhere,
          })
        : t(
            'Everything kept on this computer was searched: names, notes, comments, keywords and file names. Open a series or a list, and what is in it can be found.',
          )}
    </EmptyState>
  );
}
