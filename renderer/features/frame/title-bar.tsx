import { Menu, UnstyledButton } from '@mantine/core';
import { IconSearch, IconServer } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CommandGroup } from '../../../app/contract/commands/command-words.ts';
import { getShell } from '../../api/shell.ts';
import { type Command, useAvailableCommands } from '../../ui/commands.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { t } from '../../ui/language.ts';
import logo from '../../ui/quarry.svg';
import { openPalette } from '../palette/palette-state.ts';
import { WorkspaceMenu } from '../workspaces/workspace-menu.tsx';
import styles from './title-bar.module.css';
import type { Breakpoints } from './use-breakpoints.ts';

interface MenuPlan {
  title: string;
  groups: readonly CommandGroup[];
  /** Its commands are in the palette alone where there is little room. */
  folds: boolean;
}

const menus: readonly MenuPlan[] = [
  { title: t('File'), groups: ['File'], folds: false },
  { title: t('Edit'), groups: ['Edit'], folds: true },
  { title: t('View'), groups: ['View', 'Settings'], folds: false },
  { title: t('Go'), groups: ['Go'], folds: false },
  { title: t('Data'), groups: ['Data'], folds: true },
  { title: t('Figure'), groups: ['Figure'], folds: true },
  { title: t('Help'), groups: ['Help'], folds: false },
];

/** Menus, where the system has no bar for them, and the way into the palette. */
export function TitleBar({ isNarrow, isVeryNarrow }: Breakpoints): ReactNode {
  const shell = useQuery({ queryKey: ['shell.info'], queryFn: () => getShell().info() }).data;
  const commands = useAvailableCommands();
  // All commands are in the palette too.
  const shown = shell?.nativeMenu === true || isVeryNarrow ? [] : menus.filter(({ folds }) => !(folds && isNarrow));
  return (
    <header className={styles.bar} data-region>
      <div className={styles.menus}>
        <h1 className={styles.name}>
          <img src={logo} width={18} height={18} alt="Quarry" />
        </h1>
        {shown.map((menu) => (
          <CommandMenu
            key={menu.title}
            title={menu.title}
            commands={commands
              .filter((command) => menu.groups.includes(command.group))
              .toSorted((a, b) => a.rank - b.rank)}
          />
        ))}
      </div>
      <UnstyledButton className={styles.omnibox} data-tour="omnibox" onClick={() => openPalette('')}>
        <IconSearch size={14} aria-hidden />
        <span className={styles.prompt}>{t('Search everything or run a command')}</span>
        <KeyHint keys="Mod+K" />
      </UnstyledButton>
      <div className={styles.where}>
        {shell?.attachedTo && (
          <span className={styles.attached}>
            <IconServer size={14} aria-hidden />
            {t('Attached to {{attachedTo}}', { attachedTo: shell.attachedTo })}
          </span>
        )}
        <WorkspaceMenu />
      </div>
    </header>
  );
}

function CommandMenu({ title, commands }: { title: string; commands: readonly Command[] }): ReactNode {
  if (commands.length === 0) return null;
  return (
    <Menu position="bottom-start" offset={2} width="max-content">
      <Menu.Target>
        <UnstyledButton className={styles.menu}>{title}</UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={styles.commands ?? ''}>
        {commands.map((command) => (
          <Menu.Item
            key={command.id}
            onClick={command.run}
            rightSection={
              command.shortcut !== undefined && (
                <span className={styles.shortcut}>
                  <KeyHint keys={command.shortcut} />
                </span>
              )
            }
          >
            {command.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
