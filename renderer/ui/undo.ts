import { create } from 'zustand';
import { toAppError } from '../../app/contract/app-error.ts';
import { showMessage } from './messages.ts';

/** Something that changed on this computer and can be taken back. */
export interface LocalChange {
  /** As it stands after "Undo": "Remove query X". */
  title: string;
  undo(): Promise<unknown>;
  redo(): Promise<unknown>;
}

interface UndoState {
  /** The latest last. */
  done: readonly LocalChange[];
  undone: readonly LocalChange[];
  isBusy: boolean;
}

export const useUndo = create<UndoState>(() => ({ done: [], undone: [], isBusy: false }));

const mostKept = 100;

/** Puts a change that has just been made on the list of what can be undone. */
export function rememberChange(change: LocalChange): void {
  useUndo.setState(({ done }) => ({ done: [...done, change].slice(-mostKept), undone: [] }));
}

/** Takes back the latest change, or another that stands; one that fails stays on the list. */
export function undoChange(change = useUndo.getState().done.at(-1)): Promise<void> {
  return step(change, change?.undo, ({ done, undone }, moved) => ({
    done: done.filter((one) => one !== moved),
    undone: [...undone, moved],
  }));
}

/** What a button does that takes back the change just made, also when others have followed by then. */
export function undoOfLatest(): () => void {
  const change = useUndo.getState().done.at(-1);
  return () => {
    if (change !== undefined && useUndo.getState().done.includes(change)) void undoChange(change);
  };
}

export function redoChange(): Promise<void> {
  const change = useUndo.getState().undone.at(-1);
  return step(change, change?.redo, ({ done, undone }, moved) => ({
    done: [...done, moved],
    undone: undone.filter((one) => one !== moved),
  }));
}

async function step(
  change: LocalChange | undefined,
  run: LocalChange['undo'] | undefined,
  move: (state: UndoState, moved: LocalChange) => Pick<UndoState, 'done' | 'undone'>,
): Promise<void> {
  // Two at once would take back the same change twice.
  if (change === undefined || run === undefined || useUndo.getState().isBusy) return;
  useUndo.setState({ isBusy: true });
  try {
    await run.call(change);
    useUndo.setState((state) => move(state, change));
  } catch (error) {
    showMessage(toAppError(error));
  } finally {
    useUndo.setState({ isBusy: false });
  }
}
