import { useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { getShell } from '../../api/shell.ts';
import { followLanguage } from '../../ui/language.ts';

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
}
