import type { ReactNode } from 'react';
import type { OpenbisDataSetDetail, OpenbisLink } from '../../../app/contract/openbis.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { openPanel } from '../../routes/panels.ts';
import { useCommands } from '../../ui/commands.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Note } from '../../ui/note.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { useRemote } from '../remote/use-remote.ts';
import { dateText, stateWords } from './data-set-table.tsx';
import { FileTable } from './file-table.tsx';
import { LinkList } from './link-list.tsx';
import { propertyFacts } from './property-facts.ts';
import { ThingFrame } from './thing-frame.tsx';

/** A dataset: facts, labelled properties, relations, and its files as a tree. */
export function DataSetPanel({ params, panelId, isActive }: PanelProps<'openbis-data-set'>): ReactNode {
  const { connectionId, permId } = params;
  const remote = useRemote('openbis.data-sets.get', { connectionId, permId });
  const types = useRemote('openbis.types.list', { connectionId });
  const dataSet = remote.answer?.value;
  const title = dataSet?.name ?? permId;
  usePanelTitle(panelId, { title, icon: 'data-set' });
  useCommands(isActive, [
    { id: 'panel.refresh', title: `Refresh dataset ${title}`, shortcut: 'Mod+R', run: remote.refresh },
  ]);
  const type = types.answer?.value.find(({ code }) => code === dataSet?.type);
  return (
    <ThingFrame connectionId={connectionId} label="Dataset" title={title} sub={`Dataset ${permId}`} remote={remote}>
      {dataSet !== undefined && (
        <>
          {dataSet.physical !== null && dataSet.physical.status === 'ARCHIVED' && (
            <Note tone="warn" title="This dataset is archived.">
              Its files are not at hand; ask for it to be brought back in openBIS.
            </Note>
          )}
          <FactList
            facts={[...dataSetFacts(connectionId, dataSet), ...propertyFacts(dataSet.properties, type?.properties)]}
          />
          <Files connectionId={connectionId} dataSet={dataSet} />
        </>
      )}
    </ThingFrame>
  );
}

function Files({ connectionId, dataSet }: { connectionId: string; dataSet: OpenbisDataSetDetail }): ReactNode {
  const files = useRemote('openbis.data-sets.files', { connectionId, permId: dataSet.permId });
  const list = files.answer?.value;
  return (
    <section aria-label="Files">
      <SectionHead
        title="Files"
        {...(list === undefined ? {} : { count: list.filter(({ isFolder }) => !isFolder).length })}
      />
      {files.error !== null && (
        <ErrorNote
          error={files.error}
          connectionId={connectionId}
          action={{ label: 'Ask again', onClick: files.refresh }}
        />
      )}
      {list === undefined ? files.error === null && <LoadingRows count={5} /> : <FileTable files={list} />}
    </section>
  );
}

function dataSetFacts(connectionId: string, dataSet: OpenbisDataSetDetail): { label: string; value: ReactNode }[] {
  const { type, kind, physical, object, collection, parents, children, copies, registeredMs, registrator } = dataSet;
  const openDataSet = ({ permId }: OpenbisLink): void => openPanel('openbis-data-set', { connectionId, permId });
  const openObject = ({ permId }: OpenbisLink): void =>
    openPanel('openbis-object', { connectionId, reference: permId });
  const openCollection = ({ permId }: OpenbisLink): void =>
    openPanel('openbis-collection', { connectionId, reference: permId });
  return [
    { label: 'Type', value: type ?? 'not told' },
    { label: 'State', value: stateWords(physical?.status ?? kind) },
    { label: 'Size', value: physical?.sizeBytes == null ? 'not told' : formatBytes(physical.sizeBytes) },
    { label: 'Registered', value: `${dateText(registeredMs)}, ${registrator ?? 'not told'}` },
    { label: 'Object', value: <LinkList links={object === null ? [] : [object]} onOpen={openObject} /> },
    {
      label: 'Collection',
      value: <LinkList links={collection === null ? [] : [collection]} onOpen={openCollection} />,
    },
    { label: 'Parents', value: <LinkList links={parents} onOpen={openDataSet} /> },
    { label: 'Children', value: <LinkList links={children} onOpen={openDataSet} /> },
    ...copies.map(({ dms, path, externalCode }, index) => ({
      label: index === 0 ? 'Lies at' : `Lies at (${index + 1})`,
      value: [dms, path ?? externalCode].filter(Boolean).join(': '),
    })),
  ];
}
