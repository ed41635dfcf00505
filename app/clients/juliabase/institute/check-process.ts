import { checkMarkdown, checkTime, invalidDraft } from '../checks.ts';
import { isMarker } from '../marker.ts';
import type { FieldSet } from './fields.ts';
import type { PartKind, PartList, ProcessClass } from './process-class.ts';
import type { Values } from './read-process.ts';

/** A whole process as its form shall hold it. */
export interface ProcessContent {
  sampleIds: readonly number[];
  timestampUtc: string;
  inaccuracy: number;
  /** With marks. */
  comments: string;
  values: Values;
  parts: readonly Values[];
}

/**
 * Checks everything the server would refuse, as far as the description tells.
 * @throws AppError 'invalid-input' with `details.field`, e.g. `fields.apparatus` or `parts[2].chamber`
 */
export function checkProcess(description: ProcessClass, content: ProcessContent, nowMs: number): void {
  const { typeName } = description;
  checkTime('timestampUtc', content.timestampUtc, nowMs);
  checkMarkdown('comments', 'comments', content.comments);
  if (description.needsComments === true && content.comments.trim() === '')
    throw invalidDraft('comments', `The ${typeName} has no comments.`, 'Enter comments.');
  if (content.sampleIds.length === 0 || (description.samples === 'one' && content.sampleIds.length > 1)) {
    const wanted = description.samples === 'one' ? 'exactly one sample' : 'at least one sample';
    throw invalidDraft(
      'sampleIds',
      `The ${typeName} belongs to ${content.sampleIds.length} samples.`,
      `Choose ${wanted}.`,
    );
  }
  checkFields(description.fields, content.values, 'fields', `the ${typeName}`);
  if (description.parts !== undefined) checkParts(description.parts, content.parts, typeName);
}

export function checkMarker(marker: string | undefined): void {
  if (marker !== undefined && marker !== '' && !isMarker(marker))
    throw invalidDraft('marker', 'The marker is not made of 26 base-32 letters.', 'Leave it out to get a new one.');
}

function checkParts(list: PartList, parts: readonly Values[], typeName: string): void {
  if (parts.length === 0) throw invalidDraft('parts', `The ${typeName} has no ${list.jsonKey}.`, 'Enter at least one.');
  for (const [index, part] of parts.entries()) {
    const kind = kindOfPart(list, part);
    if (kind === undefined) {
      throw invalidDraft(
        `parts[${index}].${list.kindField}`,
        `Part ${index + 1} of the ${typeName} is of no known kind.`,
        `Enter one of ${Object.keys(list.kinds).join(', ')}.`,
      );
    }
    checkFields(kind.fields, part, `parts[${index}]`, `${list.jsonKey} no. ${index + 1} of the ${typeName}`);
  }
  const ids = parts.map((part) => part[list.id]);
  const twin = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twin >= 0) {
    throw invalidDraft(
      `parts[${twin}].${list.id}`,
      `The ${list.id} ${String(ids[twin])} stands twice in the ${typeName}.`,
      'Give each part its own.',
    );
  }
}

export function kindOfPart(list: PartList, part: Values): PartKind | undefined {
  const name = list.kindField === '' ? '' : part[list.kindField];
  return typeof name === 'string' && Object.hasOwn(list.kinds, name) ? list.kinds[name] : undefined;
}

function checkFields(fields: FieldSet, values: Values, at: string, where: string): void {
  for (const [name, field] of Object.entries(fields)) {
    if (field.use === 'read-only') continue;
    const value = values[name] ?? null;
    const words = field.label ?? name.replaceAll('_', ' ');
    const path = `${at}.${name}`;
    if (value === null) {
      if (field.use === 'required') throw invalidDraft(path, `The ${words} of ${where} is missing.`, `Enter ${words}.`);
      continue;
    }
    const problem = field.problem(value);
    if (problem !== undefined) throw invalidDraft(path, `The ${words} of ${where} ${problem}.`, `Correct ${words}.`);
  }
}
