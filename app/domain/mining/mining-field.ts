/** What a mining table is made from: which field of which processes, and which of several processes of a sample. */

export const takes = ['latest', 'first', 'all'] as const;
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
  /** Of the column; made from the field if null. */
  name: string | null;
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
  return fields.map(({ processType, field, take, name }) => {
    const word = columnWord(field);
    const type = columnWord(processType.replace(resultPrefix, ''));
    const short = take === 'first' ? `${word}_first` : word;
    return takeName(taken, name === null ? [short, `${type}_${short}`] : [columnWord(name)]);
  });
}
