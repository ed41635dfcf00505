import {
  autocompletion,
  type Completion,
  type CompletionResult,
  type CompletionContext as EditorContext,
} from '@codemirror/autocomplete';
import { LanguageSupport, LRLanguage } from '@codemirror/language';
import { styleTags, tags } from '@lezer/highlight';
import { type CompletionContext, completionsAt } from '../../../../app/domain/record-set/complete.ts';
import { say } from '../../../ui/say.ts';
import { parser } from './record-set.parser.ts';

const language = LRLanguage.define({
  name: 'record set',
  parser: parser.configure({
    props: [
      styleTags({
        Series: tags.className,
        'Key SqlName': tags.propertyName,
        'Time First Last SqlTime Missing Text': tags.literal,
        'Number Slot RecnumItem Duration SqlNumber': tags.number,
        'QuotedText SqlText': tags.string,
        SqlWord: tags.keyword,
        'SqlSign RangeDash SliceSign EverySign "="': tags.operator,
        '"[" "]" "{" "}"': tags.bracket,
        SegmentName: tags.labelName,
        SqlUnclosed: tags.invalid,
        Comment: tags.comment,
      }),
    ],
  }),
});

/** @param context What is known of the series at the moment. */
export function recordSetLanguage(context: () => CompletionContext): LanguageSupport {
  const complete = ({ state, pos }: EditorContext): CompletionResult | null => {
    const text = state.doc.toString();
    const { from, to, options } = completionsAt(text, pos, context());
    const word = text.slice(from, to);
    // What stands there already needs no offer.
    const useful = options.filter(({ label }) => label !== word);
    if (useful.length === 0) return null;
    return { from, to, options: useful.map(asCompletion), filter: false, getMatch: matchOf(text.slice(from, pos)) };
  };
  return new LanguageSupport(
    language,
    autocompletion({
      override: [complete],
      defaultKeymap: false,
      selectOnOpen: false,
      icons: false,
      interactionDelay: 0,
      activateOnTypingDelay: 50,
      aboveCursor: false,
    }),
  );
}

function asCompletion({ label, detail }: { label: string; detail: string }): Completion {
  return { label, detail: say(detail) };
}

/** The part of a label that was typed, as pairs of places. */
function matchOf(typed: string): (completion: Completion) => readonly number[] {
  const lower = typed.toLowerCase();
  return ({ label }) => {
    const at = lower === '' ? -1 : label.toLowerCase().indexOf(lower);
    return at < 0 ? [] : [at, at + lower.length];
  };
}
