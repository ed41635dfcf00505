import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { t } from '../../ui/language.ts';
import { useRemote } from '../remote/use-remote.ts';
import { DataSetTable, dateText } from './data-set-table.tsx';
import { askForDataSet } from './dialog-state.ts';
import { ObjectTable } from './object-table.tsx';
import { propertyFacts } from './property-facts.ts';
import { ThingFrame } from './thing-frame.tsx';

/** A collection with its objects and datasets. */
export function CollectionPanel({ params, panelId, isActive }: PanelProps<'openbis-collection'>): ReactNode {
  const { connectionId, reference } = params;
  const remote = useRemote('openbis.collections.get', { connectionId, reference });
  const collection = remote.answer?.value;
  const title = collection?.name ?? collection?.code ?? reference;
  usePanelTitle(panelId, { title, icon: 'collection', isName: true });
  const upload = (): void =>
    askForDataSet({ kind: 'upload', connectionId, owner: collection?.identifier ?? reference });
  useCommands(isActive, [
    offer('openbis.upload-to-collection', upload, { name: title }),
    offer('openbis.refresh-collection', remote.refresh, { name: title }),
  ]);
  return (
    <ThingFrame
      connectionId={connectionId}
      label={t('Collection')}
      title={title}
      sub={t('Collection {{identifier}}', { identifier: collection?.identifier ?? reference })}
      remote={remote}
      subject={{ kind: 'openbis-collection', connectionId, reference: collection?.identifier ?? reference }}
      isActive={isActive}
      tools={
        <Button variant="subtle" leftSection={<IconUpload size={14} />} onClick={upload}>
          {t('Upload dataset…')}
        </Button>
      }
    >
      {collection !== undefined && (
        <>
          <FactList
            facts={[
              { label: t('Type'), value: collection.type ?? t('not told') },
              {
                label: t('Registered'),
                value: `${dateText(collection.registeredMs)}, ${collection.registrator ?? t('not told')}`,
              },
              ...propertyFacts(collection.properties),
            ]}
          />
          <ObjectTable connectionId={connectionId} of={{ collection: collection.permId }} isActive={isActive} />
          <DataSetTable connectionId={connectionId} of={{ collection: collection.permId }} />
        </>
      )}
    </ThingFrame>
  );
}
