import { AppError } from '../../contract/app-error.ts';
import type { Pk } from '../../domain/juliabase.ts';
import { TransportError, type TransportStage } from '../http/transport-error.ts';
import type { WriteOutcome } from './api.ts';
import type { AnswerMeaning } from './classify.ts';
import { NoSessionError } from './session.ts';

/** Finds in the JSON text of an answer the id of what was written; undefined if it does not confirm the write. */
export type IdOfAnswer = (text: string) => Pk | undefined;

/** Most views answer with the id alone. */
export const answersWithId: IdOfAnswer = (text) => (/^\s*[1-9]\d{0,14}\s*$/.test(text) ? Number(text) : undefined);

/** Views that change something known answer with `true`. */
export function answersTrueFor(id: Pk): IdOfAnswer {
  return (text) => (text.trim() === 'true' ? id : undefined);
}

/**
 * What became of a write, by its answer alone. Only what proves that the server did nothing is 'not-created'; a form
 * page may hide a stored record, so it is 'unknown' even though it names an error.
 */
export function classifyWrite(meaning: AnswerMeaning, idOf: IdOfAnswer = answersWithId): WriteOutcome {
  switch (meaning.kind) {
    case 'json': {
      const id = idOf(meaning.text);
      return id === undefined ? unknown('the answer does not confirm the write', false) : { outcome: 'created', id };
    }
    case 'session-expired':
      return { outcome: 'not-created', reason: 'the session had expired' };
    case 'csrf-refused':
      return { outcome: 'not-created', reason: 'the server refused the CSRF token' };
    case 'coded-error':
      return meaning.code === 1
        ? unknown('the form was rejected, which may leave an incomplete record', true)
        : { outcome: 'not-created', reason: meaning.message };
    case 'form-rejected':
      return unknown('the form was rejected, which may leave an incomplete record', true);
    case 'denied':
      return unknown('the server denied the access', true);
    case 'html':
    case 'no-json':
    case 'ambiguous-alias':
    case 'other-content':
      return unknown('the answer is a page and no id', true);
    case 'redirect':
      return unknown('the server redirected the request', false);
    case 'missing':
      return unknown('the address does not exist on the server', true);
    case 'too-long':
      return unknown('the address is too long for the server', false);
    case 'failed':
      return unknown(`the server answered with status ${meaning.status}`, false);
    default:
      return meaning satisfies never;
  }
}

/** What became of a write that got no answer. */
export function classifyLostWrite(error: unknown): WriteOutcome {
  if (error instanceof NoSessionError) return { outcome: 'not-created', reason: error.message };
  const stage: TransportStage = error instanceof TransportError ? error.stage : 'sent';
  const reason = error instanceof AppError ? error.message : 'the answer could not be read';
  return stage === 'sent' ? unknown(reason, false) : { outcome: 'not-created', reason };
}

function unknown(reason: string, serverFinished: boolean): WriteOutcome {
  return { outcome: 'unknown', reason, serverFinished };
}
