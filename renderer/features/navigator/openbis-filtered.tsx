import { IconFolders } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import type { Connection } from '../../../app/contract/connections.ts';
import { queryFor } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { BranchState } from './branch-state.tsx';
import { ThingItem } from './openbis-branches.tsx';
import { filterNames, indexOf } from './openbis-names.ts';
import { TreeItem } from './tree-item.tsx';
import { TreeNote } from './tree-note.tsx';

interface FilteredOpenbisProps {
  connection: Connection;
  filter: string;
}

/** In place of the tree while something is typed into the filter. */
export function FilteredOpenbis({ connection, filter }: FilteredOpenbisProps): ReactNode {
  const { id, name } = connection;
  return (
    <TreeItem id={`${id}/filtered`} level={1} label={name} icon={IconFolders} openAtFirst>
      {() => <FoundNames connectionId={id} filter={filter} />}
    </TreeItem>
  );
}

/** More would not be read, and drawing them would be felt at each key. */
const mostShown = 50;
/** The list is long, and new things are found by the search at the server. */
const staleMs = 10 * 60_000;

function FoundNames({ connectionId, filter }: { connectionId: string; filter: string }): ReactNode {
  const list = useQuery({ ...queryFor('openbis.names.list', { connectionId }), staleTime: staleMs });
  const index = useMemo(() => indexOf(list.data?.value.names ?? []), [list.data]);
  const { found, count } = filterNames(index, filter, mostShown);
  const whose = list.data?.value.hasObjects === false ? t('collections') : t('collections and objects');
  return (
    <>
      {found.map(({ kind, permId, identifier, name }) => {
        const code = identifier.slice(identifier.lastIndexOf('/') + 1);
        const label = name === null ? code : `${code} ${name}`;
        return (
          <ThingItem key={permId} connectionId={connectionId} kind={kind} reference={permId} label={label} level={2} />
        );
      })}
      <BranchState
        query={list}
        level={2}
        empty={
          count === 0
            ? t('No {{whose}} with “{{filter}}”.', { whose, filter })
            : count > mostShown
              ? t('{{number}} more.', { number: count - mostShown })
              : null
        }
      />
      <TreeNote
        level={2}
        text={t('In all fields, also of datasets:')}
        action={{
          label: t('Find “{{filter}}”', { filter }),
          onClick: () => openPanel('openbis-search', { connectionId, text: filter }),
        }}
      />
    </>
  );
}
