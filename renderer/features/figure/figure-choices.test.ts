import { beforeEach, expect, test } from 'vitest';
import { plainDetails } from '../../../app/domain/figure-details.ts';
import type { FigureLook } from '../../../app/domain/figure-look.ts';
import { redoChange, undoChange, useUndo } from '../../ui/undo.ts';
import { lookOf, takeLook } from './figure-choices.ts';

const subject = { connectionId: 'lab', kind: 'series', name: 'Anneal' } as const;
const kept: FigureLook = {
  ...{ view: 'linear', yScale: 'linear', showFit: false, fitRange: null, hidden: ['26S-001'] },
  details: plainDetails,
};

// Other files of the same process leave their changes.
beforeEach(() => useUndo.setState({ done: [], undone: [] }));

test('a figure takes the look that was kept with it, and undo brings back the one before', async () => {
  takeLook(subject, kept);
  expect(lookOf(subject)).toEqual(kept);
  await undoChange();
  expect(lookOf(subject)).toBeUndefined();
  await redoChange();
  expect(lookOf(subject)).toEqual(kept);
  const later: FigureLook = { ...kept, view: 'arrhenius', hidden: [] };
  takeLook(subject, later);
  takeLook(subject, later);
  expect(lookOf(subject)).toEqual(later);
  expect(useUndo.getState().done).toHaveLength(2);
  await undoChange();
  expect(lookOf(subject)).toEqual(kept);
});
