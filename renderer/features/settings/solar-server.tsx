import { Button, Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AppError } from '../../../app/contract/app-error.ts';
import type { DrmsServer } from '../../../app/contract/drms.ts';
import type { DrmsTransferServer } from '../../../app/contract/transfers.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { ExportEmailField } from '../drms/export-email-field.tsx';
import { changeLimit } from '../transfers/change-limit.ts';
import { SpeedLimitMenu } from '../transfers/speed-limit-menu.tsx';
import { removeServer, setExportAddress } from './change-servers.ts';
import { ServerTest } from './server-test.tsx';
import styles from './settings.module.css';
import { FilteredSetting } from './settings-filter.tsx';

interface SolarServerProps {
  server: DrmsServer;
  /** Undefined: nothing is fetched from it. */
  limits: DrmsTransferServer | undefined;
}

const origins: Readonly<Record<DrmsServer['origin'], string>> = {
  'built-in': t('known to Quarry'),
  own: t('your own'),
  demo: t('demo'),
};

/** One server with what can be set for it. */
export function SolarServer({ server, limits }: SolarServerProps): ReactNode {
  const remove = useMutation({ mutationFn: () => removeServer(server) });
  return (
    <FilteredSetting className={styles.server}>
      <div className={styles.serverHead}>
        <strong>{server.name}</strong>
        <span className={styles.hint}>{`${origins[server.origin]} · ${abilitiesInWords(server)}`}</span>
        {server.origin === 'own' && (
          <Button
            ml="auto"
            size="compact-xs"
            leftSection={<IconTrash size={14} />}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t('Remove {{name}}', { name: server.name })}
          </Button>
        )}
      </div>
      <p className={styles.path}>{server.url}</p>
      <ServerTest serverId={server.id} name={server.name} />
      {server.abilities.export && <ExportAddress key={server.email} server={server} />}
      {limits !== undefined && <Limits limits={limits} />}
    </FilteredSetting>
  );
}

function abilitiesInWords({ abilities }: DrmsServer): string {
  return abilities.export ? t('queries and exports') : t('queries, no exports');
}

function ExportAddress({ server }: { server: DrmsServer }): ReactNode {
  const [email, setEmail] = useState(server.email ?? '');
  const keep = useMutation<void, AppError, string | null>({
    mutationFn: (address) => setExportAddress(server, address),
  });
  const isChanged = email.trim() !== (server.email ?? '');
  const save = (): void => {
    if (isChanged) keep.mutate(email.trim() === '' ? null : email.trim());
  };
  return (
    <>
      {keep.error !== null && <ErrorNote error={keep.error} />}
      <form
        className={styles.address}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <ExportEmailField
          server={server}
          label={t('E-mail address for exports from {{name}}', { name: server.name })}
          value={email}
          onChange={setEmail}
        />
        <Button type="submit" disabled={!isChanged} loading={keep.isPending}>
          {email.trim() === '' ? t('Forget') : t('Keep')}
        </Button>
      </form>
    </>
  );
}

function Limits({ limits }: { limits: DrmsTransferServer }): ReactNode {
  const { id, name, connections, mostConnections, bytesPerSecond } = limits;
  const choices = Array.from({ length: mostConnections }, (_, index) => String(index + 1));
  return (
    <div className={styles.limits}>
      <Select
        w={180}
        label={t('Downloads at a time, 1 to {{mostConnections}}', { mostConnections })}
        aria-label={t('Downloads at a time from {{name}}', { name })}
        data={choices}
        value={String(connections)}
        onChange={(chosen) =>
          void changeLimit(
            { serverId: id, bytesPerSecond, connections: Number(chosen ?? connections) },
            { serverId: id, bytesPerSecond, connections },
          )
        }
      />
      <SpeedLimitMenu serverId={id} bytesPerSecond={bytesPerSecond} />
    </div>
  );
}
