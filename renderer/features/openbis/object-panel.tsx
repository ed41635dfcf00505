import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OpenbisLink, OpenbisObjectDetail } from '../../../app/contract/openbis.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { openPanel } from '../../routes/panels.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { t } from '../../ui/language.ts';
import { useRemote } from '../remote/use-remote.ts';
import { DataSetTable, dateText } from './data-set-table.tsx';
import { askForDataSet } from './dialog-state.ts';
import { LinkList } from './link-list.tsx';
import { propertyFacts } from './property-facts.ts';
import { ThingFrame } from './thing-frame.tsx';

/** An object with its relations and datasets. */
export function ObjectPanel({ params, panelId, isActive }: PanelProps<'openbis-object'>): ReactNode {
  const { connectionId, reference } = params;
  const remote = useRemote('openbis.objects.get', { connectionId, reference });
  const object = remote.answer?.value;
  const title = object?.name ?? object?.code ?? reference;
  usePanelTitle(panelId, { title, icon: 'sample', isName: true });
  const upload = (): void => askForDataSet({ kind: 'upload', connectionId, owner: object?.identifier ?? reference });
  useCommands(isActive, [
    offer('openbis.upload-to-object', upload, { name: title }),
    offer('openbis.refresh-object', remote.refresh, { name: title }),
  ]);
  return (
    <ThingFrame
      connectionId={connectionId}
      label={t('Object')}
      title={title}
      sub={t('Object {{identifier}}', { identifier: object?.identifier ?? reference })}
      remote={remote}
      subject={{ kind: 'openbis-object', connectionId, reference: object?.identifier ?? reference }}
      isActive={isActive}
      tools={
        <Button variant="subtle" leftSection={<IconUpload size={14} />} onClick={upload}>
          {t('Upload dataset…')}
        </Button>
      }
    >
      {object !== undefined && (
        <>
          <FactList facts={objectFacts(connectionId, object)} />
          <DataSetTable connectionId={connectionId} of={{ object: object.permId }} />
        </>
      )}
    </ThingFrame>
  );
}

function objectFacts(connectionId: string, object: OpenbisObjectDetail): { label: string; value: ReactNode }[] {
  const { collection, parents, children, components, registeredMs, registrator } = object;
  const openObject = ({ permId }: OpenbisLink): void =>
    openPanel('openbis-object', { connectionId, reference: permId });
  const openCollection = ({ permId }: OpenbisLink): void =>
    openPanel('openbis-collection', { connectionId, reference: permId });
  return [
    { label: t('Type'), value: object.type ?? t('not told') },
    { label: t('Registered'), value: `${dateText(registeredMs)}, ${registrator ?? t('not told')}` },
    {
      label: t('Collection'),
      value: <LinkList links={collection === null ? [] : [collection]} onOpen={openCollection} />,
    },
    { label: t('Parents'), value: <LinkList links={parents} onOpen={openObject} /> },
    { label: t('Children'), value: <LinkList links={children} onOpen={openObject} /> },
    ...(components.length === 0
      ? []
      : [{ label: t('Components'), value: <LinkList links={components} onOpen={openObject} /> }]),
    ...propertyFacts(object.properties),
  ];
}
