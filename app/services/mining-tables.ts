import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../contract/app-error.ts';
import type { RecordColumn } from '../contract/drms.ts';
import { MiningDraft, type MiningSource, type MiningTable } from '../contract/mining.ts';
import type { AboutValue, StoredTable, TableColumn } from '../domain/columns.ts';
import { unitOfField } from '../domain/field-units.ts';
import { splitUnit } from '../domain/heading.ts';
import { type MinedRows, minedStates } from '../domain/mining/mine-samples.ts';
import { columnOfValues, originColumns, textColumn } from '../domain/mining/mined-columns.ts';
import {
  columnNamesOf,
  columnWord,
  labelOfType,
  resultPrefix,
  sampleFacts,
  takeName,
} from '../domain/mining/mining-field.ts';
import { type KeptTables, viewNameOf } from './kept-tables.ts';
import type { Gathered } from './mining-samples.ts';
import { type ReadTable, readTableOf } from './table-columns.ts';

type FullDraft = z.output<typeof MiningDraft>;

/** What a mining table says of itself in the column engine, beside what every kept table says. */
const AboutMining = z.object({
  mining: z.object({
    draft: MiningDraft,
    samples: z.number(),
    problems: z.array(z.object({ sample: z.string(), problem: z.string() })),
    cut: z.string().nullable(),
    /** Of each column the names of the columns with the process and its time; null where it has none. */
    origins: z.array(
      z.object({ processType: z.string(), take: z.string(), id: z.string(), time: z.string() }).nullable(),
    ),
  }),
});
type AboutMining = z.infer<typeof AboutMining>;

export interface ReadMiningTable extends ReadTable {
  mining: AboutMining['mining'];
  sqlName: string;
}

interface Part {
  cells: TableColumn;
  role: RecordColumn['role'];
  /** Where the values are from, for people. */
  type: string;
  origin: AboutMining['mining']['origins'][number];
}

/** Writes the rows as a kept table in place of the one that was made for the same samples before. */
export async function keepMiningTable(
  kept: KeptTables,
  draft: FullDraft,
  rows: MinedRows,
  gathered: Gathered,
): Promise<ReadMiningTable> {
  const parts = await partsOf(draft, rows);
  const source = sourceKey(draft);
  const about = {
    serverId: draft.connectionId,
    recordSet: titleOf(draft.source),
    asOfUtc: gathered.asOfUtc,
    bytes: 0,
    repaired: false,
    columns: parts.map((part) => ({
      about: { ...aboutOf(part) },
      timeUnit: part.cells.kind === 'time' ? 'ISO' : null,
    })),
    // All of it came as JSON.
    mining: {
      draft: draft as unknown as AboutValue,
      ...{ samples: gathered.samples, problems: gathered.problems, cut: gathered.cut },
      origins: parts.map(({ origin }) => origin),
    },
  };
  const stored = await kept.put(
    {
      id: randomUUID(),
      cells: { rows: rows.sampleNames.length, stateNames: minedStates, columns: parts.map(({ cells }) => cells) },
      about,
    },
    {
      name: `mining_${columnWord(titleOf(draft.source))}`,
      replaces: (other) => {
        const read = AboutMining.safeParse(other);
        return read.success && sourceKey(read.data.mining.draft) === source;
      },
    },
  );
  return readMiningTable(stored);
}

/** @throws AppError 'not-found' for a table that is no mining table. */
export function readMiningTable(stored: StoredTable): ReadMiningTable {
  const about = AboutMining.safeParse(stored.about);
  if (!about.success)
    throw new AppError('not-found', 'This kept table is no mining table.', {
      remedy: 'Open it as a table of records.',
    });
  return { ...readTableOf(stored), mining: about.data.mining, sqlName: viewNameOf(stored) };
}

/** The table that was made for these samples; undefined if none is kept. */
export async function findMiningTable(
  kept: KeptTables,
  of: { connectionId: string; source: MiningSource },
): Promise<ReadMiningTable | undefined> {
  const wanted = sourceKey(of);
  const found = (await kept.about()).find(({ about }) => {
    const read = AboutMining.safeParse(about);
    return read.success && sourceKey(read.data.mining.draft) === wanted;
  });
  return found === undefined ? undefined : readMiningTable(found);
}

export function miningTableOf({ table, mining, sqlName }: ReadMiningTable): MiningTable {
  const { draft, samples, problems, cut } = mining;
  return { table, draft, sqlName, samples, problems, cut, asOfUtc: table.asOfUtc };
}

function sourceKey({ connectionId, source }: { connectionId: string; source: MiningSource }): string {
  const what = source.kind === 'samples' ? source.names : source.kind === 'search' ? source.text : source.name;
  return JSON.stringify([connectionId, source.kind, what]);
}

function titleOf(source: MiningSource): string {
  switch (source.kind) {
    case 'series':
    case 'topic':
      return source.name;
    case 'search':
      return `Samples ${source.text}`;
    case 'samples':
      return `${source.names.length} samples`;
    default:
      return source satisfies never;
  }
}

async function partsOf(draft: FullDraft, rows: MinedRows): Promise<Part[]> {
  const taken = new Set(['sample']);
  const names = columnNamesOf(draft.fields, taken);
  const words = (name: string, unit: string | null, note: string) => ({ name, label: name, unit, note });
  const origins = rows.origins.map((origin) => {
    const type = columnWord(origin.processType.replace(resultPrefix, ''));
    const stem = origin.take === 'first' ? `${type}_first` : type;
    const [id, time] = [takeName(taken, [`${stem}_process`]), takeName(taken, [`${stem}_time`])];
    const about = { processType: origin.processType, take: origin.take, id, time };
    const type_ = labelOfType(origin.processType);
    const cells = originColumns(
      origin,
      words(id, null, `Id of the process: ${type_}, ${origin.take}`),
      words(time, null, `Time of the process: ${type_}, ${origin.take}`),
    );
    return { about, parts: cells.map((one): Part => ({ cells: one, role: 'origin', type: type_, origin: about })) };
  });
  const parts: Part[] = [
    {
      cells: textColumn(rows.sampleNames, words('sample', null, 'Name of the sample'), null),
      ...{ role: 'sample', type: 'Sample', origin: null },
    },
    ...rows.columns.map((column, place): Part => {
      const { processType, field, take } = column.field;
      const note = `${field} of ${labelOfType(processType)}${processType === sampleFacts ? '' : `, ${take}`}`;
      return {
        cells: columnOfValues(column, words(names[place] ?? field, unitOf(processType, field), note)),
        role: 'field',
        type: labelOfType(processType),
        origin: column.origin === null ? null : (origins[column.origin]?.about ?? null),
      };
    }),
  ];
  await addComputed(parts, draft, taken, rows.sampleNames.length);
  return [...parts, ...origins.flatMap((origin) => origin.parts)];
}

/** Each may name those before it. @throws AppError 'invalid-input' naming column and place. */
async function addComputed(parts: Part[], { computed }: FullDraft, taken: Set<string>, rows: number): Promise<void> {
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

function aboutOf({ cells, role, type }: Part): RecordColumn {
  const { name, unit, note, timeScale } = cells;
  // A flag is kept as a text, so no other kind is left.
  const kind = cells.kind as RecordColumn['kind'];
  return { name, role, kind, type, unit, timeScale, note: note ?? '', hex: false };
}
