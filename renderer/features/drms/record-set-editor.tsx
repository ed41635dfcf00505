import type { Diagnostic } from '@codemirror/lint';
import { type ReactNode, useMemo, useRef } from 'react';
import type { CompletionContext } from '../../../app/domain/record-set/complete.ts';
import type { RecordSetProblem } from '../../../app/domain/record-set/syntax.ts';
import { CodeEditor } from '../../ui/code-editor/code-editor.tsx';
import { t } from '../../ui/language.ts';
import { recordSetLanguage } from './record-set-language/record-set-language.ts';

interface RecordSetEditorProps {
  text: string;
  onText(text: string): void;
  onRun(): void;
  completion: CompletionContext;
  problems: readonly RecordSetProblem[];
  /** Id of the element that tells the problems. */
  problemsId: string;
}

/** A record set as text: coloured, completed from the structure of the series, with its problems marked. */
export function RecordSetEditor(props: RecordSetEditorProps): ReactNode {
  const { text, onText, onRun, completion, problems, problemsId } = props;
  const known = useRef(completion);
  known.current = completion;
  const language = useMemo(() => recordSetLanguage(() => known.current), []);
  const diagnostics = useMemo(() => problems.map(asDiagnostic), [problems]);
  return (
    <CodeEditor
      text={text}
      onText={onText}
      onRun={onRun}
      label={t('Record set')}
      placeholder="hmi.v_45s[2016.04.01_TAI/1d@6h]"
      isInvalid={problems.some(({ severity }) => severity === 'error')}
      describedBy={problemsId}
      problems={diagnostics}
      language={language}
    />
  );
}

function asDiagnostic({ from, to, severity, message, remedy, suggestions }: RecordSetProblem): Diagnostic {
  return {
    from,
    to,
    severity,
    message: `${message} ${remedy}`,
    actions: suggestions.slice(0, 3).map((suggestion) => ({
      name: suggestion,
      apply: (view, start, end) => view.dispatch({ changes: { from: start, to: end, insert: suggestion } }),
    })),
  };
}
