import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import type { FitsHdu } from '../../../app/contract/fits.ts';
import { queryFor } from '../../api/query-options.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import styles from './fits.module.css';
import { type ShownCard, searchCards } from './search-cards.ts';

interface HeaderViewProps {
  fileId: string;
  hdu: FitsHdu;
  search: string;
  onSearch(text: string): void;
}

/** All cards of one part, searched by name, value and comment. */
export function HeaderView({ fileId, hdu, search, onSearch }: HeaderViewProps): ReactNode {
  const { data, error } = useQuery({
    ...queryFor('fits.header', { fileId, hdu: hdu.index }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const found = useMemo(() => searchCards(data ?? [], search), [data, search]);
  if (error !== null) return <ErrorNote error={error} />;
  if (data === undefined) return <LoadingRows count={12} />;
  return (
    <>
      <div className={styles.bar}>
        <TextInput
          className={styles.search}
          aria-label={t('Search the header')}
          data-filter
          placeholder={t('Name, value or comment')}
          leftSection={<IconSearch size={14} />}
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
        />
        <span className={styles.count} aria-live="polite">
          {search.trim() === ''
            ? t('{{dataCount}} cards', { dataCount: data.length })
            : t('{{foundCount}} of {{dataCount}} cards', { foundCount: found.length, dataCount: data.length })}
        </span>
        <CopyButton label={t('Copy the cards')} text={() => found.map(cardLine).join('\n')} />
      </div>
      <ScrollRegion label={t('Header')} className={styles.scroll}>
        <table className={styles.cards}>
          <thead>
            <tr>
              <th scope="col">{t('Keyword')}</th>
              <th scope="col">{t('Value')}</th>
              <th scope="col">{t('Comment')}</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ card, number }) => (
              <tr key={number} data-kind={card.kind}>
                <th scope="row">{card.name}</th>
                <td title={card.kind === 'invalid' ? t('This is no value by the standard.') : undefined}>
                  {card.value}
                </td>
                <td>{card.comment}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}

function cardLine({ card }: ShownCard): string {
  if (card.kind === 'comment') return `${card.name} ${card.value}`.trim();
  return `${card.name} = ${card.value}${card.comment === '' ? '' : ` / ${card.comment}`}`;
}
