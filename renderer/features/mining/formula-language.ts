import { autocompletion, type Completion, type CompletionSource } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { formulaConstants, formulaFunctions, formulaUnits } from '../../../app/domain/mining/formula-words.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';

export interface FormulaName {
  name: string;
  /** Unit or other words about the column. */
  about: string;
}

/** Completion of formulas. @param columns Those that there are when somebody asks. */
export function formulaLanguage(columns: () => readonly FormulaName[]): Extension {
  return autocompletion({
    ...{ override: [formulaSource(columns)], icons: false, selectOnOpen: false, defaultKeymap: false },
    // Tab alone takes an offer; pressed soon after it came, it would leave the field.
    interactionDelay: 0,
  });
}

/** Columns first, then functions, constants and units. */
export function formulaSource(columns: () => readonly FormulaName[]): CompletionSource {
  return (context) => {
    const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*/u);
    if (word === null && !context.explicit) return null;
    const offers: Completion[] = [
      ...columns().map(({ name, about }) => ({ label: name, detail: about, type: 'property', boost: 2 })),
      ...formulaFunctions.map(({ name, gives }) => ({
        ...{ label: name, detail: say(gives), type: 'function', boost: 1 },
        apply: `${name}(`,
      })),
      ...formulaConstants.map(({ name, gives }) => ({ label: name, detail: say(gives), type: 'constant' })),
      ...formulaUnits.map(({ name, gives }) => ({
        label: name,
        detail: t('unit, {{gives}}', { gives: say(gives) }),
        type: 'unit',
        boost: -1,
      })),
    ];
    return { from: word?.from ?? context.pos, options: offers, validFor: /^[\p{L}\p{N}_]*$/u };
  };
}
