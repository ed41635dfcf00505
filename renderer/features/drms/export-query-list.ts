import { parseRecordSet } from '../../../app/domain/record-set/parse.ts';
import { type ValidationContext, validateRecordSet } from '../../../app/domain/record-set/validate.ts';
import { t } from '../../ui/language.ts';

/** A line of a list of queries that asks for something. */
export interface ListedQuery {
  /** From 1. */
  line: number;
  recordSet: string;
  /** What is wrong or surprising, with its place; errors first. */
  problems: { severity: 'error' | 'warning'; text: string }[];
}

/** Reads one record set per line; empty lines and lines that begin with # are left out. */
export function readQueryList(text: string, context: Omit<ValidationContext, 'purpose'>): ListedQuery[] {
  return text.split(/\r?\n/).flatMap((typed, index) => {
    const recordSet = typed.trim();
    if (recordSet === '' || recordSet.startsWith('#')) return [];
    const line = index + 1;
    const parsed = parseRecordSet(recordSet);
    const found = parsed.ok ? validateRecordSet(parsed.sets, { ...context, purpose: 'export' }) : parsed.problems;
    const indent = typed.length - typed.trimStart().length;
    const problems = found
      .toSorted((one, other) => Number(one.severity === 'warning') - Number(other.severity === 'warning'))
      .map(({ severity, message, remedy, from }) => ({
        severity,
        text: t('Line {{line}}, sign {{indent}}: {{message}} {{remedy}}', {
          line,
          indent: indent + from + 1,
          message,
          remedy,
        }),
      }));
    return [{ line, recordSet, problems }];
  });
}
