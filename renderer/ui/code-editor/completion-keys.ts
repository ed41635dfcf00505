import {
  acceptCompletion,
  closeCompletion,
  completionStatus,
  moveCompletionSelection,
  selectedCompletionIndex,
} from '@codemirror/autocomplete';
import type { EditorView, KeyBinding } from '@codemirror/view';

/** Tab takes the chosen or else the first of what fits; without a list it leaves the editor. */
function insertFirst(view: EditorView): boolean {
  if (completionStatus(view.state) !== 'active') return false;
  if (selectedCompletionIndex(view.state) === null) moveCompletionSelection(true)(view);
  return acceptCompletion(view);
}

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
