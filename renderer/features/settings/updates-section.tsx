import { Button, Switch, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { AppError } from '../../../app/contract/app-error.ts';
import { formatStamp } from '../../../app/domain/number-format.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { useNowMs } from '../../ui/now.ts';
import { updateInWords, useUpdateCheck } from '../updates/use-update-check.ts';
import type { SettingsSectionProps } from './appearance-section.tsx';
import { SettingLine } from './setting-line.tsx';
import { SettingsSection } from './settings-filter.tsx';

/** New versions of Quarry: off until it is switched on, and nothing is installed by it. */
export function UpdatesSection({ settings, set }: SettingsSectionProps): ReactNode {
  const { state, isChecking, error, check } = useUpdateCheck();
  const nowMs = useNowMs();
  const [feed, setFeed] = useState(settings.updateFeed);
  const keep = (): void => {
    if (feed.trim() !== settings.updateFeed) set({ updateFeed: feed.trim() });
  };
  const checked = state?.checkedUtc ?? null;
  const problem = error ?? (state?.problem == null ? null : AppError.fromData(state.problem));
  return (
    <SettingsSection title={t('New versions')}>
      <SettingLine
        label={t('Look for new versions once a day')}
        keywords={t('update upgrade release')}
        hint={t('Nothing is sent but the request for the list, which is signed; nothing is installed.')}
      >
        {(label) => (
          <Switch
            aria-labelledby={label}
            checked={settings.checkForUpdates}
            onChange={(event) => set({ checkForUpdates: event.currentTarget.checked })}
          />
        )}
      </SettingLine>
      <SettingLine
        label={t('Address of the list')}
        keywords={t('feed update')}
        hint={t('As those who gave you Quarry name it.')}
      >
        {(label) => (
          <TextInput
            w={320}
            size="xs"
            aria-labelledby={label}
            placeholder="https://quarry.example.org/releases.json"
            value={feed}
            onChange={(event) => setFeed(event.currentTarget.value)}
            onBlur={keep}
            onKeyDown={(event) => event.key === 'Enter' && keep()}
          />
        )}
      </SettingLine>
      {problem !== null && <ErrorNote error={problem} />}
      <SettingLine
        label={state === undefined ? t('This version') : updateInWords(state)}
        keywords={t('update')}
        hint={
          checked === null
            ? t('Nobody has looked yet.')
            : t('Last looked {{checked}}', { checked: formatStamp(checked, nowMs) })
        }
      >
        {() => (
          <Button loading={isChecking} disabled={feed.trim() === ''} onClick={check}>
            {t('Look now')}
          </Button>
        )}
      </SettingLine>
    </SettingsSection>
  );
}
