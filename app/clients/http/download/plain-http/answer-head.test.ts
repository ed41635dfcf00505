import { describe, expect, it } from 'vitest';
import { readHead } from './answer-head.ts';

const head = (...lines: string[]): ReturnType<typeof readHead> => readHead(lines.join('\r\n'));

describe('the head of an answer', () => {
  it('tells status, fields by lower-case name, and the end of the body', () => {
    const answer = head('HTTP/1.1 206 Partial Content', 'ETag: "a"', 'Content-Length: 12', 'X: 1', 'x:2');
    expect(answer).toMatchObject({ status: 206, framing: { kind: 'length', bytes: 12 }, isKept: true });
    expect({ ...answer.headers }).toEqual({ etag: '"a"', 'content-length': '12', x: '1' });
    expect(head('HTTP/1.1 200', 'Transfer-Encoding: chunked').framing).toEqual({ kind: 'chunked' });
    expect(head('HTTP/1.1 200 OK')).toMatchObject({ framing: { kind: 'until-close' }, isKept: false });
    expect(head('HTTP/1.1 304 Not Modified').framing).toEqual({ kind: 'length', bytes: 0 });
    expect(head('HTTP/1.1 200 OK', 'Content-Length: 5', 'Content-Length: 5').framing).toMatchObject({ bytes: 5 });
  });

  it('tells whether another request may follow', () => {
    expect(head('HTTP/1.1 200 OK', 'Content-Length: 0', 'Connection: Close').isKept).toBe(false);
    expect(head('HTTP/1.0 200 OK', 'Content-Length: 0').isKept).toBe(false);
    expect(head('HTTP/1.0 200 OK', 'Content-Length: 0', 'Connection: keep-alive').isKept).toBe(true);
  });

  it.each([
    ['no HTTP', ['SSH-2.0-server']],
    ['another version', ['HTTP/2 200 OK']],
    ['no status', ['HTTP/1.1 OK']],
    ['a folded field', ['HTTP/1.1 200 OK', 'X: a', ' b']],
    ['a field without a colon', ['HTTP/1.1 200 OK', 'nonsense']],
    ['a blank before the colon', ['HTTP/1.1 200 OK', 'Content-Length : 5']],
    ['a line feed alone', ['HTTP/1.1 200 OK', 'X: a\nContent-Length: 5']],
    ['two lengths', ['HTTP/1.1 200 OK', 'Content-Length: 5', 'Content-Length: 6']],
    ['a length that is none', ['HTTP/1.1 200 OK', 'Content-Length: 0x5']],
    ['a negative length', ['HTTP/1.1 200 OK', 'Content-Length: -5']],
    ['length and chunks', ['HTTP/1.1 200 OK', 'Content-Length: 5', 'Transfer-Encoding: chunked']],
    ['an unknown encoding', ['HTTP/1.1 200 OK', 'Transfer-Encoding: gzip, chunked']],
  ])('is refused with %s', (_, lines) => {
    expect(() => head(...lines)).toThrow(expect.objectContaining({ code: 'QUARRY_HTTP_SYNTAX' }));
  });

  it('keeps fields of any name apart from the object itself', () => {
    const { headers } = head('HTTP/1.1 200 OK', '__proto__: x', 'constructor: y');
    expect(Object.keys(headers)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
