import { expect, test } from 'vitest';
import { AppError } from '../../../app/contract/app-error.ts';
import type { ConductivityFigure } from '../../../app/contract/figures.ts';
import { firstLoadState, progressInWords, reduceLoad } from './figure-load-state.ts';

const figure: ConductivityFigure = {
  figureId: 'f1',
  connectionId: 'c1',
  seriesName: 's',
  asOfUtc: '2026-11-21T12:00:00Z',
  curves: [],
  fitRange: null,
};
const progress = { kind: 'progress', phase: 'files', done: 12, total: 50, remainingMs: 800 } as const;

test('progress is shown until the figure is there', () => {
  const loading = reduceLoad(firstLoadState, { kind: 'progress', progress });
  expect(loading).toMatchObject({ status: 'loading', progress });
  expect(reduceLoad(loading, { kind: 'ready', figure })).toMatchObject({ status: 'ready', figure, progress: null });
});

test('loading again and failing keeps the figure that was seen', () => {
  const ready = reduceLoad(firstLoadState, { kind: 'ready', figure });
  const again = reduceLoad(ready, { kind: 'again', refresh: true });
  expect(again).toMatchObject({ status: 'loading', figure, attempt: 1, refresh: true });
  const error = new AppError('network', 'Institute lab does not answer.');
  expect(reduceLoad(again, { kind: 'failed', error })).toMatchObject({ status: 'failed', figure, error });
});

test('progress that arrives after cancelling is not shown', () => {
  const cancelled = reduceLoad(firstLoadState, { kind: 'cancelled' });
  expect(reduceLoad(cancelled, { kind: 'progress', progress })).toBe(cancelled);
});

test('a phase says how far it is', () => {
  expect(progressInWords(progress)).toBe('Reading raw data files, 12 of 50');
  expect(progressInWords({ ...progress, phase: 'fit', total: 1 })).toBe('Fitting');
});
