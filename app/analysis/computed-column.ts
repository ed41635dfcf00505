import { missingState, okState, type TableColumn } from '../domain/columns.ts';
import { stateCode } from '../domain/mining/mine-samples.ts';
import { realColumn } from '../domain/mining/mined-columns.ts';
import { type FormulaColumn, type FormulaProblem, readFormula } from './formula.ts';

export interface ComputedField {
  name: string;
  formula: string;
  /** Into which answers are converted; null: that of the formula. */
  unit: string | null;
}

/** The column of a formula over the rows of the others; cells without all inputs say what the first input says. */
export function computeColumn(
  computed: ComputedField,
  columns: readonly TableColumn[],
  rows: number,
): TableColumn | FormulaProblem {
  const formula = readFormula(computed.formula, columns.map(formulaColumnOf), computed.unit);
  if ('message' in formula) return formula;
  const inputs = formula.inputs.flatMap((name) => columns.filter((column) => column.name === name));
  const values = new Float64Array(rows).fill(Number.NaN);
  const states = new Uint8Array(rows);
  const given = inputs.map(() => Number.NaN);
  for (let row = 0; row < rows; row++) {
    const gap = inputs.find((input) => (input.states?.[row] ?? okState) !== okState);
    if (gap !== undefined) {
      states[row] = gap.states?.[row] ?? missingState;
      continue;
    }
    for (const [place, input] of inputs.entries()) given[place] = numberAt(input, row);
    try {
      values[row] = formula.evaluate(given);
    } catch (error) {
      return { message: `${inWords(error)} (row ${row + 1}).`, at: null };
    }
    // An infinity is an answer; what is no real number is none.
    if (Number.isNaN(values[row])) states[row] = stateCode('not-computed');
  }
  const { name } = computed;
  const words = { name, label: name, unit: formula.unit(), note: `${name} = ${computed.formula}` };
  return realColumn(values, words, states);
}

export function formulaColumnOf({ name, unit, kind }: TableColumn): FormulaColumn {
  return { name, unit, isNumber: kind === 'integer' || kind === 'real' };
}

function numberAt(column: TableColumn, row: number): number {
  return column.kind === 'text' ? Number.NaN : Number(column.values[row]);
}

function inWords(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : 'It cannot be computed';
}
