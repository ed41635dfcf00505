import { IconBox, IconFolder, IconFolders, IconTestPipe } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OpenbisName } from '../../../app/contract/openbis.ts';
import { queryFor } from '../../api/query-options.ts';
import { panelAddress } from '../../routes/panel-address.ts';
import { openPanel, usePanels } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { BranchState } from './branch-state.tsx';
import { TreeItem } from './tree-item.tsx';
import { TreeNote } from './tree-note.tsx';

interface BranchProps {
  connectionId: string;
  level: number;
}

/** What an openBIS server holds: spaces with projects with collections. */
export function OpenbisBranches({ connectionId, level }: BranchProps): ReactNode {
  const spaces = useQuery(queryFor('openbis.spaces.list', { connectionId }));
  return (
    <>
      {spaces.data?.value.map(({ code }) => (
        <TreeItem key={code} id={`${connectionId}/space/${code}`} level={level} label={code} icon={IconFolders}>
          {() => <Projects connectionId={connectionId} space={code} level={level + 1} />}
        </TreeItem>
      ))}
      <BranchState query={spaces} level={level} empty={spaces.data?.value.length === 0 ? t('No spaces.') : null} />
    </>
  );
}

function Projects({ connectionId, space, level }: BranchProps & { space: string }): ReactNode {
  const projects = useQuery(queryFor('openbis.projects.list', { connectionId, space }));
  return (
    <>
      {projects.data?.value.map(({ code, identifier }) => (
        <TreeItem
          key={identifier}
          id={`${connectionId}/project/${identifier}`}
          level={level}
          label={code}
          icon={IconFolder}
        >
          {() => <Collections connectionId={connectionId} project={identifier} level={level + 1} />}
        </TreeItem>
      ))}
      <BranchState
        query={projects}
        level={level}
        empty={projects.data?.value.length === 0 ? t('No projects.') : null}
      />
    </>
  );
}

/** More than these are found by the filter. */
const mostCollections = 500;

function Collections({ connectionId, project, level }: BranchProps & { project: string }): ReactNode {
  const found = useQuery(queryFor('openbis.collections.search', { connectionId, project, count: mostCollections }));
  const page = found.data?.value;
  return (
    <>
      {page?.items.map(({ permId, code, name }) => (
        <ThingItem
          key={permId}
          connectionId={connectionId}
          kind="collection"
          reference={permId}
          label={name === null ? code : `${code} ${name}`}
          level={level}
        />
      ))}
      <BranchState query={found} level={level} empty={page?.totalCount === 0 ? t('No collections.') : null} />
      {page !== undefined && page.totalCount > page.items.length && (
        <TreeNote
          level={level}
          text={t('{{itemCount}} of {{totalCount}} collections.', {
            itemCount: page.items.length,
            totalCount: page.totalCount,
          })}
          action={{ label: t('Search'), onClick: () => openPanel('openbis-search', { connectionId, text: '' }) }}
        />
      )}
    </>
  );
}

interface ThingItemProps extends BranchProps {
  kind: OpenbisName['kind'];
  reference: string;
  label: string;
}

/** The line of a collection or an object, which opens its page. */
export function ThingItem({ connectionId, kind, reference, label, level }: ThingItemProps): ReactNode {
  const panel = `openbis-${kind}` as const;
  const params = { connectionId, reference };
  const address = panelAddress({ kind: panel, params });
  return (
    <TreeItem
      id={`${connectionId}/${kind}/${reference}`}
      level={level}
      label={label}
      icon={kind === 'object' ? IconTestPipe : IconBox}
      thing={address}
      isCurrent={usePanels(({ active }) => active === address)}
      onOpen={() => openPanel(panel, params)}
    />
  );
}
