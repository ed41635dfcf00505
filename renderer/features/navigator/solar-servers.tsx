import { IconFolder, IconSun, IconTable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { DrmsSeriesItem, DrmsServer } from '../../../app/contract/drms.ts';
import { queryFor } from '../../api/query-options.ts';
import { panelAddress } from '../../routes/panel-address.ts';
import { openPanel, usePanels } from '../../routes/panels.ts';
import { BranchState } from './branch-state.tsx';
import styles from './navigator.module.css';
import { TreeItem } from './tree-item.tsx';
import { onTreeKey } from './tree-keys.ts';
import { TreeNote } from './tree-note.tsx';

/** Servers of solar data with their series; they need no login. A server is asked when its branch is opened. */
export function SolarServers({ filter }: { filter: string }): ReactNode {
  const servers = useQuery(queryFor('drms.servers.list', {}));
  if (servers.data === undefined) return null;
  return (
    <>
      <div className={styles.head}>
        <h2>Solar data</h2>
      </div>
      <div role="tree" aria-label="Solar data" className={styles.tree} onKeyDown={onTreeKey}>
        {servers.data.map((server) => (
          <TreeItem
            key={server.id}
            id={`drms/${server.id}`}
            level={1}
            label={server.name}
            icon={IconSun}
            openAtFirst={server.origin === 'demo'}
          >
            {() => <ServerBranches server={server} filter={filter.toLowerCase()} />}
          </TreeItem>
        ))}
      </div>
    </>
  );
}

/** More lines than anyone reads; the filter finds the others. */
const mostFound = 60;

function ServerBranches({ server, filter }: { server: DrmsServer; filter: string }): ReactNode {
  const list = useQuery(queryFor('drms.series.list', { serverId: server.id }));
  const series = list.data?.value ?? [];
  if (filter !== '') {
    const found = series.filter(({ name, note }) => `${name} ${note}`.toLowerCase().includes(filter));
    return (
      <>
        {found.slice(0, mostFound).map((item) => (
          <SeriesLine key={item.name} serverId={server.id} item={item} level={2} />
        ))}
        <BranchState query={list} level={2} empty={found.length === 0 ? `No series with “${filter}”.` : null} />
        {found.length > mostFound && <TreeNote level={2} text={`${found.length - mostFound} more; type on.`} />}
      </>
    );
  }
  const groups = byNamespace(series);
  return (
    <>
      {groups.map(([group, items]) => (
        <TreeItem
          key={group}
          id={`drms/${server.id}/${group}`}
          level={2}
          label={group}
          icon={IconFolder}
          count={items.length}
        >
          {() => items.map((item) => <SeriesLine key={item.name} serverId={server.id} item={item} level={3} />)}
        </TreeItem>
      ))}
      <BranchState query={list} level={2} empty={series.length === 0 ? 'No series.' : null} />
    </>
  );
}

function byNamespace(series: readonly DrmsSeriesItem[]): [string, DrmsSeriesItem[]][] {
  const groups = new Map<string, DrmsSeriesItem[]>();
  for (const item of series) {
    const group = item.name.split('.')[0] ?? item.name;
    groups.set(group, [...(groups.get(group) ?? []), item]);
  }
  return [...groups];
}

function SeriesLine({ serverId, item, level }: { serverId: string; item: DrmsSeriesItem; level: number }): ReactNode {
  const address = panelAddress({ kind: 'drms-series', params: { serverId, name: item.name } });
  return (
    <TreeItem
      id={`drms/${serverId}/series/${item.name}`}
      level={level}
      label={item.name}
      icon={IconTable}
      spoken={`${item.name}, ${item.note}`}
      isCurrent={usePanels(({ active }) => active === address)}
      onOpen={() => openPanel('drms-series', { serverId, name: item.name })}
    />
  );
}
