import { foldText } from '../../app/domain/fold-text.ts';

/** Whether a text has all words somewhere, as Find compares: without letter case, accents and hyphens. Without words it has. */
export function containsWords(text: string, words: string): boolean {
  const folded = withoutHyphens(text);
  return withoutHyphens(words)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}

function withoutHyphens(text: string): string {
  return foldText(text).replaceAll('-', '');
}
