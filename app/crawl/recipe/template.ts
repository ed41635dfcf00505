import { fillPlaces } from '../../domain/text-template.ts';

/** Values by their dotted names. Undefined: the file does not have it. */
export type ValueLookup = (name: string) => string | undefined;

export const unfitName = 'UnfitFile';

/** A file lacks something that the crawler needs. The message is a sentence for a person. */
export class UnfitFile extends Error {
  override readonly name = unfitName;
}

/**
 * Fills `{name}` places; `{{` and `}}` stand for braces.
 * @throws UnfitFile for a name without a value
 */
export function fillTemplate(template: string, lookup: ValueLookup): string {
  return fillPlaces(template, (name) => {
    const value = lookup(name);
    if (value === undefined) throw new UnfitFile(`There is no ${name} in the file or its name.`);
    return value;
  });
}
