import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SettingsSectionProps } from './appearance-section.tsx';
import { SettingLine } from './setting-line.tsx';
import { SettingsSection } from './settings-filter.tsx';

/** How the window acts. */
export function BehaviourSection({ settings, set }: SettingsSectionProps): ReactNode {
  return (
    <SettingsSection title="Behaviour">
      <SettingLine
        label="Single keys"
        keywords="shortcuts keyboard"
        hint="Letters and arrow keys act in lists and figures that have the focus."
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
