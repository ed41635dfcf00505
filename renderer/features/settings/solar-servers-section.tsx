import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { SpeedLimitMenu } from '../transfers/speed-limit-menu.tsx';
import { useTransfers } from '../transfers/use-transfers.ts';
import { AddServerForm } from './add-server-form.tsx';
import { SettingLine } from './setting-line.tsx';
import { FilteredSetting, SettingsSection } from './settings-filter.tsx';
import { SolarServer } from './solar-server.tsx';

/** The registry of DRMS servers: own ones, addresses for exports, and what downloads may ask of each. */
export function SolarServersSection(): ReactNode {
  const servers = useQuery(queryFor('drms.servers.list', {}));
  const transfers = useTransfers();
  const [isAdding, setAdding] = useState(false);
  return (
    <SettingsSection title={t('Solar data servers')}>
      {servers.data === undefined &&
        (servers.error === null ? <LoadingRows count={3} /> : <ErrorNote error={servers.error} />)}
      {servers.data?.map((server) => (
        <SolarServer
          key={server.id}
          server={server}
          limits={transfers?.servers.filter((one) => one.kind === 'drms').find(({ id }) => id === server.id)}
        />
      ))}
      {transfers !== undefined && (
        <SettingLine label={t('Speed of all downloads together')} hint={t('Running downloads obey at once.')}>
          {() => <SpeedLimitMenu serverId={null} bytesPerSecond={transfers.bytesPerSecond} />}
        </SettingLine>
      )}
      <FilteredSetting>
        {isAdding ? (
          <AddServerForm onDone={() => setAdding(false)} />
        ) : (
          <Button mt={8} leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
            {t('Add a server…')}
          </Button>
        )}
      </FilteredSetting>
    </SettingsSection>
  );
}
