import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconSearchOff } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { SeriesFound } from '../../../../app/contract/series-search.ts';
import { queryFor } from '../../../api/query-options.ts';
import type { PanelProps } from '../../../routes/panel-registry.ts';
import { openPanel } from '../../../routes/panels.ts';
import { AsOf } from '../../../ui/as-of.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { useGradually } from '../../../ui/gradual.ts';
import { formatCount, t } from '../../../ui/language.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { CellLink, PlainTable } from '../../../ui/plain-table.tsx';
import { SaveQuestion } from '../../queries/save-question.tsx';
import { useServerName } from '../use-server-name.ts';
import { KeywordsKnown } from './keywords-known.tsx';
import { MarkedText } from './marked-text.tsx';
import styles from './series-search.module.css';

const settleMs = 200;
const mostFound = 500;

/** Series of a server with a text in their name, note or keywords, from what is kept here. */
export function SeriesSearchPanel({ params, isActive }: PanelProps<'drms-search'>): ReactNode {
  const { serverId } = params;
  const [text, setText] = useState(params.text);
  const [asked] = useDebouncedValue(text.trim(), settleMs);
  const serverName = useServerName(serverId);
  const found = useQuery({
    ...queryFor('drms.series.search', { serverId, text: asked, limit: mostFound }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className={styles.panel}>
      <search className={styles.form}>
        <TextInput
          className={styles.field ?? ''}
          size="xs"
          aria-label={t('Search series of {{serverName}}', { serverName })}
          placeholder={t('Names, notes and keywords')}
          leftSection={<IconSearch size={14} />}
          data-list-filter
          data-panel
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </search>
      {found.error !== null && (
        <ErrorNote error={found.error} action={{ label: t('Ask again'), onClick: () => void found.refetch() }} />
      )}
      {found.data === undefined ? (
        found.error === null && <LoadingRows count={12} />
      ) : (
        <Found found={found.data} text={asked} serverId={serverId} serverName={serverName} isActive={isActive} />
      )}
    </div>
  );
}

interface FoundProps {
  found: SeriesFound;
  text: string;
  serverId: string;
  serverName: string;
  isActive: boolean;
}

function Found({ found, text, serverId, serverName, isActive }: FoundProps): ReactNode {
  const { series, total, known, asOfUtc } = found;
  const stamp = { asOfUtc, source: 'cache' as const, staleReason: null };
  return (
    <>
      <div className={styles.count} role="status">
        <span>
          {total > series.length
            ? t('The first {{serieCount}} of {{total}} series; type on for the others.', {
                serieCount: series.length,
                total: formatCount(total),
              })
            : t('{{total}} of {{series}} series', { total: formatCount(total), series: formatCount(known.series) })}
        </span>
        <KeywordsKnown serverId={serverId} serverName={serverName} known={known} />
        <div className={styles.end}>
          {text !== '' && <SaveQuestion question={{ kind: 'drms.series', serverId, text }} isActive={isActive} />}
          <AsOf stamp={stamp} serverName={serverName} />
        </div>
      </div>
      {total === 0 ? (
        <EmptyState icon={IconSearchOff} title={t('No series with “{{text}}”.', { text })}>
          {t('Names and notes of {{series}} series were searched, and keywords of {{withKeywords}}.', {
            series: formatCount(known.series),
            withKeywords: formatCount(known.withKeywords),
          })}
        </EmptyState>
      ) : (
        <FoundTable series={series} text={text} serverId={serverId} />
      )}
    </>
  );
}

/** More keywords than help to choose. */
const mostKeywords = 4;

function FoundTable({
  series,
  text,
  serverId,
}: Pick<FoundProps, 'text' | 'serverId'> & Pick<SeriesFound, 'series'>): ReactNode {
  const rows = useGradually(series);
  // Servers that merge several lists do not tell them.
  const hasPrimeKeys = series.some(({ primekeys }) => primekeys.length > 0);
  return (
    <PlainTable className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('Series')}</th>
          {hasPrimeKeys && <th scope="col">{t('Prime keys')}</th>}
          <th scope="col">{t('Note')}</th>
          <th scope="col">{t('Keywords found')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, primekeys, note, keywords }) => (
          <tr key={name}>
            <td>
              <CellLink onClick={() => openPanel('drms-series', { serverId, name })}>
                <MarkedText text={name} words={text} />
              </CellLink>
            </td>
            {hasPrimeKeys && <td className={styles.code}>{primekeys.join(', ')}</td>}
            <td>
              <MarkedText text={note} words={text} />
            </td>
            <td>
              {keywords.slice(0, mostKeywords).map((keyword) => (
                <div key={keyword.name} className={styles.keyword}>
                  <span className={styles.code}>
                    <MarkedText text={keyword.name} words={text} />
                  </span>{' '}
                  <MarkedText text={keyword.note} words={text} />
                </div>
              ))}
              {keywords.length > mostKeywords && (
                <span className={styles.quiet}>
                  {t('and {{keywordCount}} more', { keywordCount: keywords.length - mostKeywords })}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
