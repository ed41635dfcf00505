import type { Clock } from '../../platform/platform.ts';
import type { CallOptions, ResultDraft, WriteOptions, WrittenResult } from './api.ts';
import { appendMarks, type CommentsMarks, createMarker } from './marker.ts';
import type { Operators } from './operators.ts';
import { checkFieldCount, checkResult } from './result-check.ts';
import { sha256 } from './result-compare.ts';
import { resultFields } from './result-form.ts';
import { marksOf, type ResultSending, withKnownOutcome } from './result-sending.ts';
import type { ResultsReading } from './results-reading.ts';
import type { Selection } from './selection.ts';
import type { JudgedWrite } from './wire.ts';

export interface ResultWritingParts {
  source: string;
  clock: Clock;
  reading: ResultsReading;
  operators: Operators;
  selection: Selection;
  sending: ResultSending;
}

export function createResultAdding(parts: ResultWritingParts) {
  const { clock, reading, operators, selection, sending } = parts;

  /** After a complete answer nothing can arrive later, so that one look decides. */
  async function lookOnce(
    judged: JudgedWrite,
    marker: string,
    draft: ResultDraft,
    options: CallOptions,
  ): Promise<JudgedWrite> {
    const { outcome } = judged;
    if (outcome.outcome !== 'unknown' || !outcome.serverFinished) return judged;
    const look = await reading.findByMarker(marker, { ...options, sampleIds: draft.sampleIds }).catch(() => undefined);
    const [id, ...others] = look?.hits ?? [];
    if (id !== undefined && others.length === 0) return { outcome: { outcome: 'created', id } };
    if (id !== undefined || look?.complete !== true) return judged;
    return { ...judged, outcome: { outcome: 'not-created', reason: judged.failure?.message ?? outcome.reason } };
  }

  async function addNow(draft: ResultDraft, marks: CommentsMarks, options: WriteOptions): Promise<WrittenResult> {
    checkResult(draft, marks, clock.nowMs());
    const fields = resultFields(draft, marks, await operators.forDraft(draft.externalOperatorId, options));
    checkFieldCount(fields.length);
    const plan = await selection.forAdding(draft, options);
    const settle = (judged: JudgedWrite): Promise<JudgedWrite> => lookOnce(judged, marks.marker, draft, options);
    const id = await sending.send({ plan, fields, marker: marks.marker, settle }, options);
    const comments = appendMarks(draft.comments, marks);
    const imageSha256 = draft.image === undefined ? null : sha256(draft.image.bytes);
    return { ...(await sending.readBack(id, { ...draft, comments, imageSha256 }, options)), marker: marks.marker };
  }

  return (draft: ResultDraft, options: WriteOptions = {}): Promise<WrittenResult> => {
    const marks = marksOf(draft.marker ?? createMarker(), draft.figureIdentity);
    return withKnownOutcome(marks.marker, options, (watched) => addNow(draft, marks, watched));
  };
}
