import { AppError } from '../../contract/app-error.ts';
import type { TimestampInaccuracy } from '../../domain/juliabase.ts';
import type { WriteOptions } from './api.ts';
import { checkDescription, conflictBefore, invalidDraft } from './checks.ts';
import { quote } from './double-quote.ts';
import { differsFromIntended, readWritten, settledBy, withKnownOutcome } from './form-sending.ts';
import { checkProcess, type ProcessContent } from './institute/check-process.ts';
import type { ProcessClass, ProcessEdit, ProcessKey, TypedProcess } from './institute/process-class.ts';
import { processDifferences, processFields } from './institute/process-form.ts';
import type { UntypedProcess, Values } from './institute/read-process.ts';
import { appendMarks, readMarks, stripMarks } from './marker.ts';
import { isOpenToAll, type ProcessAddingParts } from './process-add.ts';
import { withNamedFields } from './process-problems.ts';
import type { EditedProcess } from './processes-api.ts';
import { checkFieldCount } from './result-check.ts';
import { sameSet } from './result-compare.ts';
import { editFields } from './result-form.ts';

/** An edit whose types are known to its class only. */
interface UntypedEdit {
  sampleIds?: readonly number[];
  timestampUtc?: string;
  inaccuracy?: TimestampInaccuracy;
  comments?: string;
  fields?: Values;
  parts?: readonly Values[];
  description: string;
  important?: boolean;
  expect?: UntypedProcess;
}

export function createProcessEditing(parts: ProcessAddingParts) {
  const { source, nowMs, reading, operators, selection, sending } = parts;

  function refuseStale(description: ProcessClass, seen: UntypedProcess | undefined, before: UntypedProcess): void {
    const differs = seen === undefined ? [] : processDifferences(description, contentOf(seen), before);
    if (differs.length === 0) return;
    throw conflictBefore(
      source,
      `The ${description.typeName} ${before.id} was changed by someone else: ${differs.join(', ')}.`,
      'Look at the present state, then edit again.',
      { processId: before.id, differs },
    );
  }

  async function sendEdit(
    description: ProcessClass,
    key: ProcessKey,
    before: UntypedProcess,
    content: ProcessContent,
    edit: UntypedEdit,
    options: WriteOptions,
  ): Promise<UntypedProcess & { changed: boolean }> {
    const fields = [
      ...processFields(description, content, await operators.forRecord(before, options)),
      ...editFields(edit.description, edit.important === true),
    ];
    checkFieldCount(fields.length);
    const path = `${description.url}/${quote(String(key))}/edit/`;
    const plan = await selection.forEditing(path, content, before, options);
    const differences = async (): Promise<string[]> =>
      processDifferences(description, content, await reading.byKey(description, key, options));
    const settle = (judged: Parameters<typeof settledBy>[0]): ReturnType<typeof settledBy> =>
      settledBy(judged, before.id, async () => (await differences()).length === 0);
    const { id } = await withNamedFields(description, () =>
      sending.send({ plan, fields, marker: '', settle, breaksWithoutLogin: isOpenToAll(description) }, options),
    );
    if (id !== before.id) throw wrongId(source, description, before.id, id);
    const words = `${description.typeName} ${key}`;
    const details = { processId: before.id };
    const record = await readWritten(`the edit of ${words}`, source, details, () =>
      reading.byKey(description, key, options),
    );
    const differs = processDifferences(description, content, record);
    if (differs.length > 0) throw differsFromIntended(words, source, differs, details);
    return { ...record, changed: true };
  }

  async function editNow(
    description: ProcessClass,
    key: ProcessKey,
    edit: UntypedEdit,
    options: WriteOptions,
  ): Promise<UntypedProcess & { changed: boolean }> {
    checkDescription(edit.description, `${description.typeName} ${key}`);
    // An unknown key makes the form fail without a word, so it is read first.
    const before = await reading.byKey(description, key, options);
    refuseStale(description, edit.expect, before);
    const content = mergedContent(before, edit);
    checkProcess(description, content, nowMs());
    checkKeeps(description, content, before);
    const isSoAlready = processDifferences(description, content, before).length === 0;
    return isSoAlready ? { ...before, changed: false } : sendEdit(description, key, before, content, edit, options);
  }

  return <C extends ProcessClass>(
    description: C,
    key: ProcessKey,
    edit: ProcessEdit<C>,
    options: WriteOptions = {},
  ): Promise<EditedProcess<C>> =>
    // Inside, descriptions work on values whose types only they know; each is checked against its description.
    withKnownOutcome('', options, (watched) =>
      editNow(description, key, edit as unknown as UntypedEdit, watched),
    ) as unknown as Promise<EditedProcess<C> & TypedProcess<C>>;
}

function contentOf(process: UntypedProcess): ProcessContent {
  return {
    sampleIds: process.sampleIds,
    timestampUtc: process.timestampUtc,
    inaccuracy: process.timestampInaccuracy,
    comments: process.comments,
    values: process.values,
    parts: process.parts,
  };
}

/** An edit replaces everything; the marks of the record stay. */
function mergedContent(before: UntypedProcess, edit: UntypedEdit): ProcessContent {
  const marks = readMarks(before.comments);
  const comments = edit.comments ?? stripMarks(before.comments);
  return {
    sampleIds: edit.sampleIds ?? before.sampleIds,
    timestampUtc: edit.timestampUtc ?? before.timestampUtc,
    inaccuracy: edit.inaccuracy ?? before.timestampInaccuracy,
    comments: marks === undefined ? comments : appendMarks(comments, marks),
    values: { ...before.values, ...edit.fields },
    parts: edit.parts ?? before.parts,
  };
}

/** What the server would ignore or refuse: other samples of a deposition, another number. */
function checkKeeps(description: ProcessClass, content: ProcessContent, before: UntypedProcess): void {
  const { key, keepsSamples, typeName } = description;
  if (keepsSamples === true && !sameSet(content.sampleIds, before.sampleIds)) {
    throw invalidDraft(
      'sampleIds',
      `JuliaBase keeps the samples of a ${typeName} as they are.`,
      'Leave the samples out of the edit.',
    );
  }
  if (key !== undefined && content.values[key] !== before.values[key]) {
    throw invalidDraft(`fields.${key}`, `The ${key} of a ${typeName} cannot be changed.`, 'Leave it out of the edit.');
  }
}

function wrongId(source: string, { typeName }: ProcessClass, id: number, answered: number): AppError {
  return new AppError('bad-response', `${source} answered the edit of ${typeName} ${id} with the id ${answered}.`, {
    remedy: 'Look at both processes on the server.',
    source,
    details: { outcome: 'unknown', processId: id },
  });
}
