import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ColumnEngine, type ColumnEngineParts } from '../columns/index.ts';
import type { ColumnFacts, ColumnTable, TableColumn } from '../domain/columns.ts';
import { nodeClock } from '../platform/node/node-clock.ts';
import { silentLog } from './silent-log.ts';

type Given<C> = C extends TableColumn
  ? Omit<C, keyof ColumnFacts | 'states' | 'raw'> & Partial<C> & { name: string }
  : never;

/** A column of which only what matters is written down. */
export function columnOf(given: Given<TableColumn>): TableColumn {
  const usual = { label: given.name, unit: null, note: null, timeScale: null, states: null, raw: null };
  // `given` has the rest, which its type says.
  return { ...usual, ...given } as TableColumn;
}

export function tableOf(...given: Given<TableColumn>[]): ColumnTable {
  const columns = given.map(columnOf);
  const [first] = columns;
  const rows = first === undefined ? 0 : 'offsets' in first ? first.offsets.length - 1 : first.values.length;
  return { rows, columns, stateNames: ['ok', 'missing', 'invalid-link', 'unparsable'] };
}

/** Cells as pieces of one byte array, as servers send them. */
export function textBytes(texts: readonly string[]): { bytes: Uint8Array; offsets: Uint32Array } {
  const offsets = new Uint32Array(texts.length + 1);
  for (const [row, text] of texts.entries()) offsets[row + 1] = (offsets[row] ?? 0) + text.length;
  return { bytes: Uint8Array.from(Buffer.from(texts.join(''), 'latin1')), offsets };
}

export interface TestEngine {
  engine: ColumnEngine;
  /** Of the tables; beside it is room for other files. */
  folder: string;
  home: string;
  close(): void;
}

export async function openTestEngine(parts: Partial<ColumnEngineParts> = {}): Promise<TestEngine> {
  const home = mkdtempSync(join(tmpdir(), 'quarry-columns-'));
  const folder = join(home, 'columns');
  const engine = await ColumnEngine.open({ folder, memoryLimitMb: 256, log: silentLog, clock: nodeClock, ...parts });
  return {
    engine,
    folder,
    home,
    close() {
      engine.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
