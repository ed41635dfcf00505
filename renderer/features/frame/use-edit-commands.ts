import { offer, useCommands } from '../../ui/commands.ts';
import { redoChange, undoChange, useUndo } from '../../ui/undo.ts';

/** Undo and redo of what changed on this computer; in a field the keys belong to its text. */
export function useEditCommands(): void {
  const undo = useUndo(({ done }) => done.at(-1)?.title);
  const redo = useUndo(({ undone }) => undone.at(-1)?.title);
  useCommands(true, [
    ...(undo === undefined ? [] : [offer('edit.undo', () => void undoChange(), { change: undo })]),
    ...(redo === undefined ? [] : [offer('edit.redo', () => void redoChange(), { change: redo })]),
  ]);
}
