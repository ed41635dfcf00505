import { Button, TextInput } from '@mantine/core';
import { IconGridDots, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { SampleListItem } from '../../../app/contract/juliabase.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { openPanel } from '../../routes/panels.ts';
import { standsFor } from '../../routes/stands-for.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { offer, useCommands } from '../../ui/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { CellLink, PlainTable } from '../../ui/plain-table.tsx';
import { selectThing } from '../../ui/selection.ts';
import { SaveQuestion } from '../queries/save-question.tsx';
import { useRemote } from '../remote/use-remote.ts';
import styles from './search.module.css';

/** Samples with a text in their name. */
export function SearchPanel({ params, panelId, isActive }: PanelProps<'search'>): ReactNode {
  const [asked, setAsked] = useState(params.text);
  const [text, setText] = useState(params.text);
  usePanelTitle(panelId, { title: asked === '' ? 'Search samples' : `Samples “${asked}”`, icon: 'search' });
  const search = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(text.trim());
  };
  return (
    <div className={styles.panel}>
      <form className={styles.form} aria-label="Find samples" onSubmit={search}>
        <TextInput
          className={styles.field}
          size="xs"
          aria-label="Text in the name of a sample"
          placeholder="Text in the name of a sample"
          leftSection={<IconSearch size={14} />}
          data-list-filter
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit">Find samples</Button>
      </form>
      {asked === '' ? (
        <EmptyState icon={IconSearch} title="Nothing asked yet.">
          Type a part of a sample’s name and press Enter.
        </EmptyState>
      ) : (
        <Found key={asked} connectionId={params.connectionId} text={asked} isActive={isActive} />
      )}
    </div>
  );
}

function Found({ connectionId, text, isActive }: { connectionId: string; text: string; isActive: boolean }): ReactNode {
  const found = useRemote('juliabase.samples.search', { connectionId, name: text });
  const mine = (): void => openPanel('mining', { connectionId, of: 'search', name: text });
  useCommands(isActive, [offer('search.refresh', found.refresh), offer('data.mining.search', mine, { text })]);
  if (found.answer === undefined) {
    return found.error === null ? (
      <LoadingRows count={8} />
    ) : (
      <ErrorNote error={found.error} connectionId={connectionId} />
    );
  }
  const { items, capped } = found.answer.value;
  return (
    <>
      {found.error !== null && <ErrorNote error={found.error} connectionId={connectionId} />}
      <div className={styles.count}>
        <span>
          {capped
            ? `The first ${items.length} samples; more match`
            : `${items.length} ${items.length === 1 ? 'sample' : 'samples'}`}
        </span>
        {items.length > 0 && (
          <Button size="compact-xs" leftSection={<IconGridDots size={13} />} onClick={mine}>
            Mining table
          </Button>
        )}
        <SaveQuestion question={{ kind: 'juliabase.samples', connectionId, name: text }} isActive={isActive} />
        <AsOf stamp={found.answer} connectionId={connectionId} />
      </div>
      {items.length === 0 ? (
        <EmptyState icon={IconSearchOff} title={`No sample matches “${text}”.`}>
          All samples that you may see were searched by name.
        </EmptyState>
      ) : (
        <FoundTable connectionId={connectionId} items={items} />
      )}
    </>
  );
}

function FoundTable({ connectionId, items }: { connectionId: string; items: readonly SampleListItem[] }): ReactNode {
  return (
    <div className={styles.tableWrap}>
      <PlainTable>
        <thead>
          <tr>
            <th scope="col">Sample</th>
            <th scope="col">Topic</th>
            <th scope="col">Purpose</th>
            <th scope="col">Responsible</th>
            <th scope="col">Location</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.name} onFocus={() => selectThing({ kind: 'sample', connectionId, name: item.name })}>
              <td {...standsFor({ kind: 'sample', params: { connectionId, name: item.name } })}>
                <CellLink onClick={() => openPanel('sample', { connectionId, name: item.name })}>{item.name}</CellLink>
              </td>
              {[item.topic, item.purpose, item.responsiblePerson, item.currentLocation].map((value, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
                <td key={column}>{value === null ? <em className={styles.quiet}>not told</em> : value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </div>
  );
}
