import { describe, expect, it } from 'vitest';
import type { Job } from '../../app/contract/jobs.ts';
import { applyJobEvent } from './job-list.ts';

// Only the id and the status matter for the list.
const job = (id: string, status: Job['status'] = 'running'): Job => ({ id, status }) as Job;

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

  it('takes a removed job off', () => {
    expect(applyJobEvent([job('a')], { kind: 'removed', sequence: 4, id: 'a' })).toEqual([]);
  });
});
