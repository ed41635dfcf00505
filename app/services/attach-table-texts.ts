import type { TableFigureSpec } from '../contract/table-figures.ts';
import { seriesNameOf } from '../domain/drms/series-name.ts';
import { escapeMarkdown } from './attach-content.ts';
import type { ReadTable } from './table-columns.ts';
import type { TableQuestion } from './table-figure-question.ts';

/** The same for the answers of two days, other for another question; part of identities, so never change it. */
export function sourceText({ table }: ReadTable, question: TableQuestion | null, server: string | null): string {
  switch (question?.kind) {
    case 'drms.records':
      return `records of ${seriesNameOf(question.recordSet) ?? question.recordSet} at ${server}`;
    case 'mining':
      return `samples ${JSON.stringify(question.draft.source)}`;
    case 'sql':
      return `answer to ${question.statement}`;
    case undefined:
      return `table ${table.recordSet}`;
    default:
      return question satisfies never;
  }
}

/** What a reader of the lab database needs to know about the figure, in Markdown. */
export function commentsText(
  { figure, filters, overlay }: TableFigureSpec,
  { table, columns }: ReadTable,
  other: ReadTable | null,
): string {
  const source = `${table.recordSet}, ${table.count} rows, as of ${table.asOfUtc.slice(0, 16).replace('T', ' ')} UTC`;
  const filtered = [...new Set(filters.flatMap(({ column }) => columns[column]?.about.name ?? []))];
  const lines = [
    `${figure.ys.map(({ column }) => column).join(', ')} over ${figure.x} of ${source}.`,
    ...(filtered.length === 0 ? [] : [`Only rows that pass a filter of ${filtered.join(', ')}.`]),
    ...(figure.seen.x === null && figure.seen.y === null ? [] : ['A part of the axes.']),
    ...(overlay === null || other === null ? [] : [`With ${overlay.y} of ${other.table.recordSet}.`]),
  ];
  if (figure.line !== null) {
    const method = figure.line.method === 'theil-sen' ? 'Robust line (Theil–Sen)' : 'Line by least squares';
    lines.push(`${method}, band of ${Number((100 * figure.line.level).toFixed(1))} % confidence.`);
  }
  return lines.map(escapeMarkdown).join('\n');
}
