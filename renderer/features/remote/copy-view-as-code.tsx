import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CodeSubject } from '../../../app/contract/code.ts';
import { queryFor } from '../../api/query-options.ts';
import { CodeMenu } from '../../ui/code-menu.tsx';
import { offer, useCommands } from '../../ui/commands.ts';

/** What a panel shows, for a notebook or a script. */
export function CopyViewAsCode({ subject, isActive }: { subject: CodeSubject; isActive: boolean }): ReactNode {
  const [opened, setOpened] = useState(false);
  const codes = useQuery({ ...queryFor('code.view', { subject }), enabled: opened, retry: false });
  useCommands(isActive, [offer('panel.copy-code', () => setOpened(true))]);
  return <CodeMenu codes={codes} opened={opened} onChange={setOpened} />;
}
