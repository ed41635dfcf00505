import { describe, expect, it, test } from 'vitest';
import { AppError } from '../../contract/app-error.ts';
import { TransportError } from '../http/transport-error.ts';
import type { AnswerMeaning } from './classify.ts';
import { failureOf, formFailure, withDetails } from './failures.ts';
import { JuliaBaseError } from './juliabase-error.ts';
import { samplePath } from './requests.ts';

const place = { server: 'lab', path: 'sample_series/Thickness%2520series/export/' };
type Failure = Exclude<AnswerMeaning, { kind: 'json' | 'html' }>;

describe('every failure is a sentence about the thing that was asked for, with a remedy', () => {
  const series = 'series “Thickness series”';
  test.each<[Failure, string, string]>([
    [{ kind: 'session-expired' }, 'auth-required', 'lab ended the session right after sign-in.'],
    [{ kind: 'denied', reason: '' }, 'forbidden', `lab denies access to ${series}.`],
    [{ kind: 'denied', reason: 'Ask Anna.' }, 'forbidden', `lab denies access to ${series}. It says: Ask Anna.`],
    [{ kind: 'csrf-refused' }, 'remote-failed', `lab refused the CSRF token for ${series}.`],
    [{ kind: 'coded-error', code: 2, message: 'None.' }, 'not-found', `lab says about ${series}: None.`],
    [{ kind: 'no-json' }, 'unsupported', `lab shows ${series} only as a page for browsers.`],
    [{ kind: 'other-content', contentType: 'text/csv' }, 'bad-response', `lab answered for ${series} with text/csv.`],
    [{ kind: 'other-content', contentType: '' }, 'bad-response', `lab answered for ${series} with no content type.`],
    [{ kind: 'redirect', location: '/x' }, 'bad-response', `lab redirects ${series} to where Quarry does not follow.`],
    [{ kind: 'too-long' }, 'invalid-input', `The request for ${series} is too long for lab.`],
    [{ kind: 'missing' }, 'not-found', `lab does not know ${series}.`],
    [{ kind: 'failed', status: 500 }, 'remote-failed', `lab answered for ${series} with status 500.`],
    [{ kind: 'form-rejected', problems: [] }, 'invalid-input', `lab rejected the form for ${series} without a reason.`],
  ])('%j', (meaning, code, message) => {
    const failure = failureOf(meaning, place, { marker: 'x' });
    expect(failure).toMatchObject({ code, message, source: 'lab', details: { marker: 'x' } });
    expect(failure.remedy).toMatch(/\.$/);
    expect(failure.message).not.toContain('%');
  });

  it('a page in place of a sample may pass, one in place of its table may not', () => {
    const failureAt = (path: string) => failureOf({ kind: 'no-json' }, { server: 'lab', path });
    expect(failureAt(samplePath('A 1'))).toMatchObject({ code: 'bad-response', retryable: true });
    expect(failureAt('samples/by_id/7')).toMatchObject({ code: 'bad-response', retryable: true });
    expect(failureAt('samples/A/export/')).toMatchObject({ code: 'unsupported', retryable: false });
  });

  it('names an ambiguous alias', () => {
    const { message } = failureOf({ kind: 'ambiguous-alias' }, { server: 'lab', path: samplePath('OLD-7') });
    expect(message).toBe('lab knows more than one sample “OLD-7”: the name is an alias.');
  });
});

test('a rejected form names its fields', () => {
  const problems = [
    { field: 'Title', messages: ['Too long.', 'Odd.'] },
    { field: '', messages: ['Choose a sample.'] },
  ];
  expect(formFailure(problems, { server: 'lab', path: 'results/add/' })).toMatchObject({
    message: 'lab rejected the form for a new Result. It says: Title: Too long. Odd.; Choose a sample.',
    juliaBaseCode: 1,
    details: { fields: problems },
  });
});

test.each([
  [1, 'invalid-input'],
  [2, 'not-found'],
  [3, 'invalid-input'],
  [4, 'auth-required'],
  [5, 'invalid-input'],
  [6, 'forbidden'],
  [0, 'invalid-input'],
  [-1, 'invalid-input'],
  [2001, 'invalid-input'],
])('code %i of the server is %s', (code, expected) => {
  expect(new JuliaBaseError(code, 'x')).toMatchObject({ code: expected, details: { juliaBaseCode: code } });
});

test.each([
  [500, false],
  [501, false],
  [502, true],
  [503, true],
  [504, true],
])('status %i may pass by itself: %s', (status, retryable) => {
  expect(failureOf({ kind: 'failed', status }, place).retryable).toBe(retryable);
});

test('further details leave kind, stage and remedy as they are', () => {
  const options = { remedy: 'Wait.', source: 'lab', details: { a: 1 } };
  const lost = withDetails(
    new TransportError('timeout', 'silence', 'sending', options),
    { b: 2 },
    { retryable: false },
  );
  expect(lost).toBeInstanceOf(TransportError);
  expect(lost).toMatchObject({ stage: 'sending', retryable: false, remedy: 'Wait.', details: { a: 1, b: 2 } });
  expect(withDetails(new JuliaBaseError(5, 'x', options), {})).toMatchObject({ juliaBaseCode: 5, source: 'lab' });
  const cause = new AppError('storage', 'full');
  expect(withDetails(cause, { b: 2 }, { source: 'here' })).toMatchObject({ code: 'storage', source: 'here', cause });
});
