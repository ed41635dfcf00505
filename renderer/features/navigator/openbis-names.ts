import type { OpenbisName } from '../../../app/contract/openbis.ts';
import { foldText } from '../../../app/domain/fold-text.ts';

/** Names ready to be filtered: they are folded once, not for each key. */
export interface NameIndex {
  names: readonly OpenbisName[];
  texts: readonly string[];
}

export function indexOf(names: readonly OpenbisName[]): NameIndex {
  return { names, texts: names.map(({ identifier, name }) => foldText(`${identifier} ${name ?? ''}`)) };
}

/** Names that hold every word of the filter, in their order. @param most of them are given; all are counted */
export function filterNames(
  { names, texts }: NameIndex,
  filter: string,
  most: number,
): { found: OpenbisName[]; count: number } {
  const words = foldText(filter).split(/\s+/).filter(Boolean);
  const found: OpenbisName[] = [];
  let count = 0;
  for (const [at, one] of names.entries()) {
    const text = texts[at] ?? '';
    if (!words.every((word) => text.includes(word))) continue;
    count += 1;
    if (found.length < most) found.push(one);
  }
  return { found, count };
}
