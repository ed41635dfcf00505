import { ActionIcon } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFolder, IconSettings, IconSun, IconTable } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { DrmsSeriesItem, DrmsServer } from '../../../app/contract/drms.ts';
import { queryFor } from '../../api/query-options.ts';
import { panelAddress } from '../../routes/panel-address.ts';
import { openPanel, usePanels } from '../../routes/panels.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { t } from '../../ui/language.ts';
import { BranchState } from './branch-state.tsx';
import styles from './navigator.module.css';
import { SavedQueries } from './saved-queries.tsx';
import { TreeItem } from './tree-item.tsx';
import { onTreeKey } from './tree-keys.ts';
import { TreeNote } from './tree-note.tsx';

/** Servers of solar data with their series; they need no login. A server is asked when its branch is opened. */
export function SolarServers({ filter }: { filter: string }): ReactNode {
  const servers = useQuery(queryFor('drms.servers.list', {}));
  useCommands(
    true,
    (servers.data ?? []).map(({ id, name }) =>
      offer('drms.search', () => openPanel('drms-search', { serverId: id, text: '' }), { name }, id),
    ),
  );
  if (servers.data === undefined) return null;
  return (
    <>
      <div className={styles.head}>
        <h2>{t('Solar data')}</h2>
        <ActionIcon aria-label={t('Servers of solar data')} onClick={() => openPanel('settings', {})}>
          <IconSettings size={14} />
        </ActionIcon>
      </div>
      <div role="tree" aria-label={t('Solar data')} className={styles.tree} onKeyDown={onTreeKey}>
        {servers.data.map((server) => (
          <TreeItem
            key={server.id}
            id={`drms/${server.id}`}
            level={1}
            label={server.name}
            icon={IconSun}
            openAtFirst={server.origin === 'demo'}
          >
            {() =>
              filter === '' ? <ServerBranches server={server} /> : <FoundSeries server={server} filter={filter} />
            }
          </TreeItem>
        ))}
      </div>
      <SavedQueries filter={filter} />
    </>
  );
}

/** More lines than anyone reads; the filter finds the others. */
const mostFound = 60;
const settleMs = 200;

/** Series with the text in name, note or keywords; those found by a keyword name it. */
function FoundSeries({ server, filter }: { server: DrmsServer; filter: string }): ReactNode {
  const [text] = useDebouncedValue(filter, settleMs);
  const found = useQuery({
    ...queryFor('drms.series.search', { serverId: server.id, text, limit: mostFound }),
    placeholderData: keepPreviousData,
  });
  const { series, total } = found.data ?? { series: [], total: 0 };
  return (
    <>
      {series.map((item) => (
        <SeriesLine key={item.name} serverId={server.id} item={item} level={2} keyword={item.keywords[0]?.name} />
      ))}
      <BranchState query={found} level={2} empty={total === 0 ? t('No series with “{{text}}”.', { text }) : null} />
      {total > 0 && (
        <TreeNote
          level={2}
          text={total > mostFound ? t('{{total}} more.', { total: total - mostFound }) : ''}
          action={{
            label: t('Show as a list'),
            onClick: () => openPanel('drms-search', { serverId: server.id, text }),
          }}
        />
      )}
    </>
  );
}

function ServerBranches({ server }: { server: DrmsServer }): ReactNode {
  const list = useQuery(queryFor('drms.series.list', { serverId: server.id }));
  const series = list.data?.value ?? [];
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
      <BranchState query={list} level={2} empty={series.length === 0 ? t('No series.') : null} />
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

interface SeriesLineProps {
  serverId: string;
  item: DrmsSeriesItem;
  level: number;
  /** By which it was found. */
  keyword?: string | undefined;
}

function SeriesLine({ serverId, item, level, keyword }: SeriesLineProps): ReactNode {
  const address = panelAddress({ kind: 'drms-series', params: { serverId, name: item.name } });
  return (
    <TreeItem
      id={`drms/${serverId}/series/${item.name}`}
      level={level}
      label={item.name}
      icon={IconTable}
      thing={address}
      count={keyword}
      spoken={[item.name, keyword, item.note].filter(Boolean).join(', ')}
      isCurrent={usePanels(({ active }) => active === address)}
      onOpen={() => openPanel('drms-series', { serverId, name: item.name })}
    />
  );
}
