import { AppError } from '../../contract/app-error.ts';
import { parseJsonBody } from '../http/json-body.ts';
import { fieldsOf, isFields, numberOf, textOf } from './fields.ts';
import { serverError } from './openbis-error.ts';

/** What is said about a call in messages. */
export interface CallPlace {
  /** Words for the message, e.g. "The data sets of lab". */
  place: string;
  /** Name of the connection. */
  source: string;
}

/** A JSON-RPC request (protocol 2). `params` are positional plain trees, without `@id`. */
export function requestBody(id: number, method: string, params: readonly unknown[]): Uint8Array {
  return Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: String(id), method, params }));
}

/**
 * The `result` of an answer, references not resolved.
 * @param onStackTrace told of the Java stack trace of a failure: for the log, never for people
 * @throws OpenbisError for an `error`, AppError 'bad-response' for what is no JSON-RPC answer
 */
export function resultOf(text: string, { place, source }: CallPlace, onStackTrace?: (trace: string) => void): unknown {
  const answer = parseJsonBody(text, place, source);
  if (!isFields(answer)) throw notRpc(place, source);
  if (isFields(answer.error)) {
    const data = fieldsOf(answer.error.data);
    const trace = textOf(data.stackTrace);
    if (trace !== null) onStackTrace?.(trace);
    const told = {
      message: textOf(answer.error.message) ?? textOf(data.message),
      exceptionType: textOf(data.exceptionTypeName),
      code: numberOf(answer.error.code),
    };
    throw serverError(told, place, source);
  }
  if (!('result' in answer)) throw notRpc(place, source);
  return answer.result;
}

function notRpc(place: string, source: string): AppError {
  return new AppError('bad-response', `${place}: the answer holds neither a result nor an error.`, {
    remedy: 'Check whether the address is that of an openBIS server.',
    source,
  });
}
