import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { HttpAnswer } from '../http/http-answer.ts';
import { type AnswerMeaning, classifyAnswer, type RequestManner } from './classify.ts';

const json = 'application/json';
const html = 'text/html; charset=utf-8';
const loginPage = '<form><input name="username"><input type="password" name="password"></form>';
const deniedPage = '<p>Sorry, you can’t access this resource.</p><p>You are not the operator.</p>';
const formPage =
  '<td class="error-messages"><p>Title</p><ul class="errorlist"><li>This field is required.</li></ul></td>';
const ambiguousPage = '<h1>Ambiguous</h1><ul><li><a href="/jb/samples/27-AL-1">27-AL-1</a></li></ul>';

function answerOf(status: number, contentType: string, body = '', headers: HttpAnswer['headers'] = {}): HttpAnswer {
  return { status, headers: { 'content-type': contentType, ...headers }, setCookies: [], body: Buffer.from(body) };
}

function manner(change: Partial<RequestManner> = {}): RequestManner {
  return { method: 'GET', wants: 'json', rootPath: '/jb/', ...change };
}

const post = manner({ method: 'POST' });
const page = manner({ wants: 'html' });
const named = manner({ bySampleName: true });
const moved = (location: string): HttpAnswer => answerOf(302, html, '', { location });

describe('the decision table', () => {
  test.each<[string, HttpAnswer, RequestManner, AnswerMeaning]>([
    ['200 JSON', answerOf(200, json, '[1]'), manner(), { kind: 'json', text: '[1]' }],
    ['200 JSON null', answerOf(200, json, 'null'), post, { kind: 'json', text: 'null' }],
    ['200 JSON with parameters', answerOf(200, 'Application/JSON; x=y', '0'), manner(), { kind: 'json', text: '0' }],
    ['200 JSON for a page', answerOf(200, json, '1'), page, { kind: 'other-content', contentType: json }],
    ['302 to the login', moved('/jb/login?next=/jb/samples/x'), manner(), { kind: 'session-expired' }],
    ['302 to the login of another host', moved('https://h/jb/login/#x'), post, { kind: 'session-expired' }],
    ['302 elsewhere', moved('/jb/x?y=/login'), manner(), { kind: 'redirect', location: '/jb/x?y=/login' }],
    ['302 without target', answerOf(302, html), manner(), { kind: 'failed', status: 302 }],
    ['304', answerOf(304, ''), manner(), { kind: 'failed', status: 304 }],
    ['422', answerOf(422, json, '[5, "no"]'), post, { kind: 'coded-error', code: 5, message: 'no' }],
    ['404 JSON', answerOf(404, json, '[2, "none"]'), manner(), { kind: 'coded-error', code: 2, message: 'none' }],
    ['404 JSON of another kind', answerOf(404, json, '{"detail":"no"}'), manner(), { kind: 'missing' }],
    ['422 cut JSON', answerOf(422, json, '[5, "n'), manner(), { kind: 'failed', status: 422 }],
    ['422 with odd code', answerOf(422, json, '["5", "no"]'), manner(), { kind: 'failed', status: 422 }],
    ['422 with odd text', answerOf(422, json, '[5, {"toString": 1}]'), manner(), { kind: 'failed', status: 422 }],
    ['422 HTML', answerOf(422, html, '[5, "no"]'), manner(), { kind: 'failed', status: 422 }],
    ['401 without body', answerOf(401, html), manner(), { kind: 'session-expired' }],
    ['401 page', answerOf(401, html, deniedPage), manner(), { kind: 'denied', reason: 'You are not the operator.' }],
    ['401 page without reason', answerOf(401, html, '<p>No.</p>'), post, { kind: 'denied', reason: '' }],
    ['200 login page', answerOf(200, html, loginPage), manner(), { kind: 'session-expired' }],
    ['200 login page for a page', answerOf(200, html, loginPage), page, { kind: 'session-expired' }],
    ['200 login page after POST', answerOf(200, html, loginPage), post, { kind: 'session-expired' }],
    ['200 page for a name', answerOf(200, html, ambiguousPage), named, { kind: 'ambiguous-alias' }],
    ['200 page with links', answerOf(200, html, ambiguousPage), manner(), { kind: 'no-json' }],
    ['200 page for a name, no links', answerOf(200, html, '<p>x</p>'), named, { kind: 'no-json' }],
    ['200 page as wanted', answerOf(200, html, '<p>x</p>'), page, { kind: 'html', text: '<p>x</p>' }],
    [
      '200 form page',
      answerOf(200, html, formPage),
      post,
      { kind: 'form-rejected', problems: [{ field: 'Title', messages: ['This field is required.'] }] },
    ],
    ['200 form page without errors', answerOf(200, html, '<p>x</p>'), post, { kind: 'form-rejected', problems: [] }],
    ['200 picture', answerOf(200, 'image/png'), manner(), { kind: 'other-content', contentType: 'image/png' }],
    ['200 without type', answerOf(200, ''), manner(), { kind: 'other-content', contentType: '' }],
    ['403', answerOf(403, html, 'CSRF'), post, { kind: 'csrf-refused' }],
    ['404 page', answerOf(404, html, '<p>x</p>'), manner(), { kind: 'missing' }],
    ['414', answerOf(414, html), manner(), { kind: 'too-long' }],
    ...[201, 204, 400, 405, 429, 500, 502, 503].map((status): [string, HttpAnswer, RequestManner, AnswerMeaning] => [
      `${status}`,
      answerOf(status, json, '[1]'),
      manner(),
      { kind: 'failed', status },
    ]),
  ])('%s', (_, answer, asked, meaning) => {
    expect(classifyAnswer(answer, asked)).toEqual(meaning);
  });
});

describe('any answer', () => {
  const status = fc.oneof(fc.integer({ min: 100, max: 599 }), fc.constantFrom(200, 302, 401, 404, 422));
  const contentType = fc.constantFrom(json, html, 'application/xhtml+xml', 'text/csv', '', ';;;');
  const body = fc.oneof(
    fc.constantFrom(
      '',
      loginPage,
      deniedPage,
      formPage,
      ambiguousPage,
      '[1,"https://h/x"]',
      '[2,null]',
      '57',
      '<a href',
    ),
    fc.json(),
    fc.string({ unit: 'binary' }),
  );
  const location = fc.option(fc.oneof(fc.webUrl(), fc.constantFrom('/login', 'login/?x', '')), { nil: undefined });
  const asked = fc.record({
    method: fc.constantFrom('GET', 'POST'),
    wants: fc.constantFrom('json', 'html', 'bytes'),
    rootPath: fc.constantFrom('/', '/jb/'),
    bySampleName: fc.boolean(),
  });

  it('has one meaning, and only JSON with status 200 is data', () => {
    fc.assert(
      fc.property(status, contentType, body, location, asked, (code, type, text, target, request) => {
        const meaning = classifyAnswer(answerOf(code, type, text, { location: target }), request);
        if (meaning.kind === 'json') expect([code, type, request.wants === 'html']).toEqual([200, json, false]);
        if (meaning.kind === 'html') expect([code, request.method, request.wants]).toEqual([200, 'GET', 'html']);
        if (meaning.kind === 'failed') expect(meaning.status).toBe(code);
      }),
      { numRuns: 1000 },
    );
  });

  it('that is no text has a meaning, too', () => {
    fc.assert(
      fc.property(status, contentType, fc.uint8Array(), asked, (code, type, bytes, request) => {
        expect(classifyAnswer({ ...answerOf(code, type), body: bytes }, request).kind).toBeTypeOf('string');
      }),
    );
  });

  it('tells no more of a message than a person reads', () => {
    const meaning = classifyAnswer(answerOf(422, json, JSON.stringify([5, 'x'.repeat(100_000)])), post);
    expect(meaning.kind === 'coded-error' && meaning.message.length).toBe(2000);
  });
});
