import { expect, test } from 'vitest';
import { AppError } from '../../app/contract/app-error.ts';
import { compileSentences } from '../ui/core-sentences.ts';
import { sayAnswer, sayError } from './spoken-answers.ts';

const speak = compileSentences({ Done: 'Fertig', 'Crawl {0}': 'Crawler {0}', 'Try again.': 'Noch einmal.' });

test('parts of an answer that the core has composed are said, all others stay', () => {
  const job = { id: 'Done', title: 'Crawl a', phase: 'Done', error: null, result: { title: 'Done' } };
  expect(sayAnswer('jobs.watch', { kind: 'changed', job }, speak)).toEqual({
    kind: 'changed',
    job: { ...job, title: 'Crawler a', phase: 'Fertig' },
  });
  expect(sayAnswer('outbox.list', { open: [{ notes: ['Done', 'x'], payload: { title: 'Done' } }] }, speak)).toEqual({
    open: [{ notes: ['Fertig', 'x'], payload: { title: 'Done' } }],
  });
  const sample = { name: 'Done' };
  expect(sayAnswer('juliabase.sample.name', sample, speak)).toBe(sample);
});

test('a failure keeps its code and says message and remedy', () => {
  const error = new AppError('timeout', 'Crawl a', { remedy: 'Try again.', source: 'Done', retryable: false });
  expect(sayError(error, speak)).toEqual(
    new AppError('timeout', 'Crawler a', { remedy: 'Noch einmal.', source: 'Done', retryable: false }),
  );
  expect(sayError('Done', speak)).toBe('Done');
});
