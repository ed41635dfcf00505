import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Settings } from '../../../app/contract/app.ts';
import { getShell } from '../../api/shell.ts';
import { t } from '../../ui/language.ts';
import type { SettingsSectionProps } from './appearance-section.tsx';
import { SettingLine } from './setting-line.tsx';
import { SettingsSection } from './settings-filter.tsx';

const kinds: readonly { key: keyof Settings & `notify${string}`; label: string; hint: string }[] = [
  { key: 'notifyOfJobs', label: t('Long jobs that ended'), hint: t('Those of more than one minute.') },
  {
    key: 'notifyOfQuestions',
    label: t('Questions'),
    hint: t('Jobs and items of the outbox that wait for your answer.'),
  },
  { key: 'notifyOfQueries', label: t('Scheduled queries'), hint: t('Those whose answer has changed, or that failed.') },
];

/** What the desktop is told while nobody looks at the window. */
export function NotificationsSection({ settings, set }: SettingsSectionProps): ReactNode {
  const askAndSet = async (desktopNotifications: boolean): Promise<void> => {
    // The shell of the desktop asks the system itself.
    if (desktopNotifications && getShell().kind === 'browser' && 'Notification' in window)
      await Notification.requestPermission();
    set({ desktopNotifications });
  };
  return (
    <SettingsSection title={t('Notifications')}>
      <SettingLine label={t('Desktop notifications')} hint={t('Only while no window of Quarry has the focus.')}>
        {(label) => (
          <Switch
            aria-labelledby={label}
            checked={settings.desktopNotifications}
            onChange={(event) => void askAndSet(event.currentTarget.checked)}
          />
        )}
      </SettingLine>
      {kinds.map(({ key, label: words, hint }) => (
        <SettingLine key={key} label={words} hint={hint}>
          {(label) => (
            <Switch
              aria-labelledby={label}
              checked={settings[key]}
              disabled={!settings.desktopNotifications}
              onChange={(event) => set({ [key]: event.currentTarget.checked })}
            />
          )}
        </SettingLine>
      ))}
    </SettingsSection>
  );
}
