import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { parsePanelAddress } from '../../routes/panel-address.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { t } from '../../ui/language.ts';
import { useServerName } from '../drms/use-server-name.ts';

/** Tells the name of a panel that follows from lists which the window has anyway, also before its content is there. */
export function NameFromLists({ address }: { address: string }): ReactNode {
  const target = parsePanelAddress(address);
  if (target?.kind === 'drms-search') return <SeriesSearchName panelId={address} serverId={target.params.serverId} />;
  if (target?.kind === 'publish-run') return <PublishRunName panelId={address} jobId={target.params.jobId} />;
  return null;
}

function SeriesSearchName({ panelId, serverId }: { panelId: string; serverId: string }): ReactNode {
  const serverName = useServerName(serverId);
  usePanelTitle(panelId, { title: t('Series of {{serverName}}', { serverName }), icon: 'search' });
  return null;
}

function PublishRunName({ panelId, jobId }: { panelId: string; jobId: string }): ReactNode {
  const job = useQuery(queryFor('jobs.list', {})).data?.find(({ id }) => id === jobId);
  usePanelTitle(panelId, { title: job?.title ?? t('Published figures'), icon: 'publish' });
  return null;
}
