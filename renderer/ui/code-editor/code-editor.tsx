import { closeCompletion, completionStatus, startCompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, insertNewlineAndIndent } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { type Diagnostic, nextDiagnostic, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder as placeholderText } from '@codemirror/view';
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { flushSync } from 'react-dom';
import { styleNonce } from '../style-nonce.ts';
import styles from './code-editor.module.css';
import { completionKeys, insertAwaited } from './completion-keys.ts';
import { editorTheme } from './editor-theme.ts';

/** What others may do to an editor. */
export interface CodeEditorHandle {
  /** In the place of what is selected; the focus goes there. */
  insert(text: string): void;
}

export interface CodeEditorProps {
  ref?: Ref<CodeEditorHandle>;
  text: string;
  onText(text: string): void;
  /** Enter, unless a completion is chosen; never in an editor of many lines. */
  onRun(): void;
  /** `many`: Enter begins a line. */
  lines?: 'few' | 'many';
  label: string;
  placeholder: string;
  isInvalid: boolean;
  /** Id of the element that tells what is wrong. */
  describedBy: string;
  problems: readonly Diagnostic[];
  /** Language and completion; taken when the editor appears. */
  language: Extension;
}

/** A small editor for one text of a language. Enter runs it, Shift Enter begins a line, Ctrl Space completes. */
export function CodeEditor(props: CodeEditorProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(props);
  latest.current = props;
  const { ref, text, problems, isInvalid } = props;

  useImperativeHandle(ref, () => ({
    insert(inserted) {
      const editor = view.current;
      if (editor === null) return;
      editor.dispatch(editor.state.replaceSelection(inserted), { userEvent: 'input' });
      editor.focus();
    },
  }));

  useEffect(() => {
    if (place.current === null) return;
    const editor = createEditor(place.current, latest);
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === text) return;
    // Text from elsewhere, such as the form or the history.
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);

  // The text as well: places of problems belong to the text they were found in.
  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const { length } = editor.state.doc;
    const fitting = problems.filter(({ to }) => to <= length);
    editor.dispatch(setDiagnostics(editor.state, fitting));
  }, [problems]);

  // An attribute of the content that React does not own.
  useEffect(() => view.current?.contentDOM.setAttribute('aria-invalid', String(isInvalid)), [isInvalid]);

  return <div ref={place} className={styles.editor} data-invalid={isInvalid} />;
}

function createEditor(parent: HTMLElement, latest: { readonly current: CodeEditorProps }): EditorView {
  const { label, placeholder, describedBy, language, text, lines = 'few' } = latest.current;
  const isLong = lines === 'many';
  const run = (): boolean => {
    latest.current.onRun();
    return true;
  };
  const editor = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(styleNonce()),
        history(),
        bracketMatching(),
        EditorView.lineWrapping,
        placeholderText(() => textSpan(placeholder)),
        language,
        keymap.of([
          ...completionKeys,
          { key: 'Ctrl-Space', run: startCompletion },
          isLong ? { key: 'Enter', run: insertNewlineAndIndent } : { key: 'Enter', run, shift: insertLineBreak },
          { key: 'F8', run: nextDiagnostic },
          ...historyKeymap,
          // Ctrl Enter belongs to the panel.
          ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter' && key !== 'Enter' && key !== 'Mod-/'),
        ]),
        EditorView.contentAttributes.of((view) => ({
          // A text field with a list of what fits: the pattern of a combobox, which has one line.
          ...(isLong
            ? { role: 'textbox' }
            : { role: 'combobox', 'aria-expanded': String(completionStatus(view.state) === 'active') }),
          'aria-label': label,
          'aria-describedby': describedBy,
        })),
        EditorView.domEventHandlers({ blur: (_event, view) => closeCompletion(view) }),
        EditorView.updateListener.of(({ docChanged, state }) => {
          const changed = state.doc.toString();
          if (!docChanged || changed === latest.current.text) return;
          // At once: the next key must not run an older text, and an older text must not come back over a newer one.
          flushSync(() => latest.current.onText(changed));
        }),
        insertAwaited,
        editorTheme,
      ],
    }),
  });
  // Only text boxes have it, comboboxes do not; CodeMirror writes it once.
  if (!isLong) editor.contentDOM.removeAttribute('aria-multiline');
  return editor;
}

/** As an element: for a mere text CodeMirror would write an attribute that comboboxes do not have. */
function textSpan(text: string): HTMLElement {
  const span = document.createElement('span');
  span.textContent = text;
  return span;
}

function insertLineBreak(view: EditorView): boolean {
  view.dispatch(view.state.replaceSelection('\n'), { scrollIntoView: true, userEvent: 'input' });
  return true;
}
