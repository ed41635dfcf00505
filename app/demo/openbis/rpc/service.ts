import { type Value, writeAnswer } from '../wire/dto.ts';
import { Failure, UserFailure } from '../wire/failures.ts';
import { type Input, isObject, listOf, textOf } from '../wire/input.ts';
import type { Call, Methods } from './desk.ts';

export interface RpcRequest {
  id: Input;
  method: string;
  params: readonly Input[];
}

export interface RpcReply {
  status: number;
  text: string;
}

/** Undefined for what is no request at all. */
export function readRpc(body: string): RpcRequest | undefined {
  try {
    // Looked at field by field.
    const parsed = JSON.parse(body) as Input;
    const method = isObject(parsed) ? textOf(parsed.method) : undefined;
    if (!isObject(parsed) || method === undefined) return undefined;
    return { id: parsed.id ?? null, method, params: listOf(parsed.params) };
  } catch {
    return undefined;
  }
}

export const unreadable: RpcReply = {
  status: 400,
  text: writeError(null, { code: -32700, message: 'Cannot parse the request.', data: null }),
};

/** Application errors come with status 200, as everything else. */
export async function answerRpc(request: RpcRequest, methods: Methods, call: Call): Promise<RpcReply> {
  const { id, method, params } = request;
  const work = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (work === undefined) {
    const message = `There is no method ${method}.`;
    return { status: 200, text: writeError(id, { code: -32601, message, data: null }) };
  }
  try {
    if (call.fault?.name === 'error') throw new UserFailure(call.fault.message ?? 'Something went wrong.');
    const result = writeAnswer(await work(params, call));
    return { status: 200, text: `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}` };
  } catch (error) {
    if (error instanceof Failure) return { status: 200, text: failureText(id, error.exceptionTypeName, error) };
    if (error instanceof Error) return { status: 200, text: failureText(id, 'java.lang.RuntimeException', error) };
    throw error;
  }
}

function failureText(id: Input, exceptionTypeName: string, { message, stack = '' }: Error): string {
  return writeError(id, { code: 0, message, data: { exceptionTypeName, message, stackTrace: stack } });
}

function writeError(id: Input, error: { code: number; message: string; data: Value }): string {
  return JSON.stringify({ jsonrpc: '2.0', id, error });
}
