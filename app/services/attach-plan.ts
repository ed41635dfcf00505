import { createHash } from 'node:crypto';
import type { ResultState } from '../clients/juliabase/api.ts';
import type { AttachDraft, AttachPlan } from '../contract/attach.ts';
import type { Result, ValueTable } from '../domain/juliabase.ts';
import { differingCells, sameTable } from './attach-content.ts';

/** What would be written: the draft joined with what the figure gives. */
export interface AttachContent {
  draft: AttachDraft;
  table: ValueTable;
  image: { bytes: Uint8Array; fileName: string; sha256: string };
  seriesName: string | null;
  sampleIds: number[];
  sampleNames: string[];
}

/** What the server holds of this figure now. */
export interface ExistingAttachment {
  result: Result;
  /** Comments as a person wrote them, without marks. */
  comments: string;
  state: ResultState;
}

export function decideAction(content: AttachContent, existing: ExistingAttachment | null): AttachPlan['action'] {
  if (existing === null) return 'create';
  return listChanges(content, existing).length === 0 ? 'unchanged' : 'update';
}

/** Differences against the server's present state in the words of the dialog; empty when nothing would change. */
export function listChanges(content: AttachContent, existing: ExistingAttachment): AttachPlan['changes'] {
  const { draft, table, image } = content;
  const { result } = existing;
  const changes: AttachPlan['changes'] = [];
  if (draft.title !== result.title) changes.push({ what: 'Title', before: result.title, after: draft.title });
  if (draft.comments.trim() !== existing.comments.trim()) {
    changes.push({ what: 'Comments', before: existing.comments, after: draft.comments });
  }
  if (!sameInstant(draft.timestampUtc, result.timestampUtc)) {
    changes.push({ what: 'Time of result', before: result.timestampUtc, after: draft.timestampUtc });
  }
  if (image.sha256 !== existing.state.imageSha256) {
    changes.push({
      what: 'Image',
      before: result.imageType === 'none' ? null : `the present ${result.imageType.toUpperCase()}`,
      after: image.fileName,
    });
  }
  changes.push(...tableChanges(result.table, table), ...linkChanges(content, result));
  return changes;
}

function tableChanges(before: ValueTable, after: ValueTable): AttachPlan['changes'] {
  if (sameTable(before, after)) return [];
  if (JSON.stringify(before.headings) !== JSON.stringify(after.headings) || before.rows.length !== after.rows.length) {
    const size = (table: ValueTable): string => `${table.rows.length} rows: ${table.headings.join(', ')}`;
    return [{ what: 'Table', before: size(before), after: size(after) }];
  }
  return differingCells(before, after).map(([row, column]) => ({
    what: `${after.rows[row]?.[0] ?? row + 1}, ${after.headings[column] ?? ''}`,
    before: before.rows[row]?.[column] ?? null,
    after: after.rows[row]?.[column] ?? null,
  }));
}

function linkChanges(content: AttachContent, result: Result): AttachPlan['changes'] {
  const changes: AttachPlan['changes'] = [];
  const wantedSamples = content.draft.attachToSamples ? content.sampleIds : [];
  const added = wantedSamples.filter((id) => !result.sampleIds.includes(id)).length;
  if (added > 0)
    changes.push({
      what: 'Samples',
      before: `${result.sampleIds.length}`,
      after: `${result.sampleIds.length + added}`,
    });
  const series = content.draft.attachToSeries ? content.seriesName : null;
  if (series !== null && !result.seriesNames.includes(series))
    changes.push({ what: 'Series', before: null, after: series });
  return changes;
}

/** The server cuts parts of a second, and a form shows whole ones. */
function sameInstant(left: string, right: string): boolean {
  return Math.floor(Date.parse(left) / 1000) === Math.floor(Date.parse(right) / 1000);
}

/** Names the state of the server that a plan was made against; a write is refused when it has moved on. */
export function basisOf(existing: ExistingAttachment | null): string | null {
  if (existing === null) return null;
  const { state, result } = existing;
  const text = JSON.stringify([
    result.id,
    state.title,
    state.comments,
    state.table,
    state.imageSha256,
    result.sampleIds,
    result.seriesNames,
  ]);
  return createHash('sha256').update(text).digest('hex');
}

/** The fields of the form as they will be sent, for people who want to see them. */
export function requestPreview(
  content: AttachContent,
  storedComments: string,
  operator: string,
): AttachPlan['request'] {
  const { draft, table } = content;
  const fields: AttachPlan['request'] = [
    { field: 'title', value: draft.title },
    { field: 'comments', value: storedComments },
    { field: 'timestamp', value: draft.timestampUtc },
    { field: 'timestamp_inaccuracy', value: String(draft.timestampInaccuracy) },
    { field: 'operator', value: operator },
  ];
  if (draft.attachToSeries && content.seriesName !== null)
    fields.push({ field: 'sample_series', value: content.seriesName });
  if (draft.attachToSamples) {
    for (const [index, id] of content.sampleIds.entries())
      fields.push({ field: 'samples', value: `${id} (${content.sampleNames[index] ?? ''})` });
  }
  fields.push({ field: 'image_file', value: `${content.image.fileName}, ${content.image.bytes.length} bytes` });
  fields.push(
    { field: 'number_of_quantities', value: String(table.headings.length) },
    { field: 'number_of_values', value: String(table.rows.length) },
  );
  for (const [column, heading] of table.headings.entries()) {
    fields.push({ field: `${column}-quantity`, value: heading });
    for (const [row, cells] of table.rows.entries()) {
      const value = cells[column] ?? '';
      if (value !== '') fields.push({ field: `${column}_${row}-value`, value });
    }
  }
  return fields;
}
