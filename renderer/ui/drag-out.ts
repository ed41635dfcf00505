import type { DragEvent } from 'react';
import { toAppError } from '../../app/contract/app-error.ts';
import type { DraggedFile } from '../../app/contract/shell.ts';
import { getShell } from '../api/shell.ts';
import { showMessage } from './messages.ts';

interface DragOut {
  draggable: boolean;
  onDragStart(event: DragEvent): void;
}

/**
 * Lets an element be dragged into other programs as a file.
 * @param contentType of what is drawn for it, for browsers
 */
export function draggedOut(file: DraggedFile, contentType = 'application/octet-stream'): DragOut {
  const { dragFile } = getShell();
  // Pages in browsers know no files of the disk.
  const draggable = dragFile !== undefined || 'bytesPath' in file;
  return {
    draggable,
    onDragStart(event) {
      if (dragFile !== undefined) {
        // The shell drags in the page's place.
        event.preventDefault();
        dragFile(file).catch((error: unknown) => showMessage(toAppError(error)));
      } else if ('bytesPath' in file) {
        const address = new URL(file.bytesPath, document.baseURI).href;
        // Of the browsers those of Chromium take it, and ask the host themselves.
        event.dataTransfer.setData('DownloadURL', `${contentType}:${file.name.replaceAll(':', '-')}:${address}`);
        event.dataTransfer.effectAllowed = 'copy';
      }
    },
  };
}
