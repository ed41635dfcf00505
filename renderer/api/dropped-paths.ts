import { droppedPaths } from '../../app/contract/port-message.ts';

/** Files that are dropped would else be opened in place of the page. */
function keepPage(event: DragEvent): void {
  event.preventDefault();
}

/** Paths of what is dropped on the window: the preload script tells them, for pages know none. The result ends it. */
export function onDroppedPaths(listener: (paths: readonly string[]) => void): () => void {
  const onMessage = ({ source, data }: MessageEvent<unknown>): void => {
    if (source !== window || typeof data !== 'object' || data === null || !(droppedPaths in data)) return;
    const paths = data[droppedPaths];
    if (Array.isArray(paths)) listener(paths.filter((path) => typeof path === 'string'));
  };
  window.addEventListener('message', onMessage);
  window.addEventListener('dragover', keepPage);
  window.addEventListener('drop', keepPage);
  return () => {
    window.removeEventListener('message', onMessage);
    window.removeEventListener('dragover', keepPage);
    window.removeEventListener('drop', keepPage);
  };
}
