import { Button, Popover } from '@mantine/core';
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryFor } from '../../../api/query-options.ts';
import { t } from '../../../ui/language.ts';
import { SaveQueryForm } from '../../queries/save-query-form.tsx';
import { savedOfRecords } from './saved-keys.ts';

interface SaveQueryProps {
  query: { serverId: string; recordSet: string; keys: string[]; segments: string[] };
  isOpen: boolean;
  onOpen(isOpen: boolean): void;
}

/** Gives the query of a panel a name, or a new name if it has one. */
export function SaveQuery({ query, isOpen, onOpen }: SaveQueryProps): ReactNode {
  const list = useQuery(queryFor('queries.list', {})).data ?? [];
  const present = savedOfRecords(list, query.serverId, query.recordSet);
  const Icon = present === undefined ? IconBookmark : IconBookmarkFilled;
  const { segments, ...plain } = query;
  const question = { kind: 'drms.records' as const, ...plain, ...(segments.length === 0 ? {} : { segments }) };
  return (
    <Popover position="bottom-end" width={320} trapFocus returnFocus opened={isOpen} onChange={onOpen}>
      <Popover.Target>
        <Button
          variant="subtle"
          leftSection={<Icon size={14} />}
          disabled={query.recordSet === ''}
          onClick={() => onOpen(!isOpen)}
        >
          {present === undefined ? t('Save') : t('Saved')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12}>
        <SaveQueryForm question={question} saved={present} onDone={() => onOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
