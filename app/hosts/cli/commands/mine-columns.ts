import { AppError } from '../../../contract/app-error.ts';
import type { Contract } from '../../../contract/contract.ts';
import type { InputOf } from '../../../contract/entry.ts';
import { MiningTake } from '../../../contract/mining.ts';

/** Columns of a mining table as a person writes them in one word of a command line. */

type MakeInput = InputOf<Contract['mining.table.make']>;
export type FieldInput = MakeInput['fields'][number];
export type ComputedInput = NonNullable<MakeInput['computed']>[number];
export type DerivedInput = NonNullable<MakeInput['derived']>[number];

/** `[NAME[UNIT]=]CLASS::FIELD[::TAKE]`; a day as the take means the last process by it. */
export function fieldOf(text: string): FieldInput {
  const [, name = null, unit = null, rest = ''] = /^(?:([^:=[\]]+)(?:\[([^\]]+)\])?=)?(.*)$/s.exec(text) ?? [];
  const [processType = '', field = '', take = 'latest', ...more] = rest.split('::');
  const isDay = /^\d{4}-\d\d-\d\d$/.test(take);
  const known = isDay ? 'at' : MiningTake.options.find((one) => one === take && one !== 'at');
  if (processType.trim() === '' || field.trim() === '' || known === undefined || more.length > 0)
    throw new AppError('invalid-input', `${JSON.stringify(text)} names no field.`, {
      remedy: 'Write CLASS::FIELD, or NAME[UNIT]=CLASS::FIELD::latest, first, all or a day as 2026-01-31.',
    });
  return { processType: processType.trim(), field: field.trim(), take: known, atDate: isDay ? take : null, name, unit };
}

/** `NAME[UNIT]=FORMULA` */
export function computedOf(text: string): ComputedInput {
  const [, name = '', unit = null, formula = ''] = /^([^=[\]]+)(?:\[([^\]]*)\])?=(.+)$/s.exec(text) ?? [];
  if (name.trim() === '' || formula.trim() === '')
    throw new AppError('invalid-input', `${JSON.stringify(text)} is no computed column.`, {
      remedy: 'Write NAME=FORMULA, e.g. ratio=thickness/2, or NAME[UNIT]=FORMULA.',
    });
  return { name: name.trim(), formula: formula.trim(), unit };
}

/** `NAME=K:COLUMN,COLUMN` */
export function clustersOf(text: string): DerivedInput {
  const { name, count, columns } = derivedParts(text, 'clusters', 'group=3:thickness,sigma');
  return { kind: 'clusters', name, columns, k: count };
}

/** `NAME=N:COLUMN,COLUMN` */
export function componentsOf(text: string): DerivedInput {
  const { name, count, columns } = derivedParts(text, 'components', 'pc=2:thickness,sigma');
  return { kind: 'components', name, columns, count };
}

function derivedParts(text: string, what: string, example: string): { name: string; count: number; columns: string[] } {
  const [, name, count, columns] = /^([^=]+)=(\d+):(.+)$/s.exec(text) ?? [];
  if (name === undefined || columns === undefined)
    throw new AppError('invalid-input', `${JSON.stringify(text)} names no ${what}.`, {
      remedy: `Write NAME=NUMBER:COLUMNS, e.g. ${example}.`,
    });
  return { name: name.trim(), count: Number(count), columns: columns.split(',').map((column) => column.trim()) };
}
