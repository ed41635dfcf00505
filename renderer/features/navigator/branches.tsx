import {
  IconBookmark,
  IconFolder,
  IconGridDots,
  IconStack2,
  IconTestPipe,
  IconUpload,
  IconUser,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { panelAddress } from '../../routes/panel-address.ts';
import { openPanel, usePanels } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { selectThing } from '../../ui/selection.ts';
import { SaveQueryDialog } from '../queries/save-query-dialog.ts';
import { BranchState } from './branch-state.tsx';
import { TreeItem } from './tree-item.tsx';

interface BranchProps {
  connectionId: string;
  level: number;
}

/** What a connection holds: my samples, topics with their series, and all series. */
export function ConnectionBranches({ connectionId, level }: BranchProps): ReactNode {
  const topics = useQuery(queryFor('juliabase.topics.list', { connectionId }));
  const mine = useQuery(queryFor('juliabase.samples.mine', { connectionId }));
  return (
    <>
      <TreeItem
        id={`${connectionId}/mine`}
        level={level}
        label={t('My samples')}
        icon={IconUser}
        count={mine.data?.value.length}
      >
        {() => (
          <>
            <BranchState
              query={mine}
              level={level + 1}
              empty={mine.data?.value.length === 0 ? t('No samples.') : null}
            />
            {mine.data?.value.map(({ name }) => (
              <SampleItem key={name} connectionId={connectionId} name={name} level={level + 1} />
            ))}
          </>
        )}
      </TreeItem>
      <BranchState query={topics} level={level} empty={null} />
      {topics.data?.value.map(({ id, name }) => (
        <TreeItem key={id} id={`${connectionId}/topic/${id}`} level={level} label={name} icon={IconFolder}>
          {() => (
            <>
              <MiningItem connectionId={connectionId} topic={name} level={level + 1} />
              <PublishItem connectionId={connectionId} topic={name} level={level + 1} />
              <SaveTopicItem {...{ connectionId, topicId: id, topic: name }} level={level + 1} />
              <SeriesItems connectionId={connectionId} topicId={id} level={level + 1} />
            </>
          )}
        </TreeItem>
      ))}
      <TreeItem id={`${connectionId}/series`} level={level} label={t('All series')} icon={IconStack2}>
        {() => <SeriesItems connectionId={connectionId} level={level + 1} />}
      </TreeItem>
    </>
  );
}

/** The samples of a topic with the fields of their processes. */
function MiningItem({ connectionId, topic, level }: BranchProps & { topic: string }): ReactNode {
  const params = { connectionId, of: 'topic' as const, name: topic };
  const address = panelAddress({ kind: 'mining', params });
  return (
    <TreeItem
      id={`${connectionId}/mining/${topic}`}
      level={level}
      label={t('Mining table')}
      spoken={t('Mining table of {{topic}}', { topic })}
      icon={IconGridDots}
      thing={address}
      isCurrent={usePanels(({ active }) => active === address)}
      onOpen={() => openPanel('mining', params)}
    />
  );
}

/** Figures of all series of a topic. */
function PublishItem({ connectionId, topic, level }: BranchProps & { topic: string }): ReactNode {
  const params = { connectionId, of: 'topic' as const, name: topic };
  const address = panelAddress({ kind: 'publish', params });
  return (
    <TreeItem
      id={`${connectionId}/publish/${topic}`}
      level={level}
      label={t('Publish figures')}
      spoken={t('Publish figures of {{topic}}', { topic })}
      icon={IconUpload}
      isCurrent={usePanels(({ active }) => active === address)}
      onOpen={() => openPanel('publish', params)}
    />
  );
}

/** The list of series of a topic as a query, which tells later which ones came. */
function SaveTopicItem({
  connectionId,
  topicId,
  topic,
  level,
}: BranchProps & { topicId: number; topic: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <TreeItem
        id={`${connectionId}/save/${topicId}`}
        level={level}
        label={t('Save query…')}
        spoken={t('Save a query for the series of {{topic}}', { topic })}
        icon={IconBookmark}
        onOpen={() => setOpen(true)}
      />
      {isOpen && (
        <SaveQueryDialog question={{ kind: 'juliabase.topic', connectionId, topicId }} onDone={() => setOpen(false)} />
      )}
    </>
  );
}

function SeriesItems({ connectionId, topicId, level }: BranchProps & { topicId?: number }): ReactNode {
  const list = useQuery(
    queryFor('juliabase.series.list', { connectionId, ...(topicId === undefined ? {} : { topicId }) }),
  );
  const { names = [], capped = false } = list.data?.value ?? {};
  const empty =
    names.length === 0 ? t('No series.') : capped ? t('There are more; type in the filter to find them.') : null;
  return (
    <>
      {names.map((name) => (
        <SeriesItem
          key={name}
          branchId={`${connectionId}/${topicId ?? 'all'}/${name}`}
          connectionId={connectionId}
          name={name}
          level={level}
        />
      ))}
      <BranchState query={list} level={level} empty={empty} />
    </>
  );
}

/** A series; its members are asked for when the branch is opened. */
export function SeriesItem({
  connectionId,
  name,
  level,
  branchId,
}: BranchProps & { name: string; branchId: string }): ReactNode {
  const address = panelAddress({ kind: 'series', params: { connectionId, name } });
  const known = useQuery({ ...queryFor('juliabase.series.get', { connectionId, name }), enabled: false });
  return (
    <TreeItem
      id={branchId}
      level={level}
      label={name}
      icon={IconStack2}
      thing={address}
      count={known.data?.value.members.length}
      isCurrent={usePanels(({ active }) => active === address)}
      onOpen={() => openPanel('series', { connectionId, name })}
    >
      {() => <MemberItems connectionId={connectionId} name={name} level={level + 1} />}
    </TreeItem>
  );
}

function MemberItems({ connectionId, name, level }: BranchProps & { name: string }): ReactNode {
  const series = useQuery(queryFor('juliabase.series.get', { connectionId, name }));
  const members = series.data?.value.members;
  return (
    <>
      {members?.map((member) => (
        <SampleItem key={member.id} connectionId={connectionId} name={member.name} level={level} />
      ))}
      <BranchState query={series} level={level} empty={members?.length === 0 ? t('No samples.') : null} />
    </>
  );
}

export function SampleItem({ connectionId, name, level }: BranchProps & { name: string }): ReactNode {
  const address = panelAddress({ kind: 'sample', params: { connectionId, name } });
  return (
    <TreeItem
      id={`${connectionId}/sample/${name}`}
      level={level}
      label={name}
      icon={IconTestPipe}
      thing={address}
      isCurrent={usePanels(({ active }) => active === address)}
      onOpen={() => {
        selectThing({ kind: 'sample', connectionId, name });
        openPanel('sample', { connectionId, name });
      }}
    />
  );
}
