import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { getShell } from '../../api/shell.ts';

/**
 * Takes paths of files and folders that are dropped on the window while the caller is shown.
 * @returns false where the page is told no paths: in browsers, and where the files would be on another computer
 */
export function useDroppedPaths(onPaths: (paths: readonly string[]) => void): boolean {
  const shell = getShell();
  const { onDrop } = shell;
  const info = useQuery({ queryKey: ['shell.info'], queryFn: () => shell.info(), staleTime: Number.POSITIVE_INFINITY });
  const canDrop = onDrop !== undefined && info.data?.attachedTo === null;
  const latest = useRef(onPaths);
  latest.current = onPaths;
  useEffect(() => (canDrop ? onDrop((paths) => latest.current(paths)) : undefined), [canDrop, onDrop]);
  return canDrop;
}
