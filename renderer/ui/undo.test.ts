import { beforeEach, expect, test } from 'vitest';
import { AppError } from '../../app/contract/app-error.ts';
import { useMessages } from './messages.ts';
import { type LocalChange, redoChange, rememberChange, undoChange, undoOfLatest, useUndo } from './undo.ts';

let value = 0;

function setValue(next: number): void {
  const before = value;
  value = next;
  rememberChange({
    title: `Set ${next}`,
    undo: async () => {
      value = before;
    },
    redo: async () => {
      value = next;
    },
  });
}

const titles = (list: readonly LocalChange[]): string[] => list.map(({ title }) => title);

beforeEach(() => {
  value = 0;
  useUndo.setState({ done: [], undone: [], isBusy: false });
});

test('changes are taken back from the latest on, and made again in their order', async () => {
  setValue(1);
  setValue(2);
  await undoChange();
  expect(value).toBe(1);
  await undoChange();
  expect(value).toBe(0);
  await undoChange();
  await redoChange();
  expect(value).toBe(1);
  await redoChange();
  expect(value).toBe(2);
});

test('a new change ends what could be made again', async () => {
  setValue(1);
  await undoChange();
  setValue(5);
  await redoChange();
  expect(value).toBe(5);
  expect(titles(useUndo.getState().undone)).toEqual([]);
});

test('one that fails stays on the list and says why', async () => {
  rememberChange({
    title: 'Rename',
    undo: () => Promise.reject(new AppError('conflict', 'Another one has that name.')),
    redo: async () => {},
  });
  await undoChange();
  expect(titles(useUndo.getState().done)).toEqual(['Rename']);
  expect(useMessages.getState().own[0]?.text).toBe('Another one has that name.');
});

test('two presses at once take back one change', async () => {
  setValue(1);
  setValue(2);
  await Promise.all([undoChange(), undoChange()]);
  expect(value).toBe(1);
});

test('a hundred changes are kept', () => {
  for (let next = 1; next <= 120; next++) setValue(next);
  expect(useUndo.getState().done).toHaveLength(100);
  expect(useUndo.getState().done[0]?.title).toBe('Set 21');
});

test('the button of a change takes that one back, and once', async () => {
  setValue(1);
  const takeBack = undoOfLatest();
  setValue(2);
  takeBack();
  await expect.poll(() => titles(useUndo.getState().done)).toEqual(['Set 2']);
  takeBack();
  await undoChange();
  expect(titles(useUndo.getState().undone)).toEqual(['Set 1', 'Set 2']);
});
