import { expect, test, vi } from 'vitest';
import { readWindow, restoreWindow, watchWindow } from '../../ui/window-memory.ts';
import { useSqlDraft } from './sql-draft.ts';

test('a statement that is being written comes back with its workspace, and with no other', () => {
  const changed = vi.fn();
  const stop = watchWindow(changed);
  useSqlDraft.getState().setText('SELECT 1');
  expect(changed).toHaveBeenCalled();
  stop();
  const kept = readWindow();
  expect(kept.sql).toBe('SELECT 1');
  restoreWindow({});
  expect(useSqlDraft.getState().text).toBe('');
  expect(readWindow()).not.toHaveProperty('sql');
  restoreWindow(kept);
  expect(useSqlDraft.getState().text).toBe('SELECT 1');
  restoreWindow({ sql: 5 });
  expect(useSqlDraft.getState().text).toBe('');
});
