import { Button } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OpenbisDataSetDetail, OpenbisLink } from '../../../app/contract/openbis.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { openPanel } from '../../routes/panels.ts';
import { type Command, offer, useCommands } from '../../ui/commands.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { t } from '../../ui/language.ts';
import { Note } from '../../ui/note.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { useRemote } from '../remote/use-remote.ts';
import { availabilityOf } from './availability.ts';
import { dateText, stateWords } from './data-set-table.tsx';
import { askForDataSet } from './dialog-state.ts';
import { FilesSection } from './files-section.tsx';
import { LinkList } from './link-list.tsx';
import { MountButton } from './mount-button.tsx';
import styles from './openbis.module.css';
import { propertyFacts } from './property-facts.ts';
import { ThingFrame } from './thing-frame.tsx';

/** A dataset: facts, labelled properties, relations, and its files as a tree with a preview. */
export function DataSetPanel({ params, panelId, isActive }: PanelProps<'openbis-data-set'>): ReactNode {
  const { connectionId, permId } = params;
  const remote = useRemote('openbis.data-sets.get', { connectionId, permId });
  const types = useRemote('openbis.types.list', { connectionId });
  const dataSet = remote.answer?.value;
  const title = dataSet?.name ?? permId;
  const available = dataSet === undefined ? null : availabilityOf(dataSet);
  const download = available?.canDownload ? downloadOf(connectionId, permId) : undefined;
  const owner = dataSet?.object ?? dataSet?.collection;
  const uploadChild = (): void =>
    askForDataSet({ kind: 'upload', connectionId, parent: permId, ...(owner ? { owner: nameForUpload(owner) } : {}) });
  usePanelTitle(panelId, { title, icon: 'data-set', isName: true });
  useCommands(isActive, [
    offer('openbis.refresh-data-set', remote.refresh, { name: title }),
    offer('openbis.upload-child', uploadChild, { name: title }),
    ...(download === undefined ? [] : [downloadCommand(title, download)]),
  ]);
  const type = types.answer?.value.find(({ code }) => code === dataSet?.type);
  return (
    <ThingFrame
      connectionId={connectionId}
      label={t('Dataset')}
      title={title}
      sub={t('Dataset {{permId}}', { permId })}
      remote={remote}
      subject={{ kind: 'openbis-data-set', connectionId, permId }}
      isActive={isActive}
      isDivided
      tools={
        <>
          {download !== undefined && (
            <Button variant="subtle" leftSection={<IconDownload size={14} />} onClick={() => download([])}>
              {t('Download…')}
            </Button>
          )}
          <Button variant="subtle" leftSection={<IconUpload size={14} />} onClick={uploadChild}>
            {t('Upload a child…')}
          </Button>
          <MountButton connectionId={connectionId} />
        </>
      }
    >
      {dataSet !== undefined && (
        <>
          {available?.note != null && (
            <Note tone={available.note.tone} title={available.note.title}>
              {available.note.text}
            </Note>
          )}
          <ScrollRegion className={styles.facts} label={t('Facts')}>
            <FactList
              facts={[...dataSetFacts(connectionId, dataSet), ...propertyFacts(dataSet.properties, type?.properties)]}
            />
          </ScrollRegion>
          <FilesSection key={permId} connectionId={connectionId} dataSet={dataSet} onDownload={download} />
        </>
      )}
    </ThingFrame>
  );
}

type Download = (paths: readonly string[]) => void;

function downloadOf(connectionId: string, permId: string): Download {
  return (paths) => askForDataSet({ kind: 'download', connectionId, permId, paths });
}

function downloadCommand(title: string, download: Download): Command {
  return offer('openbis.download', () => download([]), { name: title });
}

function nameForUpload({ identifier, permId }: OpenbisLink): string {
  return identifier ?? permId;
}

function dataSetFacts(connectionId: string, dataSet: OpenbisDataSetDetail): { label: string; value: ReactNode }[] {
  const { type, kind, physical, object, collection, registeredMs, registrator } = dataSet;
  const { parents, children, components, containers, copies } = dataSet;
  const openDataSet = ({ permId }: OpenbisLink): void => openPanel('openbis-data-set', { connectionId, permId });
  const openObject = ({ permId }: OpenbisLink): void =>
    openPanel('openbis-object', { connectionId, reference: permId });
  const openCollection = ({ permId }: OpenbisLink): void =>
    openPanel('openbis-collection', { connectionId, reference: permId });
  return [
    { label: t('Type'), value: type ?? t('not told') },
    { label: t('State'), value: stateWords(physical?.status ?? kind) },
    { label: t('Size'), value: physical?.sizeBytes == null ? t('not told') : formatBytes(physical.sizeBytes) },
    { label: t('Registered'), value: `${dateText(registeredMs)}, ${registrator ?? t('not told')}` },
    { label: t('Object'), value: <LinkList links={object === null ? [] : [object]} onOpen={openObject} /> },
    {
      label: t('Collection'),
      value: <LinkList links={collection === null ? [] : [collection]} onOpen={openCollection} />,
    },
    { label: t('Parents'), value: <LinkList links={parents} onOpen={openDataSet} /> },
    { label: t('Children'), value: <LinkList links={children} onOpen={openDataSet} /> },
    ...(components.length === 0
      ? []
      : [{ label: t('Components'), value: <LinkList links={components} onOpen={openDataSet} /> }]),
    ...(containers.length === 0
      ? []
      : [{ label: t('Part of'), value: <LinkList links={containers} onOpen={openDataSet} /> }]),
    ...copies.map(({ dms, path, externalCode }, index) => ({
      label: index === 0 ? t('Lies at') : t('Lies at ({{index}})', { index: index + 1 }),
      value: [dms, path ?? externalCode].filter(Boolean).join(': '),
    })),
  ];
}
