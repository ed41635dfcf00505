import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ExportQuery, RecordTable } from '../../../app/contract/drms.ts';
import { queryFor } from '../../api/query-options.ts';
import { CodeMenu } from '../../ui/code-menu.tsx';
import { offer, useCommands } from '../../ui/commands.ts';

/** The question that a table answers, for a notebook or a script. */
export function CopyQueryAsCode({ table, isActive }: { table: RecordTable; isActive: boolean }): ReactNode {
  const [opened, setOpened] = useState(false);
  const namesOf = (role: string): string[] =>
    table.columns.filter((column) => column.role === role).map(({ name }) => name);
  const codes = useQuery({
    ...queryFor('drms.code.query', {
      serverId: table.serverId,
      recordSet: table.recordSet,
      keys: namesOf('keyword'),
      segments: namesOf('path'),
      links: namesOf('link'),
    }),
    enabled: opened,
    retry: false,
  });
  useCommands(isActive, [offer('drms.copy-code', () => setOpened(true))]);
  return <CodeMenu isCompact codes={codes} opened={opened} onChange={setOpened} />;
}

interface CopyExportProps {
  serverId: string;
  email: string;
  queries: ExportQuery[];
  /** There is something to write down. */
  isReady: boolean;
}

/** The exports of a form, for a notebook or a script. */
export function CopyExportAsCode({ serverId, email, queries, isReady }: CopyExportProps): ReactNode {
  const [opened, setOpened] = useState(false);
  const codes = useQuery({
    ...queryFor('drms.code.export', { serverId, email, queries }),
    enabled: opened && isReady,
    retry: false,
  });
  return <CodeMenu isCompact codes={codes} opened={opened && isReady} onChange={setOpened} isDisabled={!isReady} />;
}
