import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { AppError } from '../../contract/app-error.ts';
import { TransportError } from '../http/transport-error.ts';
import type { AnswerMeaning } from './classify.ts';
import { classifyLostWrite, classifyWrite } from './classify-write.ts';

describe('row 2: an answer to a write', () => {
  const finished = { outcome: 'unknown', serverFinished: true };
  const running = { outcome: 'unknown', serverFinished: false };
  const proven = { outcome: 'not-created' };

  test.each<[AnswerMeaning, object]>([
    [
      { kind: 'json', text: '57' },
      { outcome: 'created', id: 57 },
    ],
    [
      { kind: 'json', text: ' 57\n' },
      { outcome: 'created', id: 57 },
    ],
    ...['0', '-1', '1.0', '1e3', '057', 'true', 'null', '"57"', '[57]', '57 58', '', '9'.repeat(16)].map(
      (text): [AnswerMeaning, object] => [{ kind: 'json', text }, running],
    ),
    [{ kind: 'session-expired' }, proven],
    [{ kind: 'csrf-refused' }, proven],
    [
      { kind: 'coded-error', code: 2, message: 'no such sample' },
      { ...proven, reason: 'no such sample' },
    ],
    [{ kind: 'coded-error', code: 3, message: 'x' }, proven],
    [{ kind: 'coded-error', code: 6, message: 'x' }, proven],
    [{ kind: 'coded-error', code: 2001, message: 'x' }, proven],
    [{ kind: 'coded-error', code: 1, message: 'https://h/error_pages/ab' }, finished],
    [{ kind: 'form-rejected', problems: [] }, finished],
    [{ kind: 'form-rejected', problems: [{ field: 'Title', messages: ['required'] }] }, finished],
    [{ kind: 'denied', reason: '' }, finished],
    [{ kind: 'html', text: '' }, finished],
    [{ kind: 'no-json' }, finished],
    [{ kind: 'ambiguous-alias' }, finished],
    [{ kind: 'other-content', contentType: 'text/csv' }, finished],
    [{ kind: 'missing' }, finished],
    [{ kind: 'redirect', location: '/x' }, running],
    [{ kind: 'too-long' }, running],
    [{ kind: 'failed', status: 500 }, running],
    [{ kind: 'failed', status: 400 }, running],
  ])('%j', (meaning, outcome) => {
    expect(classifyWrite(meaning)).toMatchObject(outcome);
  });

  it('is an id or it is not: nothing else counts as created', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const judged = classifyWrite({ kind: 'json', text });
        if (judged.outcome === 'created') expect(String(judged.id)).toBe(text.trim());
        else expect(judged.outcome).toBe('unknown');
      }),
    );
  });
});

describe('a write without an answer', () => {
  test.each<[string, unknown, string]>([
    ['no connection', new TransportError('network', 'no connection', 'connecting'), 'not-created'],
    ['broken off within the body', new TransportError('network', 'broken', 'sending'), 'not-created'],
    ['broken off later', new TransportError('network', 'broken', 'sent'), 'unknown'],
    ['silence', new TransportError('timeout', 'silence', 'sent'), 'unknown'],
    ['an answer that is too large', new AppError('bad-response', 'too large'), 'unknown'],
    ['anything else', new TypeError('x'), 'unknown'],
    ['no error at all', undefined, 'unknown'],
  ])('%s', (_, error, outcome) => {
    expect(classifyLostWrite(error).outcome).toBe(outcome);
  });

  it('may still arrive', () => {
    expect(classifyLostWrite(new TransportError('timeout', 'silence', 'sent'))).toEqual({
      outcome: 'unknown',
      reason: 'silence',
      serverFinished: false,
    });
  });
});
