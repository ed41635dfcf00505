import type { JsonValue } from '../../contract/app-error.ts';
import type { OutboxOrder, OutboxProgress } from '../item.ts';

/** One item as both copies of the journal keep it. */
export interface KeptItem {
  /** Place in the queue. */
  number: number;
  order: OutboxOrder;
  payload: JsonValue;
  progress: OutboxProgress;
  /** Number of the commit that wrote the progress. */
  sequence: number;
}

export interface KeptRecord {
  space: string;
  key: string;
  /** Null: removed by the commit `sequence`. */
  value: JsonValue | null;
  sequence: number;
}

/** All that the journal holds. */
export interface Contents {
  sequence: number;
  items: KeptItem[];
  records: KeptRecord[];
}

/** One commit, as a line of the log holds it. */
export interface Commit {
  items?: readonly Omit<KeptItem, 'sequence'>[];
  progress?: readonly { id: string; progress: OutboxProgress }[];
  records?: readonly Omit<KeptRecord, 'sequence'>[];
}

/** Gathers what is left of two copies: of each thing the latest that any of them has. */
export class Gathered {
  private readonly items = new Map<string, KeptItem>();
  private readonly records = new Map<string, KeptRecord>();
  private sequence = 0;

  addItem(item: KeptItem): void {
    const known = this.items.get(item.order.id);
    if (known === undefined || known.sequence < item.sequence) this.items.set(item.order.id, item);
    this.sequence = Math.max(this.sequence, item.sequence);
  }

  addRecord(record: KeptRecord): void {
    const key = JSON.stringify([record.space, record.key]);
    const known = this.records.get(key);
    if (known === undefined || known.sequence < record.sequence) this.records.set(key, record);
    this.sequence = Math.max(this.sequence, record.sequence);
  }

  addCommit(commit: Commit, sequence: number): void {
    this.sequence = Math.max(this.sequence, sequence);
    for (const item of commit.items ?? []) this.addItem({ ...item, sequence });
    for (const { id, progress } of commit.progress ?? []) {
      const known = this.items.get(id);
      if (known !== undefined && known.sequence < sequence) this.items.set(id, { ...known, progress, sequence });
    }
    for (const record of commit.records ?? []) this.addRecord({ ...record, sequence });
  }

  contents(): Contents {
    return {
      sequence: this.sequence,
      items: [...this.items.values()].toSorted((a, b) => a.number - b.number),
      records: [...this.records.values()].filter(({ value }) => value !== null),
    };
  }
}
