import type { AttachColumn, AttachDraft } from '../contract/attach.ts';
import type { ValueTable } from '../domain/juliabase.ts';

/** A figure that is to be attached: what it belongs to, and what it gives to its Result by itself. */
export interface AttachedFigure {
  connectionId: string;
  /** By which its own Result is known again. */
  identity: string;
  /** Null where it belongs to samples alone. */
  seriesName: string | null;
  /** That it can be linked to. */
  members: readonly { id: number; name: string }[];
  /** Of the table of numbers. */
  columns: readonly AttachColumn[];
  proposed: Pick<AttachDraft, 'title' | 'comments' | 'columns'> & { editDescription: string };
  /** Without its ending. */
  fileName: string;
  table(columns: readonly AttachColumn[]): ValueTable;
  draw(format: 'png' | 'pdf'): Promise<Uint8Array>;
}
