import { AppError, toAppError } from '../../contract/app-error.ts';
import type { Log } from '../../platform/platform.ts';
import { parseJsonBody } from '../http/json-body.ts';
import { encodeForm, type FormField } from '../http/request-body.ts';
import type { CallOptions, WriteOutcome } from './api.ts';
import { type AnswerMeaning, bodyText, mediaType } from './classify.ts';
import { classifyLostWrite, classifyWrite, type IdOfAnswer } from './classify-write.ts';
import { failureOf, formFailure, withDetails } from './failures.ts';
import { readFormProblems } from './html-pages.ts';
import { type Place, placeInWords, thingAt } from './place.ts';
import type { Session, SessionAnswer } from './session.ts';
import type { Site } from './site.ts';

/** A write and what is known about it; `failure` is set unless it was created. */
export interface JudgedWrite {
  outcome: WriteOutcome;
  failure?: AppError;
  /** The JSON text that confirmed it. */
  answer?: string;
}

export interface WriteCall extends CallOptions {
  /** Default: the answer is the id. */
  idOf?: IdOfAnswer;
  /** The view breaks if the session has expired, instead of asking for the login: it is asked for before. Default false. */
  breaksWithoutLogin?: boolean;
}

/** Requests below the root of one server, with answers judged and failures named. */
export interface Wire {
  readonly site: Site;
  placeOf(path: string): Place;
  json(path: string, options?: CallOptions & { bySampleName?: boolean }): Promise<unknown>;
  html(path: string, options?: CallOptions): Promise<string>;
  bytes(path: string, options?: CallOptions): Promise<{ contentType: string; bytes: Uint8Array }>;
  /** The answer as text, whatever its type. */
  text(path: string, fields: FormField[] | undefined, options?: CallOptions): Promise<string>;
  /** A POST that answers with JSON. A failure has `details.outcome`. */
  post(path: string, fields: FormField[], options?: CallOptions): Promise<unknown>;
  /** A POST that confirms what it wrote. Never rejects but before sending. */
  write(path: string, fields: FormField[], options?: WriteCall): Promise<JudgedWrite>;
  /** The page, in English, that a JSON request gets in both modes where a view has no other answer. */
  pageForJson(path: string, options?: CallOptions): Promise<string>;
}

/** A session that could still bring a late request to the server is ended after this time at most. */
const fenceTimeoutMs = 10_000;

/** @param writer a session of its own: after an unknown outcome it is logged out, which stops late arrivals */
export function createWire(site: Site, reader: Session, writer: Session, log: Log | undefined): Wire {
  const placeOf = (path: string): Place => ({ server: site.name, path: path.replace(/\?.*$/s, '') });

  function jsonOf(meaning: AnswerMeaning, path: string): unknown {
    if (meaning.kind === 'json') return parseJsonBody(meaning.text, placeInWords(placeOf(path)), site.name);
    if (meaning.kind === 'html') throw failureOf({ kind: 'no-json' }, placeOf(path));
    throw failureOf(meaning, placeOf(path));
  }

  async function fence(): Promise<void> {
    try {
      await writer.signOut(AbortSignal.timeout(fenceTimeoutMs));
    } catch (error) {
      log?.warn({ server: site.name, code: toAppError(error).code }, 'could not end the session of a lost write');
    }
  }

  /** Error pages name the fields; they need no session but must be asked for as HTML. */
  async function explain(meaning: AnswerMeaning, place: Place, outcome: WriteOutcome): Promise<AppError> {
    const details = outcomeDetails(outcome);
    if (meaning.kind === 'json' || meaning.kind === 'html') return notConfirmed(place, outcome);
    if (meaning.kind !== 'coded-error' || meaning.code !== 1) return failureOf(meaning, place, details);
    const page = await errorPage(meaning.message).catch(() => undefined);
    return formFailure(page === undefined ? [] : readFormProblems(page), place, details);
  }

  /** The page behind an error of mode A. */
  async function errorPage(address: string, signal?: AbortSignal): Promise<string | undefined> {
    const [path] = /error_pages\/[0-9a-f]{6,64}$/.exec(address) ?? [];
    if (path === undefined) return undefined;
    const { meaning } = await reader.request({ path, wants: 'html', signal });
    return meaning.kind === 'html' ? meaning.text : undefined;
  }

  async function sendWrite(
    path: string,
    fields: FormField[],
    options: WriteCall,
    wants: 'json' | 'html' = 'json',
  ): Promise<SessionAnswer | JudgedWrite> {
    // A failing sign-in is no failed write: nothing of it was sent.
    await writer.signIn(options.signal, { onlyIfNeeded: true });
    if (options.breaksWithoutLogin === true)
      await writer.request({ path: 'primary_keys', wants: 'json', signal: options.signal });
    try {
      return await writer.request({ path, wants, body: encodeForm(fields), signal: options.signal });
    } catch (error) {
      const outcome = classifyLostWrite(error);
      if (outcome.outcome === 'unknown') await fence();
      return { outcome, failure: withOutcome(toAppError(error), placeOf(path), outcome) };
    }
  }

  return {
    site,
    placeOf,
    async json(path, options = {}) {
      const { bySampleName, signal } = options;
      const { meaning } = await reader.request({ path, wants: 'json', signal, bySampleName });
      return jsonOf(meaning, path);
    },
    async html(path, options = {}) {
      const { meaning } = await reader.request({ path, wants: 'html', signal: options.signal });
      if (meaning.kind === 'html') return meaning.text;
      throw meaning.kind === 'json'
        ? failureOf({ kind: 'other-content', contentType: 'application/json' }, placeOf(path))
        : failureOf(meaning, placeOf(path));
    },
    async bytes(path, options = {}) {
      const { answer, meaning } = await reader.request({ path, wants: 'bytes', signal: options.signal });
      if (meaning.kind === 'other-content') return { contentType: mediaType(answer), bytes: answer.body };
      throw failureOf(
        meaning.kind === 'json' || meaning.kind === 'html'
          ? { kind: 'other-content', contentType: mediaType(answer) }
          : meaning,
        placeOf(path),
      );
    },
    async text(path, fields, options = {}) {
      const sent =
        fields === undefined
          ? await reader.request({ path, wants: 'html', signal: options.signal })
          : await sendWrite(path, fields, options, 'html');
      if ('outcome' in sent) throw sent.failure;
      const { answer, meaning } = sent;
      switch (meaning.kind) {
        case 'json':
        case 'html':
        case 'other-content':
        case 'no-json':
        case 'form-rejected':
          return bodyText(answer);
        default:
          throw failureOf(meaning, placeOf(path));
      }
    },
    async pageForJson(path, { signal } = {}) {
      const { answer, meaning } = await reader.request({ path, wants: 'json', signal });
      if (meaning.kind === 'no-json') return bodyText(answer);
      const page =
        meaning.kind === 'coded-error' && meaning.code === 1 ? await errorPage(meaning.message, signal) : undefined;
      if (page !== undefined) return page;
      throw meaning.kind === 'json' || meaning.kind === 'html'
        ? failureOf({ kind: 'other-content', contentType: mediaType(answer) }, placeOf(path))
        : failureOf(meaning, placeOf(path));
    },
    async post(path, fields, options = {}) {
      const sent = await sendWrite(path, fields, options);
      if ('outcome' in sent) throw sent.failure;
      if (sent.meaning.kind === 'json') return jsonOf(sent.meaning, path);
      throw await explain(sent.meaning, placeOf(path), classifyWrite(sent.meaning));
    },
    async write(path, fields, options = {}) {
      const sent = await sendWrite(path, fields, options);
      if ('outcome' in sent) return sent;
      const outcome = classifyWrite(sent.meaning, options.idOf);
      if (outcome.outcome === 'created') return { outcome, answer: bodyText(sent.answer) };
      if (outcome.outcome === 'unknown' && !outcome.serverFinished) await fence();
      return { outcome, failure: await explain(sent.meaning, placeOf(path), outcome) };
    },
  };
}

function outcomeDetails(outcome: WriteOutcome): { outcome: 'not-created' | 'unknown' } {
  return { outcome: outcome.outcome === 'not-created' ? 'not-created' : 'unknown' };
}

function notConfirmed(place: Place, outcome: WriteOutcome): AppError {
  return new AppError('bad-response', `${place.server} did not confirm ${thingAt(place.path)}.`, {
    remedy: 'Look on the server whether the record is there before you try again.',
    source: place.server,
    details: { path: place.path, ...outcomeDetails(outcome) },
  });
}

/** The same failure, with what it means for the write. */
function withOutcome(error: AppError, place: Place, outcome: WriteOutcome): AppError {
  return withDetails(
    error,
    { path: place.path, ...outcomeDetails(outcome) },
    { retryable: outcome.outcome === 'not-created' && error.retryable, source: place.server },
  );
}
