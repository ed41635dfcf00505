import { AppError } from '../../contract/app-error.ts';
import type { Pk, Result } from '../../domain/juliabase.ts';
import type { CallOptions, EditedResult, ResultEdit, WriteOptions } from './api.ts';
import { checkDescription } from './checks.ts';
import { withKnownOutcome } from './form-sending.ts';
import { appendMarks, type CommentsMarks, createMarker, readMarks, stripMarks } from './marker.ts';
import type { ResultWritingParts } from './result-add.ts';
import { checkFieldCount, checkResult, type ResultContent } from './result-check.ts';
import { differences, type IntendedResult, sha256, stateDifferences } from './result-compare.ts';
import { editFields, resultFields } from './result-form.ts';
import { marksOf } from './result-sending.ts';
import type { JudgedWrite } from './wire.ts';

/** An edit replaces everything: `content` is the whole Result as it shall be. */
interface EditPlan {
  before: Result;
  content: ResultContent;
  intended: IntendedResult;
  /** Samples or series are added, which others must be told. */
  extended: boolean;
}

export function createResultEditing(parts: ResultWritingParts) {
  const { source, clock, reading, operators, selection, sending } = parts;

  async function refuseConflict(id: Pk, edit: ResultEdit, options: CallOptions): Promise<void> {
    if (edit.expect === undefined) return;
    const differs = stateDifferences(edit.expect, await reading.state(id, options));
    if (differs.length === 0) return;
    throw new AppError('conflict', `Result ${id} of ${source} was changed by someone else: ${differs.join(', ')}.`, {
      remedy: 'Look at the present state, then edit again.',
      source,
      details: { resultId: id, differs },
    });
  }

  async function isSoAlready({ before, intended }: EditPlan, options: CallOptions): Promise<boolean> {
    const image = intended.imageSha256 === undefined ? undefined : await reading.imageSha256(before, options);
    return differences(intended, before, image).length === 0;
  }

  /** What became of an edit without a clear answer is seen from the record itself. */
  async function settle(
    judged: JudgedWrite,
    { before, intended }: EditPlan,
    options: CallOptions,
  ): Promise<JudgedWrite> {
    const { outcome } = judged;
    if (outcome.outcome !== 'unknown') return judged;
    try {
      const now = await reading.get(before.id, options);
      const image = intended.imageSha256 === undefined ? undefined : await reading.imageSha256(now, options);
      if (differences(intended, now, image).length === 0) return { outcome: { outcome: 'created', id: before.id } };
      const untouched = differences({ ...before, inaccuracy: before.timestampInaccuracy }, now, undefined).length === 0;
      const imageUntouched = image === undefined || image !== intended.imageSha256;
      if (!outcome.serverFinished || !untouched || !imageUntouched) return judged;
      return { ...judged, outcome: { outcome: 'not-created', reason: judged.failure?.message ?? outcome.reason } };
    } catch {
      return judged;
    }
  }

  async function sendEdit(
    edit: ResultEdit,
    plan: EditPlan,
    marks: CommentsMarks,
    options: WriteOptions,
  ): Promise<EditedResult> {
    const { before, content, intended, extended } = plan;
    const fields = [
      ...resultFields(content, marks, await operators.forRecord(before, options)),
      ...editFields(edit.description, extended || edit.important === true),
    ];
    checkFieldCount(fields.length);
    const selectable = await selection.forEditing(`results/${before.id}/edit/`, content, before, options);
    const form = {
      plan: selectable,
      fields,
      marker: marks.marker,
      settle: (judged: JudgedWrite) => settle(judged, plan, options),
    };
    const { id } = await sending.send(form, options);
    if (id !== before.id) throw wrongId(source, before.id, id);
    return { ...(await sending.readBack(id, intended, options)), changed: true, marker: marks.marker };
  }

  async function editNow(id: Pk, edit: ResultEdit, freshMarker: string, options: WriteOptions): Promise<EditedResult> {
    const before = await reading.get(id, options);
    await refuseConflict(id, edit, options);
    const oldMarks = readMarks(before.comments);
    const marks = marksOf(edit.marker ?? oldMarks?.marker ?? freshMarker, edit.figureIdentity ?? oldMarks?.identity);
    const content = mergedContent(before, edit);
    checkResult(content, marks, clock.nowMs());
    checkDescription(edit.description, `Result ${id}`);
    const intended: IntendedResult = {
      ...content,
      comments: appendMarks(content.comments, marks),
      ...(edit.image === undefined ? {} : { imageSha256: sha256(edit.image.bytes) }),
    };
    const extended =
      isExtended(before.sampleIds, content.sampleIds) || isExtended(before.seriesNames, content.seriesNames);
    const plan: EditPlan = { before, content, intended, extended };
    // A marker of our own making is no change that anybody asked for.
    const unmarked = oldMarks === undefined && edit.marker === undefined && edit.figureIdentity === undefined;
    const compared = unmarked ? { ...plan, intended: { ...intended, comments: content.comments } } : plan;
    if (await isSoAlready(compared, options)) return { ...before, changed: false, marker: oldMarks?.marker ?? '' };
    return sendEdit(edit, plan, marks, options);
  }

  return (id: Pk, edit: ResultEdit, options: WriteOptions = {}): Promise<EditedResult> => {
    const freshMarker = createMarker();
    return withKnownOutcome(edit.marker ?? freshMarker, options, (watched) => editNow(id, edit, freshMarker, watched));
  };
}

function mergedContent(before: Result, edit: ResultEdit): ResultContent {
  return {
    title: edit.title ?? before.title,
    comments: edit.comments ?? stripMarks(before.comments),
    timestampUtc: edit.timestampUtc ?? before.timestampUtc,
    inaccuracy: edit.inaccuracy ?? before.timestampInaccuracy,
    sampleIds: edit.sampleIds ?? before.sampleIds,
    seriesNames: edit.seriesNames ?? before.seriesNames,
    table: edit.table ?? before.table,
    ...(edit.image === undefined ? {} : { image: edit.image }),
  };
}

function isExtended<T>(before: readonly T[], after: readonly T[]): boolean {
  return after.some((item) => !before.includes(item));
}

function wrongId(source: string, id: Pk, answered: Pk): AppError {
  return new AppError('bad-response', `${source} answered the edit of Result ${id} with the id ${answered}.`, {
    remedy: 'Look at both Results on the server.',
    source,
    details: { outcome: 'unknown', resultId: id },
  });
}
