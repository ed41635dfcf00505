import { Button, Menu } from '@mantine/core';
import { IconCode } from '@tabler/icons-react';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AppError } from '../../../app/contract/app-error.ts';
import type { Contract } from '../../../app/contract/contract.ts';
import type { ExportQuery, RecordTable } from '../../../app/contract/drms.ts';
import type { OutputOf } from '../../../app/contract/entry.ts';
import type { CodeLanguage } from '../../../app/domain/drms/code.ts';
import { queryFor } from '../../api/query-options.ts';
import { getShell } from '../../api/shell.ts';
import { useCommands } from '../../ui/commands.ts';
import { showToast } from '../../ui/messages.ts';
import styles from './copy-as-code.module.css';

const titles: Readonly<Record<CodeLanguage, string>> = {
  quarry: 'quarry (command line)',
  drms: 'Python: drms',
  sunpy: 'Python: SunPy',
  curl: 'curl',
};

/** Browsers open their own tools with the key of the desktop. */
const shortcut = getShell().kind === 'desktop' ? 'Mod+Shift+C' : 'Alt+Shift+C';

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
  useCommands(isActive, [
    { id: 'drms.copy-code', title: 'Copy as code…', shortcut, group: 'Data', run: () => setOpened(true) },
  ]);
  return <CodeMenu codes={codes} opened={opened} onChange={setOpened} />;
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
  return <CodeMenu codes={codes} opened={opened && isReady} onChange={setOpened} isDisabled={!isReady} />;
}

interface CodeMenuProps {
  codes: UseQueryResult<OutputOf<Contract['drms.code.query']>, AppError>;
  opened: boolean;
  onChange(opened: boolean): void;
  isDisabled?: boolean;
}

function CodeMenu({ codes, opened, onChange, isDisabled = false }: CodeMenuProps): ReactNode {
  const copy = (language: CodeLanguage, text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => showToast({ level: 'info', text: `Copied for ${titles[language]}.` }),
      () => showToast({ level: 'warn', text: 'The clipboard cannot be written.', remedy: 'Allow it in the browser.' }),
    );
  };
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end">
      <Menu.Target>
        <Button size="compact-xs" variant="subtle" disabled={isDisabled} leftSection={<IconCode size={14} />}>
          Copy as code
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {codes.isPending && <Menu.Label c="var(--q-text-2)">Writing…</Menu.Label>}
        {codes.error !== null && <Menu.Label c="var(--q-text-2)">{codes.error.message}</Menu.Label>}
        {codes.data?.map(({ language, text, reason }) => (
          <Menu.Item key={language} disabled={text === null} onClick={() => text !== null && copy(language, text)}>
            {titles[language]}
            {reason !== null && <small className={styles.reason}>{reason}</small>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
