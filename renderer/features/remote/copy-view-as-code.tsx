import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CodeSubject } from '../../../app/contract/code.ts';
import { queryFor } from '../../api/query-options.ts';
import { CodeMenu, copyCodeShortcut } from '../../ui/code-menu.tsx';
import { useCommands } from '../../ui/commands.ts';

/** What a panel shows, for a notebook or a script. */
export function CopyViewAsCode({ subject, isActive }: { subject: CodeSubject; isActive: boolean }): ReactNode {
  const [opened, setOpened] = useState(false);
  const codes = useQuery({ ...queryFor('code.view', { subject }), enabled: opened, retry: false });
  useCommands(isActive, [
    {
      id: 'panel.copy-code',
      title: 'Copy as code…',
      shortcut: copyCodeShortcut,
      group: 'Data',
      run: () => setOpened(true),
    },
  ]);
  return <CodeMenu codes={codes} opened={opened} onChange={setOpened} />;
}
