import { Button, TextInput } from '@mantine/core';
import { IconGridDots, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { SampleListItem } from '../../../app/contract/juliabase.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { openPanel } from '../../routes/panels.ts';
import { standsFor } from '../../routes/stands-for.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { offer, useCommands } from '../../ui/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { CellLink, PlainTable } from '../../ui/plain-table.tsx';
import { selectThing } from '../../ui/selection.ts';
import { SaveQuestion } from '../queries/save-question.tsx';
import { useRemote } from '../remote/use-remote.ts';
import styles from './search.module.css';

/** Samples with a text in their name. */
export function SearchPanel({ params, panelId, isActive }: PanelProps<'search'>): ReactNode {
  const [asked, setAsked] = useState(params.text);
  const [text, setText] = useState(params.text);
  usePanelTitle(panelId, {
    title: asked === '' ? t('Search samples') : t('Samples “{{asked}}”', { asked }),
    icon: 'search',
  });
  const search = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(text.trim());
  };
  return (
    <div className={styles.panel}>
      <form className={styles.form} aria-label={t('Find samples')} onSubmit={search}>
        <TextInput
          className={styles.field}
          size="xs"
          aria-label={t('Text in the name of a sample')}
          placeholder={t('Text in the name of a sample')}
          leftSection={<IconSearch size={14} />}
          data-list-filter
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit">{t('Find samples')}</Button>
      </form>
      {asked === '' ? (
        <EmptyState icon={IconSearch} title={t('Nothing asked yet.')}>
          {t('Type a part of a sample’s name and press Enter.')}
        </EmptyState>
      ) : (
        <Found key={asked} connectionId={params.connectionId} text={asked} isActive={isActive} />
      )}
    </div>
  );
}

function Found({ connectionId, text, isActive }: { connectionId: string; text: string; isActive: boolean }): ReactNode {
  const found = useRemote('juliabase.samples.search', { connectionId, name: text });
  const mine = (): void => openPanel('mining', { connectionId, of: 'search', name: text });
  useCommands(isActive, [offer('search.refresh', found.refresh), offer('data.mining.search', mine, { text })]);
  if (found.answer === undefined) {
    return found.error === null ? (
      <LoadingRows count={8} />
    ) : (
      <ErrorNote error={found.error} connectionId={connectionId} />
    );
  }
  const { items, capped } = found.answer.value;
  return (
    <>
      {found.error !== null && <ErrorNote error={found.error} connectionId={connectionId} />}
      <div className={styles.count}>
        <span>
          {capped
            ? t('The first {{itemCount}} samples; more match', { itemCount: items.length })
            : t('{{count}} samples', { count: items.length })}
        </span>
        {items.length > 0 && (
          <Button size="compact-xs" leftSection={<IconGridDots size={13} />} onClick={mine}>
            {t('Mining table')}
          </Button>
        )}
        <SaveQuestion question={{ kind: 'juliabase.samples', connectionId, name: text }} isActive={isActive} />
        <AsOf stamp={found.answer} connectionId={connectionId} />
      </div>
      {items.length === 0 ? (
        <EmptyState icon={IconSearchOff} title={t('No sample matches “{{text}}”.', { text })}>
          {t('All samples that you may see were searched by name.')}
        </EmptyState>
      ) : (
        <FoundTable connectionId={connectionId} items={items} />
      )}
    </>
  );
}

function FoundTable({ connectionId, items }: { connectionId: string; items: readonly SampleListItem[] }): ReactNode {
  return (
    <div className={styles.tableWrap}>
      <PlainTable>
        <thead>
          <tr>
            <th scope="col">{t('Sample')}</th>
            <th scope="col">{t('Topic')}</th>
            <th scope="col">{t('Purpose')}</th>
            <th scope="col">{t('Responsible')}</th>
            <th scope="col">{t('Location')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.name} onFocus={() => selectThing({ kind: 'sample', connectionId, name: item.name })}>
              <td {...standsFor({ kind: 'sample', params: { connectionId, name: item.name } })}>
                <CellLink onClick={() => openPanel('sample', { connectionId, name: item.name })}>{item.name}</CellLink>
              </td>
              {[item.topic, item.purpose, item.responsiblePerson, item.currentLocation].map((value, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
                <td key={column}>{value === null ? <em className={styles.quiet}>{t('not told')}</em> : value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </div>
  );
}
