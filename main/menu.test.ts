import { expect, test } from 'vitest';
import { sharedCommands } from '../app/contract/shared-commands.ts';
import { menuTemplate } from './menu.ts';

test.each(['darwin', 'linux'] as const)(
  'on %s each item of its own says what the window says of the command',
  (platform) => {
    const chosen: string[] = [];
    const items = menuTemplate(platform, (id) => chosen.push(id)).flatMap(({ submenu }) =>
      Array.isArray(submenu) ? submenu.filter(({ id }) => id !== undefined) : [],
    );
    for (const item of items) item.click?.(undefined as never, undefined, undefined as never);
    expect(chosen.toSorted()).toEqual(
      Object.values(sharedCommands)
        .map(({ id }) => id as string)
        .toSorted(),
    );
    for (const { id, label, accelerator } of items) {
      const words = Object.values(sharedCommands).find((command) => command.id === id);
      expect(label).toBe(words?.title);
      const shortcut = words !== undefined && 'shortcut' in words ? words.shortcut : undefined;
      expect(accelerator).toBe(shortcut?.replace('Mod', 'CmdOrCtrl'));
    }
  },
);
