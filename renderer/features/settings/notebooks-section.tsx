import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { SettingLine } from './setting-line.tsx';
import { SettingsSection } from './settings-filter.tsx';

/** Whether notebooks may call; what they may do has a page of its own. */
export function NotebooksSection(): ReactNode {
  const state = useQuery(queryFor('jupyter.state.get', {})).data;
  const hint = state?.running === null ? t('Off') : state && t('On at {{address}}', { address: state.running.address });
  return (
    <SettingsSection title={t('Notebooks')}>
      <SettingLine label="Jupyter API" keywords="openBIS token port" hint={hint}>
        {() => <Button onClick={() => openPanel('jupyter', {})}>{t('Open…')}</Button>}
      </SettingLine>
    </SettingsSection>
  );
}
