import { AppError, type JsonValue, toAppError } from '../../contract/app-error.ts';
import type { Pk, Result } from '../../domain/juliabase.ts';
import type { Clock } from '../../platform/platform.ts';
import type { FormField } from '../http/request-body.ts';
import type { CallOptions, EditedResult, ResultDraft, ResultEdit, WriteOptions, WrittenResult } from './api.ts';
import { appendMarks, type CommentsMarks, createMarker, readMarks, stripMarks } from './marker.ts';
import type { OwnMySamples } from './my-samples.ts';
import type { Operators } from './operators.ts';
import { checkFieldCount, checkResult, type ResultContent } from './result-check.ts';
import { differences, type IntendedResult, sha256, stateDifferences } from './result-compare.ts';
import { editFields, resultFields } from './result-form.ts';
import type { ResultsReading } from './results-reading.ts';
import type { Selection, SelectionPlan } from './selection.ts';
import type { JudgedWrite, Wire } from './wire.ts';

export interface ResultWriterParts {
  wire: Wire;
  clock: Clock;
  reading: ResultsReading;
  operators: Operators;
  selection: Selection;
  mySamples: OwnMySamples;
}

export interface ResultWriter {
  add(draft: ResultDraft, options?: WriteOptions): Promise<WrittenResult>;
  edit(id: Pk, edit: ResultEdit, options?: WriteOptions): Promise<EditedResult>;
}

export function createResultWriter({
  wire,
  clock,
  reading,
  operators,
  selection,
  mySamples,
}: ResultWriterParts): ResultWriter {
  const source = wire.site.name;

  /** Sends the form while what it needs is selectable; the hooks stand directly around the request. */
  function send(
    plan: SelectionPlan,
    fields: FormField[],
    marker: string,
    settle: (judged: JudgedWrite) => Promise<JudgedWrite>,
    options: WriteOptions,
  ): Promise<JudgedWrite> {
    return mySamples.temporary(
      plan.temporary,
      async () => {
        await options.onBeforeSend?.({ marker });
        const judged = await settle(await wire.write(plan.path, fields, options));
        await options.onOutcome?.(judged.outcome);
        return judged;
      },
      options,
    );
  }

  async function readBack(id: Pk, intended: IntendedResult, options: CallOptions): Promise<Result> {
    let record: Result;
    let imageSha256: string | null | undefined;
    try {
      record = await reading.get(id, options);
      imageSha256 = intended.imageSha256 === undefined ? undefined : await reading.imageSha256(record, options);
    } catch (cause) {
      const error = toAppError(cause);
      throw new AppError(error.code, `${source} took Result ${id}, but it could not be read back: ${error.message}`, {
        remedy: 'Look at the Result on the server.',
        source,
        retryable: false,
        details: { outcome: 'unknown', resultId: id },
        cause,
      });
    }
    const differs = differences(intended, record, imageSha256);
    if (differs.length === 0) return record;
    throw new AppError('bad-response', `Result ${id} of ${source} is there, but differs in: ${differs.join(', ')}.`, {
      remedy: 'Look at the Result on the server and correct it there, or edit it again.',
      source,
      details: { outcome: 'unknown', resultId: id, differs },
    });
  }

  /** After a complete answer nothing can arrive later, so that one look decides. */
  async function lookOnce(
    judged: JudgedWrite,
    marker: string,
    sampleIds: readonly Pk[],
    options: CallOptions,
  ): Promise<JudgedWrite> {
    const { outcome } = judged;
    if (outcome.outcome !== 'unknown' || !outcome.serverFinished) return judged;
    try {
      const { hits, complete } = await reading.findByMarker(marker, { ...options, sampleIds });
      const [id, ...others] = hits;
      if (id !== undefined && others.length === 0) return { outcome: { outcome: 'created', id } };
      if (id === undefined && complete)
        return { ...judged, outcome: { outcome: 'not-created', reason: outcome.reason } };
      return judged;
    } catch {
      return judged;
    }
  }

  async function addChecked(draft: ResultDraft, marks: CommentsMarks, options: WriteOptions): Promise<WrittenResult> {
    checkResult(draft, marks, clock.nowMs());
    const { sampleIds, seriesNames } = draft;
    const operator = await operators.forDraft(draft.externalOperatorId, options);
    const fields = resultFields(draft, marks, operator);
    checkFieldCount(fields.length);
    const plan = await selection.forAdding({ sampleIds, seriesNames }, options);
    const settle = (judged: JudgedWrite): Promise<JudgedWrite> => lookOnce(judged, marks.marker, sampleIds, options);
    const { outcome, failure } = await send(plan, fields, marks.marker, settle, options);
    if (outcome.outcome !== 'created') throw withDetails(failure, { outcome: outcome.outcome });
    const intended: IntendedResult = {
      ...draft,
      comments: appendMarks(draft.comments, marks),
      imageSha256: draft.image === undefined ? null : sha256(draft.image.bytes),
    };
    return { ...(await readBack(outcome.id, intended, options)), marker: marks.marker };
  }

  /** What became of an edit without a clear answer is seen from the record itself. */
  async function settleEdit(
    judged: JudgedWrite,
    before: Result,
    intended: IntendedResult,
    options: CallOptions,
  ): Promise<JudgedWrite> {
    const { outcome } = judged;
    if (outcome.outcome !== 'unknown') return judged;
    try {
      const record = await reading.get(before.id, options);
      const image = intended.imageSha256 === undefined ? undefined : await reading.imageSha256(record, options);
      if (differences(intended, record, image).length === 0) return { outcome: { outcome: 'created', id: before.id } };
      const untouched =
        differences({ ...before, inaccuracy: before.timestampInaccuracy }, record, undefined).length === 0;
      const imageKept = intended.imageSha256 === undefined || intended.imageSha256 !== image;
      if (outcome.serverFinished && untouched && imageKept) {
        return { ...judged, outcome: { outcome: 'not-created', reason: outcome.reason } };
      }
      return judged;
    } catch {
      return judged;
    }
  }

  async function refuseConflict(id: Pk, edit: ResultEdit, options: CallOptions): Promise<void> {
    if (edit.expect === undefined) return;
    const differs = stateDifferences(edit.expect, await reading.state(id, options));
    if (differs.length === 0) return;
    throw new AppError('conflict', `Result ${id} of ${source} was changed by someone else: ${differs.join(', ')}.`, {
      remedy: 'Look at the present state, then edit again.',
      source,
      details: { outcome: 'not-created', resultId: id, differs },
    });
  }

  return {
    async add(draft, options = {}) {
      const marks = marksOf(draft.marker ?? createMarker(), draft.figureIdentity);
      try {
        return await addChecked(draft, marks, options);
      } catch (error) {
        throw withDetails(toAppError(error), { outcome: 'not-created', marker: marks.marker }, 'keep');
      }
    },
    async edit(id, edit, options = {}) {
      const before = await reading.get(id, options);
      await refuseConflict(id, edit, options);
      const oldMarks = readMarks(before.comments);
      const given = edit.marker !== undefined || edit.figureIdentity !== undefined;
      const newMarks = marksOf(
        edit.marker ?? oldMarks?.marker ?? createMarker(),
        edit.figureIdentity ?? oldMarks?.identity,
      );
      const content = mergedContent(before, edit);
      checkResult(content, newMarks, clock.nowMs());
      const marks = oldMarks === undefined && !given && edit.comments === undefined ? undefined : newMarks;
      const intended: IntendedResult = {
        ...content,
        comments: marks === undefined ? before.comments : appendMarks(content.comments, marks),
        ...(edit.image === undefined ? {} : { imageSha256: sha256(edit.image.bytes) }),
      };
      const presentImage = edit.image === undefined ? undefined : await reading.imageSha256(before, options);
      if (differences(intended, before, presentImage).length === 0) {
        return { ...before, changed: false, marker: oldMarks?.marker ?? '' };
      }
      const connected = { sampleIds: before.sampleIds, seriesNames: before.seriesNames };
      const extended =
        isExtended(connected.sampleIds, content.sampleIds) || isExtended(connected.seriesNames, content.seriesNames);
      const fields = [
        ...resultFields(content, newMarks, await operators.forRecord(before, options)),
        ...editFields(edit.description, extended || edit.important === true),
      ];
      checkFieldCount(fields.length);
      const plan = await selection.forEditing(`results/${id}/edit/`, content, connected, options);
      const sent: IntendedResult = { ...intended, comments: appendMarks(content.comments, newMarks) };
      const settle = (judged: JudgedWrite): Promise<JudgedWrite> => settleEdit(judged, before, sent, options);
      const { outcome, failure } = await send(plan, fields, newMarks.marker, settle, options);
      if (outcome.outcome !== 'created') throw withDetails(failure, { outcome: outcome.outcome, resultId: id });
      if (outcome.id !== id) throw wrongId(source, id, outcome.id);
      return { ...(await readBack(id, sent, options)), changed: true, marker: newMarks.marker };
    },
  };
}

function marksOf(marker: string, identity: string | undefined): CommentsMarks {
  return identity === undefined ? { marker } : { marker, identity };
}

/** The whole content after the edit: an edit replaces everything, so that what stays must be sent again. */
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

/** The failure with further details; `keep` leaves those that are there already. */
function withDetails(failure: AppError | undefined, details: Record<string, JsonValue>, mode?: 'keep'): AppError {
  const error = failure ?? new AppError('internal', 'A write failed without a reason.');
  const merged = mode === 'keep' ? { ...details, ...error.details } : { ...error.details, ...details };
  Object.assign(error, { details: merged });
  return error;
}
