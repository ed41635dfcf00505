import { offer, useCommands } from '../../ui/commands.ts';
import { forgetRecentFiles, openRecentFile, useRecentFiles } from './use-recent-files.ts';

/** More would make the menu longer than the window. */
const mostInMenu = 5;

/** The last files in the File menu and the palette. */
export function useRecentFileCommands(): void {
  const files = useRecentFiles();
  useCommands(files.length > 0, [
    ...files
      .slice(0, mostInMenu)
      .map((file) => offer('app.recent', () => openRecentFile(file), { name: file.name }, file.id)),
    offer('app.recent.clear', () => void forgetRecentFiles()),
  ]);
}
