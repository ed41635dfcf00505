import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file to deliver. */
export interface ExportItem {
  recnum: number;
  segment: string;
}

/** A request as it is kept; plain data. */
export interface ExportRow {
  id: string;
  /** Names its directory. */
  number: number;
  digest: string;
  submittedMs: number;
  address: string;
  method: string;
  /** As it was asked for, with arguments. */
  protocol: string;
  spec: string;
  series: string;
  items: ExportItem[];
  recordCount: number;
  megabytes: number;
  fileNames: string;
  /** Names of processing steps with their options. */
  steps: ProcessingStep[];
  /** Storage units, for requests of whole units. */
  units: number[];
  /** The pending place is free again. */
  freed: boolean;
  /** How it will end, unless well. */
  failure?: { status: number; error: string };
  expired: boolean;
  spoilt?: 'nofits' | 'nodatafile';
}

export interface ProcessingStep {
  name: string;
  options: Record<string, string>;
}

interface Stored {
  counted: number;
  rows: ExportRow[];
}

/** All requests; with a folder they outlive the server. */
export class RowStore {
  private readonly file: string | undefined;
  private counted = 0;
  private rows: ExportRow[] = [];

  constructor(folder: string | undefined) {
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'requests.json');
    try {
      // Written by this class alone.
      ({ counted: this.counted, rows: this.rows } = JSON.parse(readFileSync(this.file, 'utf8')) as Stored);
    } catch {
      // The first start in this folder.
    }
  }

  all(): readonly ExportRow[] {
    return this.rows;
  }

  find(id: string): ExportRow | undefined {
    return this.rows.find((row) => row.id === id);
  }

  /** `JSOC_20160402_007`; the number never comes again. */
  newId(nowMs: number, suffix = ''): { id: string; number: number } {
    this.counted += 1;
    const day = new Date(nowMs).toISOString().slice(0, 10).replaceAll('-', '');
    return { id: `JSOC_${day}_${String(this.counted).padStart(3, '0')}${suffix}`, number: this.counted };
  }

  add(row: ExportRow): void {
    this.rows.push(row);
    this.save();
  }

  save(): void {
    const stored: Stored = { counted: this.counted, rows: this.rows };
    if (this.file !== undefined) writeFileSync(this.file, JSON.stringify(stored));
  }
}
