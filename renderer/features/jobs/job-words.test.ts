import { describe, expect, it } from 'vitest';
import { countOf, isEnded, percentOf, phaseInWords, resultIdOf } from './job-words.ts';

describe('percentOf', () => {
  it('never says 100 before the end', () => {
    expect(percentOf({ done: 999, total: 1000 })).toBe(99);
    expect(percentOf({ done: 3, total: 3 })).toBe(100);
  });

  it('says nothing where the whole is not known', () => {
    expect(percentOf({ done: 3, total: null })).toBeNull();
    expect(percentOf({ done: 0, total: 0 })).toBeNull();
  });
});

describe('countOf', () => {
  it('groups thousands', () => {
    expect(countOf({ done: 18_740, total: 32_000, unit: 'files' })).toBe('18\u202f740 of 32\u202f000 files');
  });
});

describe('phaseInWords', () => {
  it('of what waits is the reason why, if there is one', () => {
    const waiting = { status: 'waiting', phase: 'Sending' } as const;
    expect(phaseInWords({ ...waiting, error: null })).toBe('Sending');
    const error = { code: 'network', message: 'Lab does not answer.', retryable: true } as const;
    expect(phaseInWords({ ...waiting, error })).toBe('Lab does not answer.');
  });
});

describe('isEnded', () => {
  it('counts jobs that need the user as open', () => {
    expect(isEnded({ status: 'needs-you' })).toBe(false);
    expect(isEnded({ status: 'failed' })).toBe(true);
  });
});

describe('resultIdOf', () => {
  it('reads what an attach job has written', () => {
    expect(resultIdOf({ result: { resultId: 57 } })).toBe(57);
    expect(resultIdOf({ result: { resultId: 'x' } })).toBeNull();
  });
});
