import type { Hit } from '../../../app/contract/find.ts';
import type { TextPart } from '../palette/palette-query.ts';

/** A text cut at the places of what fits. */
export function cutAtMarks(text: string, marks: Hit['titleMarks']): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const [from, to] of marks) {
    if (from > done) parts.push({ text: text.slice(done, from), isMatch: false });
    if (to > from) parts.push({ text: text.slice(from, to), isMatch: true });
    done = Math.max(done, to);
  }
  if (done < text.length) parts.push({ text: text.slice(done), isMatch: false });
  return parts;
}
