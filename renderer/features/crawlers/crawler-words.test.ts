import { describe, expect, it } from 'vitest';
import { nameOf, runInWords, timesInWords, timesOf } from './crawler-words.ts';

describe('timesOf', () => {
  it('reads minutes and times of the day', () => {
    expect(timesOf('every', ' 90 ')).toEqual({ kind: 'every', minutes: 90 });
    expect(timesOf('at', '18:30, 6:00,18:30')).toEqual({ kind: 'at', times: ['06:00', '18:30'] });
  });

  it.each(['0', '1.5', '', '20000'])('does not take “%s” for minutes', (text) => {
    expect(timesOf('every', text)).toBeUndefined();
  });

  it.each(['24:00', '6', '', '06:00,'])('does not take “%s” for times', (text) => {
    expect(timesOf('at', text)).toBeUndefined();
  });
});

describe('words', () => {
  it('tell when a crawler runs', () => {
    expect(timesInWords(null)).toBe('only by hand');
    expect([60, 120, 90].map((minutes) => timesInWords({ kind: 'every', minutes }))).toEqual([
      ...['every hour', 'every 2 h', 'every 90 min'],
    ]);
    expect(timesInWords({ kind: 'at', times: ['06:00', '18:30'] })).toBe('each day at 06:00, 18:30');
  });

  it('name a crawler by its file while that cannot be read', () => {
    expect(nameOf({ about: null, file: 'C:\\lab\\old.yaml' })).toBe('old.yaml');
  });

  it('tell what the last run came to', () => {
    const run = { jobId: 'j', startedUtc: null, endedUtc: null, error: null };
    const none = { moved: 0, gone: 0, young: 0, problems: [], problemCount: 0 };
    const sent = { ended: 2, needsYou: 1, open: 0 };
    const result = { ...none, files: 12_000, queued: 2, invalid: 1, asks: 0, sent };
    expect(runInWords({ ...run, status: 'succeeded', result })).toMatch(
      /^12.000 files, 2 new, 1 invalid, 1 need you$/u,
    );
    expect(runInWords({ ...run, status: 'running', result: null })).toBe('running');
    expect(runInWords(null)).toBe('none yet');
  });
});
