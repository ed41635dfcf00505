import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../contract/app-error.ts';
import { MiningDraft, type MiningSource, type MiningTable } from '../contract/mining.ts';
import type { AboutValue, StoredTable, TableAbout } from '../domain/columns.ts';
import { type MinedRows, minedStates } from '../domain/mining/mine-samples.ts';
import { columnWord } from '../domain/mining/mining-field.ts';
import { type KeptTables, viewNameOf } from './kept-tables.ts';
import type { Statistics } from './mining-numbers.ts';
import { aboutPart, miningParts } from './mining-parts.ts';
import { type Gathered, sourceKey } from './mining-samples.ts';
import { type ReadTable, readTableOf } from './table-columns.ts';

/** What a mining table says of itself in the column engine, beside what every kept table says. */
const AboutMining = z.object({
  mining: z.object({
    draft: MiningDraft,
    samples: z.number(),
    problems: z.array(z.object({ sample: z.string(), problem: z.string() })),
    cut: z.string().nullable(),
    /** Of each column the names of the columns with the process and its time; null where it has none. */
    origins: z.array(
      z
        .object({
          ...{ processType: z.string(), take: z.string(), id: z.string(), time: z.string() },
          atDate: z.string().nullable().default(null),
        })
        .nullable(),
    ),
  }),
});
type AboutMining = z.infer<typeof AboutMining>;

export interface ReadMiningTable extends ReadTable {
  mining: AboutMining['mining'];
  sqlName: string;
}

/** Writes the rows as a kept table in place of the one that was made for the same samples before. */
export async function keepMiningTable(
  kept: KeptTables,
  draft: MiningDraft,
  rows: MinedRows,
  gathered: Gathered,
  statistics: Statistics,
): Promise<ReadMiningTable> {
  const parts = await miningParts(draft, rows, statistics);
  const source = sourceKey(draft);
  const about = {
    serverId: draft.connectionId,
    recordSet: titleOf(draft.source),
    asOfUtc: gathered.asOfUtc,
    bytes: 0,
    repaired: false,
    columns: parts.map((part) => ({
      about: { ...aboutPart(part) },
      timeUnit: part.cells.kind === 'time' ? 'ISO' : null,
    })),
    // All of it came as JSON.
    mining: {
      draft: draft as unknown as AboutValue,
      ...{ samples: gathered.samples, problems: gathered.problems, cut: gathered.cut },
      origins: parts.map(({ origin }) => (origin === null ? null : { ...origin })),
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

/** What a table was mined from; null for a table that is no mining table. */
export function miningDraftOf(about: TableAbout): MiningDraft | null {
  return AboutMining.safeParse(about).data?.mining.draft ?? null;
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
