import { useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CommandWords } from '../../../app/contract/commands/command-words.ts';
import { systemWords } from '../../../app/contract/commands/system-words.ts';
import { windowCommands } from '../../../app/contract/commands/window-commands.ts';
import { queryFor } from '../../api/query-options.ts';
import { getShell } from '../../api/shell.ts';
import { followLanguage, t } from '../../ui/language.ts';

/** Applies colours, density and language of the settings to page and window. */
export function useAppearance(): void {
  const { setColorScheme } = useMantineColorScheme();
  const { data: settings } = useQuery(queryFor('app.settings.get', {}));
  const { colorScheme, density, language } = settings ?? {};
  useEffect(() => {
    if (colorScheme === undefined) return;
    setColorScheme(colorScheme === 'system' ? 'auto' : colorScheme);
    getShell().setTheme(colorScheme);
  }, [colorScheme, setColorScheme]);
  useEffect(() => {
    if (density !== undefined) document.documentElement.dataset.density = density;
  }, [density]);
  useEffect(() => {
    if (language !== undefined) followLanguage(language);
  }, [language]);
  // The language of a page is fixed.
  useEffect(() => getShell().setWords(wordsOfSystem()), []);
}

function wordsOfSystem(): Record<string, string> {
  const titles = Object.values<CommandWords>(windowCommands)
    .filter(({ systemMenu }) => systemMenu !== undefined)
    .map(({ title }) => title);
  // The place of a value stays, for the value is not known here.
  return Object.fromEntries([...systemWords, ...titles].map((words) => [words, t(words, { host: '{{host}}' })]));
}
