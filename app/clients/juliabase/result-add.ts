import type { Clock } from '../../platform/platform.ts';
import type { CallOptions, ResultDraft, WriteOptions, WrittenResult } from './api.ts';
import { settledByLook, withKnownOutcome } from './form-sending.ts';
import { appendMarks, type CommentsMarks, createMarker } from './marker.ts';
import type { Operators } from './operators.ts';
import { checkFieldCount, checkResult } from './result-check.ts';
import { sha256 } from './result-compare.ts';
import { resultFields } from './result-form.ts';
import { marksOf, type ResultSending } from './result-sending.ts';
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
    if (judged.outcome.outcome !== 'unknown' || !judged.outcome.serverFinished || marker === '') return judged;
    return settledByLook(judged, async () => {
      const { hits, complete } = await reading.findByMarker(marker, { ...options, sampleIds: draft.sampleIds });
      const [id, ...others] = hits;
      if (id !== undefined) return others.length === 0 ? id : 'unclear';
      return complete ? 'absent' : 'unclear';
    });
  }

  async function addNow(draft: ResultDraft, marks: CommentsMarks, options: WriteOptions): Promise<WrittenResult> {
    checkResult(draft, marks, clock.nowMs());
    const fields = resultFields(draft, marks, await operators.forDraft(draft.externalOperatorId, options));
    checkFieldCount(fields.length);
    const plan = await selection.forAdding('results/add/', draft, options);
    const settle = (judged: JudgedWrite): Promise<JudgedWrite> => lookOnce(judged, marks.marker, draft, options);
    const { id } = await sending.send({ plan, fields, marker: marks.marker, settle }, options);
    const comments = appendMarks(draft.comments, marks);
    const imageSha256 = draft.image === undefined ? null : sha256(draft.image.bytes);
    return { ...(await sending.readBack(id, { ...draft, comments, imageSha256 }, options)), marker: marks.marker };
  }

  return (draft: ResultDraft, options: WriteOptions = {}): Promise<WrittenResult> => {
    const marks = marksOf(draft.marker ?? createMarker(), draft.figureIdentity);
    return withKnownOutcome(marks.marker, options, (watched) => addNow(draft, marks, watched));
  };
}
