import { describe, expect, it } from 'vitest';
import type { Job } from '../../app/contract/jobs.ts';
import { applyJobEvent } from './job-list.ts';

// Only these matter for the list.
const job = (id: string, status: Job['status'] = 'running', createdUtc = '2026-03-05T08:00:00Z'): Job =>
  ({ id, status, createdUtc }) as Job;

describe('applyJobEvent', () => {
  it('starts from the snapshot', () => {
    expect(applyJobEvent([job('old')], { kind: 'snapshot', sequence: 1, jobs: [job('a')] })).toEqual([job('a')]);
  });

  it('changes a job in its place and puts a new one first', () => {
    const jobs = [job('a'), job('b')];
    expect(applyJobEvent(jobs, { kind: 'changed', sequence: 2, job: job('b', 'failed') })[1]?.status).toBe('failed');
    expect(applyJobEvent(jobs, { kind: 'changed', sequence: 3, job: job('c') }).map(({ id }) => id)).toEqual([
      'c',
      'a',
      'b',
    ]);
  });

  it('puts one that comes back where it was', () => {
    const jobs = [job('c', 'failed', '2026-03-05T09:00:00Z'), job('a', 'failed', '2026-03-05T07:00:00Z')];
    const ids = (back: Job) => applyJobEvent(jobs, { kind: 'changed', sequence: 4, job: back }).map(({ id }) => id);
    expect(ids(job('b', 'failed'))).toEqual(['c', 'b', 'a']);
    expect(ids(job('0', 'failed', '2026-03-05T06:00:00Z'))).toEqual(['c', 'a', '0']);
  });

  it('takes a removed job off', () => {
    expect(applyJobEvent([job('a')], { kind: 'removed', sequence: 4, id: 'a' })).toEqual([]);
  });
});
