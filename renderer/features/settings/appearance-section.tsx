import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Settings } from '../../../app/contract/app.ts';
import { t } from '../../ui/language.ts';
import { SettingLine } from './setting-line.tsx';
import { SettingsSection } from './settings-filter.tsx';

export interface SettingsSectionProps {
  settings: Settings;
  set(changes: Partial<Settings>): void;
}

/** How the window looks. */
export function AppearanceSection({ settings, set }: SettingsSectionProps): ReactNode {
  return (
    <SettingsSection title={t('Appearance')}>
      <SettingLine label={t('Colours')} keywords={t('theme mode')}>
        {(label) => (
          <SegmentedControl
            aria-labelledby={label}
            value={settings.colorScheme}
            // The values are those of the schema.
            onChange={(value) => set({ colorScheme: value as Settings['colorScheme'] })}
            data={[
              { value: 'system', label: t('As the system') },
              { value: 'light', label: t('Light') },
              { value: 'dark', label: t('Dark') },
            ]}
          />
        )}
      </SettingLine>
      <SettingLine label={t('Density')} keywords={t('height of rows')}>
        {(label) => (
          <SegmentedControl
            aria-labelledby={label}
            value={settings.density}
            // The values are those of the schema.
            onChange={(value) => set({ density: value as Settings['density'] })}
            data={[
              { value: 'compact', label: t('Compact') },
              { value: 'comfortable', label: t('Comfortable') },
            ]}
          />
        )}
      </SettingLine>
      <SettingLine label={t('Language')} keywords="Sprache Deutsch English" hint={t('The window is drawn anew.')}>
        {(label) => (
          <SegmentedControl
            aria-labelledby={label}
            value={settings.language}
            // The values are those of the schema.
            onChange={(value) => set({ language: value as Settings['language'] })}
            data={[
              { value: 'system', label: t('As the system') },
              { value: 'en', label: 'English' },
              { value: 'de', label: 'Deutsch' },
            ]}
          />
        )}
      </SettingLine>
    </SettingsSection>
  );
}
