import { type ReactNode, useEffect, useRef } from 'react';
import { offer, useCommands } from '../../ui/commands.ts';
import { FileChooser } from '../../ui/file-chooser.tsx';
import { t } from '../../ui/language.ts';
import { notLoaded } from '../../ui/loaded-later.tsx';
import { showMessage, showToast } from '../../ui/messages.ts';
import { isPictureName } from './picture-name.ts';

/** Pictures that are dropped on the window or chosen by a command open as live figures. */
export function PictureOpener(): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  useDroppedPictures();
  useCommands(true, [offer('app.open-picture', () => button.current?.click())]);
  return (
    <FileChooser accept="image/png,image/svg+xml,application/pdf" onFile={(file) => void openPicture(file)}>
      {({ onClick }) => <button type="button" ref={button} hidden onClick={onClick} aria-label={t('Open picture')} />}
    </FileChooser>
  );
}

/** Rare enough to fetch its code with the first picture. */
async function openPicture(picture: File): Promise<void> {
  let opener: typeof import('./open-picture.ts');
  try {
    opener = await import('./open-picture.ts');
  } catch (error) {
    showMessage(notLoaded(error));
    return;
  }
  await opener.openPicture(picture);
}

function useDroppedPictures(): void {
  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      if (!takes(event)) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
    };
    const onDrop = (event: DragEvent): void => {
      if (!takes(event)) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      const pictures = files.filter(({ name }) => isPictureName(name));
      for (const picture of pictures) void openPicture(picture);
      if (pictures.length === 0 && files.length > 0)
        showToast({
          level: 'warn',
          text: t('{{name}} is no picture that Quarry has drawn.', { name: files[0]?.name }),
          remedy: t('PNG, SVG and PDF files open as live figures; data are opened by the File menu.'),
        });
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
}

/** Files that no dialog and no panel has taken. */
function takes(event: DragEvent): boolean {
  return (
    !event.defaultPrevented &&
    event.dataTransfer?.types.includes('Files') === true &&
    document.querySelector('[role="dialog"][aria-modal="true"]') === null
  );
}
