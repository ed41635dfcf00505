import { useDebouncedValue } from '@mantine/hooks';
import { IconFlask } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Connection } from '../../../app/contract/connections.ts';
import { queryFor } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { containsWords } from '../../ui/contains-words.ts';
import { t } from '../../ui/language.ts';
import { BranchState } from './branch-state.tsx';
import { SampleItem, SeriesItem } from './branches.tsx';
import { TreeItem } from './tree-item.tsx';
import { TreeNote } from './tree-note.tsx';

const leastLetters = 2;
const maxSamples = 30;

/** Series and samples of a connection with a text in their name. */
export function FilteredConnection({ connection, filter }: { connection: Connection; filter: string }): ReactNode {
  const { id, name } = connection;
  return (
    <TreeItem id={`${id}/filtered`} level={1} label={name} icon={IconFlask} openAtFirst>
      {() => (
        <>
          <FilteredSeries connectionId={id} filter={filter} />
          <FilteredSamples connectionId={id} filter={filter} />
        </>
      )}
    </TreeItem>
  );
}

interface FilteredProps {
  connectionId: string;
  filter: string;
}

function FilteredSeries({ connectionId, filter }: FilteredProps): ReactNode {
  const all = useQuery(queryFor('juliabase.series.list', { connectionId }));
  const names = all.data?.value.names.filter((name) => containsWords(name, filter)) ?? [];
  return (
    <>
      {names.map((name) => (
        <SeriesItem
          key={name}
          branchId={`${connectionId}/found/${name}`}
          connectionId={connectionId}
          name={name}
          level={2}
        />
      ))}
      <BranchState
        query={all}
        level={2}
        empty={names.length === 0 ? t('No series with “{{filter}}”.', { filter }) : null}
      />
    </>
  );
}

function FilteredSamples({ connectionId, filter }: FilteredProps): ReactNode {
  const [asked] = useDebouncedValue(filter, 250);
  const isAsked = asked.length >= leastLetters;
  const found = useQuery({
    ...queryFor('juliabase.samples.search', { connectionId, name: asked, isAside: true }),
    enabled: isAsked,
  });
  if (!isAsked) return <TreeNote level={2} text={t('Samples are searched from two letters on.')} />;
  const items = found.data?.value.items ?? [];
  return (
    <>
      {items.slice(0, maxSamples).map(({ name }) => (
        <SampleItem key={name} connectionId={connectionId} name={name} level={2} />
      ))}
      <BranchState
        query={found}
        level={2}
        empty={items.length === 0 ? t('No samples with “{{asked}}”.', { asked }) : null}
      />
      {(items.length > maxSamples || found.data?.value.capped) && (
        <TreeNote
          level={2}
          text={t('There are more.')}
          action={{
            label: t('Show all samples found'),
            onClick: () => openPanel('search', { connectionId, text: asked }),
          }}
        />
      )}
    </>
  );
}
