import { splitUnit } from '../heading.ts';

/** What a mining table is made from: which field of which processes, and which of several processes of a sample. */

/** `at`: the last one at or before a date. */
export const takes = ['latest', 'first', 'all', 'at'] as const;
export type Take = (typeof takes)[number];

/** Stands where a class of processes would: facts of the sample itself. */
export const sampleFacts = '@sample';
/** Before the title of a result, where a class of processes would stand. */
export const resultPrefix = 'Result: ';

export interface MiningField {
  /** Class of processes, `Result: ` with a title, or `@sample`. */
  processType: string;
  /** Dotted path, e.g. `thickness` or `layer 1.sih4`. */
  field: string;
  take: Take;
  /** Last day that counts, in UTC, e.g. `2026-01-31`; only with the take `at`. */
  atDate?: string | null;
  /** Of the column; made from the field if null. */
  name: string | null;
  /** Into which its values are converted; null: as they are. */
  unit?: string | null;
}

/** Which process is meant, for people. */
export function takeInWords({ take, atDate }: { take: string; atDate?: string | null }): string {
  return take === 'at' ? `last by ${atDate ?? 'an unknown day'}` : take;
}

/** The same in the name of a column; empty for the latest, which goes without saying. */
export function takeWord({ take, atDate }: Pick<MiningField, 'take' | 'atDate'>): string {
  if (take === 'at') return `at_${columnWord(atDate ?? '').replace(/^c_/, '')}`;
  return take === 'first' ? take : '';
}

/** As a person reads it: "Conductivity measurement", "Sample". */
export function labelOfType(processType: string): string {
  if (processType === sampleFacts) return 'Sample';
  return processType.charAt(0).toUpperCase() + processType.slice(1);
}

/** A name that SQL and formulas take without quotes; letters of all alphabets stay. */
export function columnWord(text: string): string {
  const word = text
    .trim()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toLowerCase();
  return word === '' ? 'column' : /^\p{N}/u.test(word) ? `c_${word}` : word;
}

/** The first of the names that is free, or the last one with a number; it is taken then. */
export function takeName(taken: Set<string>, wishes: readonly string[]): string {
  const last = wishes.at(-1) ?? 'column';
  let name = wishes.find((wish) => !taken.has(wish));
  for (let number = 2; name === undefined; number++) if (!taken.has(`${last}_${number}`)) name = `${last}_${number}`;
  taken.add(name);
  return name;
}

/** Names of the columns of fields: short where that is clear, else with class and take. */
export function columnNamesOf(fields: readonly MiningField[], taken: Set<string>): string[] {
  return fields.map((wanted) => {
    const { processType, name } = wanted;
    const type = columnWord(processType.replace(resultPrefix, ''));
    const short = [columnWord(plainName(wanted)), takeWord(wanted)].filter((word) => word !== '').join('_');
    return takeName(taken, name === null ? [short, `${type}_${short}`] : [columnWord(name)]);
  });
}

/** Headings of results name their unit, which stands beside the column. */
function plainName({ processType, field }: MiningField): string {
  return processType.startsWith(resultPrefix) ? splitUnit(field).name : field;
}
