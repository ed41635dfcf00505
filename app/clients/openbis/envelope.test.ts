import { describe, expect, it } from 'vitest';
import { requestBody, resultOf } from './envelope.ts';

const at = { place: 'The object X of lab', source: 'lab' };

function failure(message: string | null, more: object = {}): string {
  return JSON.stringify({ jsonrpc: '2.0', id: '7', error: { code: 0, message, ...more } });
}

describe('a JSON-RPC request', () => {
  it('is written as the protocol document has it', () => {
    expect(Buffer.from(requestBody(7, 'isSessionActive', ['ada-1'])).toString()).toBe(
      '{"jsonrpc":"2.0","id":"7","method":"isSessionActive","params":["ada-1"]}',
    );
  });
});

describe('a JSON-RPC answer', () => {
  it('gives its result, also null', () => {
    expect(resultOf('{"jsonrpc":"2.0","id":"7","result":{"a":1}}', at)).toEqual({ a: 1 });
    expect(resultOf('{"jsonrpc":"2.0","id":"7","result":null}', at)).toBeNull();
    expect(resultOf('{"result":[],"error":null}', at)).toEqual([]);
  });

  it.each([
    ['user is not logged in', 'auth-required', 'session-expired'],
    ['Session no longer available for user ada', 'auth-required', 'session-expired'],
    ['wrong token', 'auth-required', 'session-expired'],
    ['Object with SamplePermId = [X] has not been found.', 'not-found', 'not-found'],
    ['Access denied to object with PermId = [X].', 'forbidden', 'forbidden'],
    ['Personal access tokens cannot be used to manage personal access tokens.', 'forbidden', 'token-misuse'],
    ['No uploaded files found for upload id 3', 'remote-failed', 'no-uploaded-files'],
    ['Something else', 'remote-failed', 'refused'],
    [null, 'remote-failed', 'refused'],
  ])('with the error %j is %s (%s)', (message, code, kind) => {
    expect(() => resultOf(failure(message), at)).toThrow(
      expect.objectContaining({ code, failure: kind, source: 'lab', remedy: expect.stringMatching(/\.$/) }),
    );
  });

  it('keeps the stack trace away from people', () => {
    const traces: string[] = [];
    const data = { exceptionTypeName: 'ch.systemsx.UserFailureException', message: 'x', stackTrace: 'at Secret.java' };
    const read = (): unknown => resultOf(failure('Code is empty.', { data }), at, (trace) => void traces.push(trace));
    expect(read).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        exceptionType: 'ch.systemsx.UserFailureException',
        message: 'The object X of lab failed at the server: Code is empty.',
        details: { failure: 'refused' },
      }),
    );
    expect(traces).toEqual(['at Secret.java']);
  });

  it('that repeats a token is told without it', () => {
    const token = `$pat-ada-maria-230405101112131x${'0123456789ABCDEF'.repeat(2)}`;
    expect(() => resultOf(failure(`Token '${token}' is odd, really.`), at)).toThrow(
      "The object X of lab failed at the server: Token '…' is odd, really.",
    );
  });

  it('about an unknown method is told as such', () => {
    const text = '{"id":"7","error":{"code":-32601,"message":"Method not found"}}';
    expect(() => resultOf(text, at)).toThrow(expect.objectContaining({ code: 'unsupported' }));
  });

  it.each(['[]', '3', 'null', '{}', '{"jsonrpc":"2.0","id":"7"}', '<html>', '{"error":"x"}', ''])(
    'must be one: %j',
    (text) => {
      expect(() => resultOf(text, at)).toThrow(expect.objectContaining({ code: 'bad-response' }));
    },
  );

  it('may be neither deep nor able to change other objects', () => {
    expect(() => resultOf(`{"result":${'['.repeat(300)}${']'.repeat(300)}}`, at)).toThrow('256 levels');
    const value = resultOf('{"result":{"__proto__":{"polluted":1},"constructor":1,"a":{"prototype":2}}}', at);
    expect(Object.keys(value as object)).toEqual(['a']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
