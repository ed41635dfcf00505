import type { HttpAnswer } from '../http/http-answer.ts';
import { type FormProblem, isLoginPage, readDenialReason, readFormProblems, readLinkedNames } from './html-pages.ts';

/** What an answer of JuliaBase means; status 200 alone means nothing. */
export type AnswerMeaning =
  | { kind: 'json'; text: string }
  | { kind: 'html'; text: string }
  | { kind: 'other-content'; contentType: string }
  | { kind: 'session-expired' }
  | { kind: 'denied'; reason: string }
  | { kind: 'csrf-refused' }
  /** An error code of the server; 1 carries the address of an error page. */
  | { kind: 'coded-error'; code: number; message: string }
  | { kind: 'ambiguous-alias' }
  | { kind: 'form-rejected'; problems: FormProblem[] }
  /** The view answers with a page only. */
  | { kind: 'no-json' }
  | { kind: 'redirect'; location: string }
  | { kind: 'too-long' }
  | { kind: 'missing' }
  | { kind: 'failed'; status: number };

export interface RequestManner {
  method: 'GET' | 'POST';
  wants: 'json' | 'html' | 'bytes';
  /** Path of the server's root, ends in `/`. */
  rootPath: string;
  /** The request asked for one sample by its name. */
  bySampleName?: boolean;
}

/** The decision table; total: every answer has exactly one meaning. */
export function classifyAnswer(answer: HttpAnswer, manner: RequestManner): AnswerMeaning {
  const contentType = mediaType(answer);
  const { status } = answer;
  if (status === 200) return classifyOk(answer, contentType, manner);
  const { location } = answer.headers;
  if (status >= 300 && status < 400 && location !== undefined) return classifyRedirect(location);
  if ((status === 422 || status === 404) && contentType === 'application/json') {
    const coded = readCodedError(bodyText(answer));
    if (coded !== undefined) return coded;
  }
  if (status === 401) {
    return answer.body.length === 0
      ? { kind: 'session-expired' }
      : { kind: 'denied', reason: readDenialReason(bodyText(answer)) };
  }
  if (status === 403) return { kind: 'csrf-refused' };
  if (status === 404) return { kind: 'missing' };
  if (status === 414) return { kind: 'too-long' };
  return { kind: 'failed', status };
}

function classifyOk(answer: HttpAnswer, contentType: string, manner: RequestManner): AnswerMeaning {
  if (contentType === 'application/json') {
    return manner.wants === 'html' ? { kind: 'other-content', contentType } : { kind: 'json', text: bodyText(answer) };
  }
  if (contentType !== 'text/html' && contentType !== 'application/xhtml+xml')
    return { kind: 'other-content', contentType };
  const html = bodyText(answer);
  if (isLoginPage(html)) return { kind: 'session-expired' };
  if (manner.wants === 'html' && manner.method === 'GET') return { kind: 'html', text: html };
  if (manner.method === 'POST') return { kind: 'form-rejected', problems: readFormProblems(html) };
  const candidates = manner.bySampleName === true ? readLinkedNames(html, manner.rootPath, 'samples') : [];
  return candidates.length > 0 ? { kind: 'ambiguous-alias' } : { kind: 'no-json' };
}

function classifyRedirect(location: string): AnswerMeaning {
  return /\/login\/?$/.test(location.replace(/[?#].*$/s, ''))
    ? { kind: 'session-expired' }
    : { kind: 'redirect', location };
}

function readCodedError(text: string): AnswerMeaning | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return undefined;
    const [code, message]: unknown[] = value;
    if (typeof code !== 'number' || !Number.isInteger(code)) return undefined;
    return { kind: 'coded-error', code, message: String(message ?? '').slice(0, 2000) };
  } catch {
    return undefined;
  }
}

export function mediaType(answer: HttpAnswer): string {
  return (answer.headers['content-type'] ?? '').replace(/;.*$/s, '').trim().toLowerCase();
}

export function bodyText(answer: HttpAnswer): string {
  return new TextDecoder().decode(answer.body);
}
