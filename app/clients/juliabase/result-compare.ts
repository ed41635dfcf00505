import { createHash } from 'node:crypto';
import type { Result } from '../../domain/juliabase.ts';
import type { ResultState } from './api.ts';
import type { ResultContent } from './result-check.ts';
import { sameTable } from './value-table.ts';

/** What a record should be; `comments` with marks, the image by its digest. */
export interface IntendedResult extends Omit<ResultContent, 'image' | 'externalOperatorId'> {
  /** Undefined: whatever it is. */
  imageSha256?: string | null;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The names of the parts in which a record is not as intended. */
export function differences(
  intended: IntendedResult,
  record: Result,
  imageSha256: string | null | undefined,
): string[] {
  const checks: [string, boolean][] = [
    ['title', intended.title.trim() === record.title.trim()],
    ['comments', sameText(intended.comments, record.comments)],
    ['timestamp', Date.parse(intended.timestampUtc) === Date.parse(record.timestampUtc)],
    ['timestamp inaccuracy', intended.inaccuracy === record.timestampInaccuracy],
    ['value table', sameTable(intended.table, record.table)],
    ['samples', sameSet(intended.sampleIds, record.sampleIds)],
    ['sample series', sameSet(intended.seriesNames, record.seriesNames)],
    ['image', intended.imageSha256 === undefined || imageSha256 === undefined || intended.imageSha256 === imageSha256],
  ];
  return checks.flatMap(([name, same]) => (same ? [] : [name]));
}

/** The names of the parts in which two states differ. */
export function stateDifferences(expected: ResultState, present: ResultState): string[] {
  const checks: [string, boolean][] = [
    ['title', expected.title.trim() === present.title.trim()],
    ['comments', sameText(expected.comments, present.comments)],
    ['value table', sameTable(expected.table, present.table)],
    ['image', expected.imageSha256 === present.imageSha256],
  ];
  return checks.flatMap(([name, same]) => (same ? [] : [name]));
}

/** Forms may change line ends and drop blanks at both ends. */
export function sameText(left: string, right: string): boolean {
  return plainText(left) === plainText(right);
}

function plainText(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

export function sameSet(left: readonly (string | number)[], right: readonly (string | number)[]): boolean {
  const rightItems = new Set(right);
  return new Set(left).size === rightItems.size && left.every((item) => rightItems.has(item));
}
