import { useQuery } from '@tanstack/react-query';
import { toAppError } from '../../../app/contract/app-error.ts';
import { getShell } from '../../api/shell.ts';
import { showMessage } from '../../ui/messages.ts';

/** Shows a folder in the file manager; undefined where the page cannot, or where files are on another computer. */
export function useShowItem(): ((path: string) => void) | undefined {
  const shell = getShell();
  const { showItem } = shell;
  const info = useQuery({ queryKey: ['shell.info'], queryFn: () => shell.info(), staleTime: Number.POSITIVE_INFINITY });
  if (showItem === undefined || info.data === undefined || info.data.attachedTo !== null) return undefined;
  return (path) => void showItem(path).catch((error: unknown) => showMessage(toAppError(error)));
}
