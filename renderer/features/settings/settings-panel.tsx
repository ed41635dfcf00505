import { TextInput } from '@mantine/core';
import { IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { queryFor } from '../../api/query-options.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { BehaviourSection } from './behaviour-section.tsx';
import { CacheSection } from './cache-section.tsx';
import { NotebooksSection } from './notebooks-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import styles from './settings.module.css';
import { FilteredSettings, useSettingsFilter } from './settings-filter.tsx';
import { SolarServersSection } from './solar-servers-section.tsx';
import { UpdatesSection } from './updates-section.tsx';
import { useChangeSettings } from './use-change-settings.ts';

/** All settings on one page, narrowed to what is typed above them; each acts at once. */
export function SettingsPanel({ panelId }: PanelProps<'settings'>): ReactNode {
  usePanelTitle(panelId, { title: t('Settings'), icon: 'settings' });
  const settings = useQuery(queryFor('app.settings.get', {}));
  const change = useChangeSettings();
  const [words, setWords] = useState('');
  const { filter, found, all } = useSettingsFilter(words);
  const page = useRef<HTMLDivElement>(null);
  if (settings.data === undefined) {
    return settings.error === null ? <LoadingRows count={8} /> : <ErrorNote error={settings.error} />;
  }
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') setWords('');
    if (key === 'ArrowDown' || key === 'Enter') focusFirst(page.current);
  };
  return (
    <div className={styles.page} ref={page}>
      <header className={styles.top}>
        <h2 className={styles.title}>{t('Settings')}</h2>
        <TextInput
          className={styles.search ?? ''}
          aria-label={t('Search settings')}
          placeholder={t('Search settings')}
          data-list-filter
          leftSection={<IconSearch size={14} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <span className={styles.hint} role="status">
          {words.trim() === '' ? '' : t('{{found}} of {{all}} settings', { found, all })}
        </span>
      </header>
      {change.error !== null && <ErrorNote error={change.error} />}
      <FilteredSettings filter={filter}>
        <AppearanceSection settings={settings.data} set={change.mutate} />
        <BehaviourSection settings={settings.data} set={change.mutate} />
        <NotificationsSection settings={settings.data} set={change.mutate} />
        <SolarServersSection />
        <NotebooksSection />
        <CacheSection
          limitMb={settings.data.cacheLimitMb}
          setLimitMb={(cacheLimitMb) => change.mutate({ cacheLimitMb })}
        />
        <UpdatesSection settings={settings.data} set={change.mutate} />
        <AboutSection />
      </FilteredSettings>
      {words.trim() !== '' && found === 0 && (
        <EmptyState
          icon={IconSearchOff}
          title={t('No setting has the words “{{words}}”.', { words: words.trim() })}
          actions={[{ label: t('Show all settings'), onClick: () => setWords('') }]}
        />
      )}
    </div>
  );
}

/** Leads from the words into what they found. */
function focusFirst(page: HTMLElement | null): void {
  const controls = page?.querySelectorAll<HTMLElement>('[data-setting] :is(button, input, select, a[href])') ?? [];
  // Those of hidden lines have no place on the page.
  [...controls].find((control) => control.getClientRects().length > 0)?.focus();
}
