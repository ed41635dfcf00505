import { isResult, type Process, type Result } from '../../../app/domain/juliabase.ts';
import { formatWhen } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';
import type { TimelineEntry } from './process-entry.tsx';
import { viewOfFields } from './process-view.ts';

export function titleOf(process: Process | Result): string {
  return isResult(process) ? t('Result: {{title}}', { title: process.title }) : process.typeName;
}

/** All words by which a process is looked for: what stands on the page, and the paths of its files. */
export function textOfEntry({ process, rawFiles }: TimelineEntry): string {
  const { date } = formatWhen(process.timestampUtc, process.timestampInaccuracy);
  const { facts, tables } = viewOfFields(process.typeName, process.fields);
  return [
    ...[titleOf(process), process.id, date, process.operator, process.externalOperator ?? '', process.comments],
    ...facts.map(({ label, value, unit }) => `${label} ${value ?? ''} ${unit ?? ''}`),
    ...tables.flatMap(({ title, columns, rows }) => [
      title,
      ...columns.map(({ label }) => label),
      ...rows.flatMap(({ name, cells }) => [name, ...cells]),
    ]),
    ...rawFiles.map(({ serverPath }) => serverPath),
  ].join(' ');
}
