import type { RecordColumn } from '../../../../app/contract/drms.ts';
import { readableTime } from '../../../../app/domain/time/readable-time.ts';

/** A text of a column as people read it. Times of a series stay as its server writes them: a record set takes them so. */
export function textInColumn({ kind, role }: Pick<RecordColumn, 'kind' | 'role'>, text: string): string {
  return kind === 'time' && role !== 'keyword' ? readableTime(text).replace(/_UTC$/, ' UTC') : text;
}
