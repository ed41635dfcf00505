import { SegmentedControl, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Settings } from '../../../app/contract/app.ts';
import { queryFor } from '../../api/query-options.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { AboutSection } from './about-section.tsx';
import { CacheSection } from './cache-section.tsx';
import { NotebooksSection } from './notebooks-section.tsx';
import { SettingLine } from './setting-line.tsx';
import styles from './settings.module.css';
import { SolarServersSection } from './solar-servers-section.tsx';
import { useChangeSettings } from './use-change-settings.ts';

/** All settings on one page; each acts at once. */
export function SettingsPanel({ panelId }: PanelProps<'settings'>): ReactNode {
  usePanelTitle(panelId, { title: 'Settings', icon: 'settings' });
  const settings = useQuery(queryFor('app.settings.get', {}));
  const change = useChangeSettings();
  if (settings.data === undefined) {
    return settings.error === null ? <LoadingRows count={8} /> : <ErrorNote error={settings.error} />;
  }
  return (
    <div className={styles.page}>
      <h2 className={styles.title}>Settings</h2>
      {change.error !== null && <ErrorNote error={change.error} />}
      <Appearance settings={settings.data} set={change.mutate} />
      <Behaviour settings={settings.data} set={change.mutate} />
      <SolarServersSection />
      <NotebooksSection />
      <CacheSection
        limitMb={settings.data.cacheLimitMb}
        setLimitMb={(cacheLimitMb) => change.mutate({ cacheLimitMb })}
      />
      <AboutSection />
    </div>
  );
}

interface SectionProps {
  settings: Settings;
  set(changes: Partial<Settings>): void;
}

function Appearance({ settings, set }: SectionProps): ReactNode {
  return (
    <section aria-label="Appearance">
      <h3 className={styles.head}>Appearance</h3>
      <SettingLine label="Colours">
        {(label) => (
          <SegmentedControl
            aria-labelledby={label}
            value={settings.colorScheme}
            // The values are those of the schema.
            onChange={(value) => set({ colorScheme: value as Settings['colorScheme'] })}
            data={[
              { value: 'system', label: 'As the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        )}
      </SettingLine>
      <SettingLine label="Density">
        {(label) => (
          <SegmentedControl
            aria-labelledby={label}
            value={settings.density}
            // The values are those of the schema.
            onChange={(value) => set({ density: value as Settings['density'] })}
            data={[
              { value: 'compact', label: 'Compact' },
              { value: 'comfortable', label: 'Comfortable' },
            ]}
          />
        )}
      </SettingLine>
    </section>
  );
}

function Behaviour({ settings, set }: SectionProps): ReactNode {
  const askAndSet = async (desktopNotifications: boolean): Promise<void> => {
    if (desktopNotifications && 'Notification' in window) await Notification.requestPermission();
    set({ desktopNotifications });
  };
  return (
    <section aria-label="Behaviour">
      <h3 className={styles.head}>Behaviour</h3>
      <SettingLine label="Single keys" hint="Letters and arrow keys act in lists and figures that have the focus.">
        {(label) => (
          <Switch
            aria-labelledby={label}
            checked={settings.singleKeys}
            onChange={(event) => set({ singleKeys: event.currentTarget.checked })}
          />
        )}
      </SettingLine>
      <SettingLine
        label="Desktop notifications"
        hint="Only for jobs of more than one minute while Quarry is not in front."
      >
        {(label) => (
          <Switch
            aria-labelledby={label}
            checked={settings.desktopNotifications}
            onChange={(event) => void askAndSet(event.currentTarget.checked)}
          />
        )}
      </SettingLine>
    </section>
  );
}
