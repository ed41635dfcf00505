import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../ui/language.ts';
import type { SettingsSectionProps } from './appearance-section.tsx';
import { SettingLine } from './setting-line.tsx';
import { SettingsSection } from './settings-filter.tsx';

/** How the window acts. */
export function BehaviourSection({ settings, set }: SettingsSectionProps): ReactNode {
  return (
    <SettingsSection title={t('Behaviour')}>
      <SettingLine
        label={t('Single keys')}
        keywords={t('shortcuts keyboard')}
        hint={t('Letters and arrow keys act in lists and figures that have the focus.')}
      >
        {(label) => (
          <Switch
            aria-labelledby={label}
            checked={settings.singleKeys}
            onChange={(event) => set({ singleKeys: event.currentTarget.checked })}
          />
        )}
      </SettingLine>
    </SettingsSection>
  );
}
