import {
  acceptCompletion,
  closeCompletion,
  completionStatus,
  moveCompletionSelection,
  selectedCompletionIndex,
} from '@codemirror/autocomplete';
import { EditorView, type KeyBinding } from '@codemirror/view';

/** Tab was pressed while the list that is seen was being made anew for the last letter. */
const awaiting = new WeakSet<EditorView>();

/** Tab takes the chosen or else the first of what fits; without a list it leaves the editor. */
function insertFirst(view: EditorView): boolean {
  const status = completionStatus(view.state);
  if (status === 'pending' && view.dom.querySelector('.cm-tooltip-autocomplete') !== null) {
    awaiting.add(view);
    return true;
  }
  if (status !== 'active') return false;
  if (selectedCompletionIndex(view.state) === null) moveCompletionSelection(true)(view);
  return acceptCompletion(view);
}

/** Gives an awaited Tab its effect, unless something else was typed meanwhile. */
export const insertAwaited = EditorView.updateListener.of(({ view, docChanged, selectionSet }) => {
  if (!awaiting.has(view)) return;
  const status = completionStatus(view.state);
  if (status === 'pending' && !docChanged && !selectionSet) return;
  awaiting.delete(view);
  // The list can be asked once this update has ended.
  if (status === 'active' && !docChanged && !selectionSet) queueMicrotask(() => insertFirst(view));
});

/** Enter takes only what was chosen with the arrows, so that it runs a finished text though a list is open. */
function insertChosen(view: EditorView): boolean {
  return selectedCompletionIndex(view.state) !== null && acceptCompletion(view);
}

export const completionKeys: readonly KeyBinding[] = [
  { key: 'Tab', run: insertFirst },
  { key: 'Enter', run: insertChosen },
  { key: 'Escape', run: closeCompletion },
  { key: 'ArrowDown', run: moveCompletionSelection(true) },
  { key: 'ArrowUp', run: moveCompletionSelection(false) },
  { key: 'PageDown', run: moveCompletionSelection(true, 'page') },
  { key: 'PageUp', run: moveCompletionSelection(false, 'page') },
];
