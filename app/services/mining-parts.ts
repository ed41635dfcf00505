import { AppError } from '../contract/app-error.ts';
import type { RecordColumn } from '../contract/drms.ts';
import type { MiningDraft } from '../contract/mining.ts';
import type { TableColumn } from '../domain/columns.ts';
import { unitOfField } from '../domain/field-units.ts';
import { splitUnit } from '../domain/heading.ts';
import type { MinedRows } from '../domain/mining/mine-samples.ts';
import { columnOfValues, originColumns, textColumn } from '../domain/mining/mined-columns.ts';
import {
  columnNamesOf,
  columnWord,
  labelOfType,
  resultPrefix,
  sampleFacts,
  takeInWords,
  takeName,
  takeWord,
} from '../domain/mining/mining-field.ts';
import { addDerived } from './mining-derived.ts';
import type { Statistics } from './mining-numbers.ts';

/** Which process the cells of a column are from: its class, and the names of the columns with its id and time. */
interface PartOrigin {
  processType: string;
  take: string;
  atDate: string | null;
  id: string;
  time: string;
}

/** A column of a mining table before it is kept. */
export interface MiningPart {
  cells: TableColumn;
  role: RecordColumn['role'];
  /** Where the values are from, for people. */
  type: string;
  origin: PartOrigin | null;
}

/** All columns of a table: the sample, fields, what is computed from them, and processes with their times. */
export async function miningParts(draft: MiningDraft, rows: MinedRows, statistics: Statistics): Promise<MiningPart[]> {
  const taken = new Set(['sample']);
  const names = columnNamesOf(draft.fields, taken);
  const origins = rows.origins.map((origin) => originParts(origin, taken));
  const parts: MiningPart[] = [
    {
      cells: textColumn(rows.sampleNames, wordsOf('sample', null, 'Name of the sample'), null),
      ...{ role: 'sample', type: 'Sample', origin: null },
    },
    ...rows.columns.map((column, place): MiningPart => {
      const { processType, field } = column.field;
      const take = processType === sampleFacts ? '' : `, ${takeInWords(column.field)}`;
      const note = `${field} of ${labelOfType(processType)}${take}`;
      return {
        cells: columnOfValues(column, wordsOf(names[place] ?? field, unitOf(processType, field), note)),
        role: 'field',
        type: labelOfType(processType),
        origin: column.origin === null ? null : (origins[column.origin]?.about ?? null),
      };
    }),
  ];
  await convertUnits(parts, draft);
  await addComputed(parts, draft, taken, rows.sampleNames.length);
  await addDerived(parts, draft, taken, statistics);
  return [...parts, ...origins.flatMap((origin) => origin.parts)];
}

function wordsOf(
  name: string,
  unit: string | null,
  note: string,
): Pick<TableColumn, 'name' | 'label' | 'unit'> & {
  note: string;
} {
  return { name, label: name, unit, note };
}

function originParts(
  origin: MinedRows['origins'][number],
  taken: Set<string>,
): { about: PartOrigin; parts: MiningPart[] } {
  const { processType, take, atDate } = origin;
  const stem = [columnWord(processType.replace(resultPrefix, '')), takeWord(origin)].filter((word) => word !== '');
  const [id, time] = ['process', 'time'].map((word) => takeName(taken, [[...stem, word].join('_')]));
  const about = { processType, take, atDate, id: id ?? '', time: time ?? '' };
  const type = labelOfType(processType);
  const cells = originColumns(
    origin,
    wordsOf(about.id, null, `Id of the process: ${type}, ${takeInWords(origin)}`),
    wordsOf(about.time, null, `Time of the process: ${type}, ${takeInWords(origin)}`),
  );
  return { about, parts: cells.map((one): MiningPart => ({ cells: one, role: 'origin', type, origin: about })) };
}

/** @throws AppError 'invalid-input' naming the column and the units that fit. */
async function convertUnits(parts: MiningPart[], { fields }: MiningDraft): Promise<void> {
  if (fields.every(({ unit }) => unit === null)) return;
  const { convertColumn } = await import('../analysis/convert-unit.ts');
  for (const [place, { unit }] of fields.entries()) {
    // The first one is the sample.
    const part = parts[place + 1];
    if (unit === null || part === undefined) continue;
    const cells = convertColumn(part.cells, unit);
    if ('problem' in cells) throw new AppError('invalid-input', cells.problem, { remedy: cells.remedy });
    part.cells = cells;
  }
}

/** Each may name those before it. @throws AppError 'invalid-input' naming column and place. */
async function addComputed(
  parts: MiningPart[],
  { computed }: MiningDraft,
  taken: Set<string>,
  rows: number,
): Promise<void> {
  if (computed.length === 0) return;
  // The library for formulas is large, and most tables have none.
  const { computeColumn } = await import('../analysis/computed-column.ts');
  for (const field of computed) {
    const name = takeName(taken, [columnWord(field.name)]);
    const cells = computeColumn(
      { ...field, name },
      parts.map((part) => part.cells),
      rows,
    );
    if ('message' in cells)
      throw new AppError('invalid-input', `The column ${field.name} cannot be computed: ${cells.message}`, {
        remedy: `Columns are ${parts
          .map((part) => part.cells.name)
          .join(', ')
          .slice(0, 400)}.`,
        details: { column: field.name, at: cells.at },
      });
    parts.push({ cells, role: 'computed', type: 'computed', origin: null });
  }
}

function unitOf(processType: string, field: string): string | null {
  if (processType.startsWith(resultPrefix)) return splitUnit(field).unit;
  const steps = field.split('.');
  const key = steps.at(-1) ?? field;
  const part = steps.at(-2)?.replace(/\s+\S+$/, '');
  return unitOfField(processType, key) ?? (part === undefined ? null : unitOfField(part, key));
}

export function aboutPart({ cells, role, type }: MiningPart): RecordColumn {
  const { name, unit, note, timeScale } = cells;
  // A flag is kept as a text, so no other kind is left.
  const kind = cells.kind as RecordColumn['kind'];
  return { name, role, kind, type, unit, timeScale, note: note ?? '', hex: false };
}
