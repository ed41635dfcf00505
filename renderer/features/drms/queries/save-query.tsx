import { Button, Popover, TextInput } from '@mantine/core';
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { SavedQuery } from '../../../../app/contract/saved-queries.ts';
import { queryFor, useCommand } from '../../../api/query-options.ts';
import styles from './queries.module.css';

interface SaveQueryProps {
  query: Pick<SavedQuery, 'serverId' | 'recordSet' | 'keys'>;
  isOpen: boolean;
  onOpen(isOpen: boolean): void;
}

/** Gives the query of a panel a name, or a new name if it has one. */
export function SaveQuery({ query, isOpen, onOpen }: SaveQueryProps): ReactNode {
  const list = useQuery(queryFor('drms.queries.list', {})).data ?? [];
  const present = list.find(({ serverId, recordSet }) => serverId === query.serverId && recordSet === query.recordSet);
  const Icon = present === undefined ? IconBookmark : IconBookmarkFilled;
  return (
    <Popover position="bottom-end" width={320} trapFocus returnFocus opened={isOpen} onChange={onOpen}>
      <Popover.Target>
        <Button
          variant="subtle"
          leftSection={<Icon size={14} />}
          disabled={query.recordSet === ''}
          onClick={() => onOpen(!isOpen)}
        >
          {present === undefined ? 'Save' : 'Saved'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12}>
        <NameForm
          initial={present?.name ?? ''}
          query={present === undefined ? query : { ...query, id: present.id }}
          onDone={() => onOpen(false)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

interface NameFormProps {
  initial: string;
  query: SaveQueryProps['query'] & { id?: string };
  onDone(): void;
}

export function NameForm({ initial, query, onDone }: NameFormProps): ReactNode {
  const [name, setName] = useState(initial);
  const save = useCommand('drms.queries.save');
  return (
    <form
      className={styles.name}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ ...query, keys: [...query.keys], name }, { onSuccess: onDone });
      }}
    >
      <TextInput
        data-autofocus
        label="Name of the query"
        value={name}
        error={save.error === null ? null : `${save.error.message} ${save.error.remedy ?? ''}`}
        onChange={(event) => {
          save.reset();
          setName(event.currentTarget.value);
        }}
      />
      <div className={styles.foot}>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="filled" disabled={name.trim() === ''} loading={save.isPending}>
          Save query
        </Button>
      </div>
    </form>
  );
}
