import { useCommands } from '../../ui/commands.ts';
import { redoChange, undoChange, useUndo } from '../../ui/undo.ts';

/** Undo and redo of what changed on this computer; in a field the keys belong to its text. */
export function useEditCommands(): void {
  const undo = useUndo(({ done }) => done.at(-1)?.title);
  const redo = useUndo(({ undone }) => undone.at(-1)?.title);
  useCommands(undo !== undefined, [
    { id: 'edit.undo', title: `Undo: ${undo}`, shortcut: 'Mod+Z', notWhileTyping: true, run: () => void undoChange() },
  ]);
  useCommands(redo !== undefined, [
    {
      id: 'edit.redo',
      title: `Redo: ${redo}`,
      shortcut: 'Mod+Shift+Z, Mod+Y',
      notWhileTyping: true,
      run: () => void redoChange(),
    },
  ]);
}
