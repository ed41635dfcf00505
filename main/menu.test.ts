import { afterEach, expect, test } from 'vitest';
import { type CommandWords, shortcutOf } from '../app/contract/commands/command-words.ts';
import { windowCommands } from '../app/contract/commands/window-commands.ts';
import { menuTemplate } from './menu.ts';
import { speakWords } from './spoken-words.ts';

afterEach(() => speakWords({}));

test.each(['darwin', 'linux'] as const)(
  'on %s each item of its own says what the window says of the command',
  (platform) => {
    const chosen: string[] = [];
    const items = menuTemplate(platform, (id) => chosen.push(id)).flatMap(({ submenu }) =>
      Array.isArray(submenu) ? submenu.filter(({ id }) => id !== undefined) : [],
    );
    for (const item of items) item.click?.(undefined as never, undefined, undefined as never);
    const wanted = Object.entries<CommandWords>(windowCommands).filter(
      ([, { systemMenu }]) => systemMenu !== undefined,
    );
    expect(chosen.toSorted()).toEqual(wanted.map(([id]) => id).toSorted());
    for (const [id, words] of wanted) {
      const item = items.find((one) => one.id === id);
      expect(item?.label).toBe(words.title);
      expect(item?.accelerator).toBe(shortcutOf(words, 'desktop')?.replace('Mod', 'CmdOrCtrl'));
    }
  },
);

test('menus and their commands are in the language of the window', () => {
  speakWords({ File: 'Datei', Copy: 'Kopieren', 'Quit Quarry': 'Quarry beenden' });
  const menus = menuTemplate('linux', () => undefined);
  const items = menus.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  expect(menus.map(({ label }) => label)).toEqual(['Datei', 'Edit', 'View']);
  expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(['Kopieren', 'Quarry beenden']));
});
