import { beforeEach, expect, test, vi } from 'vitest';
import type { JsonValue } from '../../app/contract/app-error.ts';

let memory: typeof import('./window-memory.ts');

// Modules of other tests keep parts of theirs.
beforeEach(async () => {
  vi.resetModules();
  memory = await import('./window-memory.ts');
});

function part(name: string): { value: JsonValue; change(value: JsonValue): void } {
  const listeners = new Set<() => void>();
  const state = {
    value: null as JsonValue,
    change(value: JsonValue): void {
      state.value = value;
      for (const listener of listeners) listener();
    },
  };
  memory.keepWithWorkspace({
    name,
    read: () => state.value,
    restore: (kept) => {
      state.value = kept;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  return state;
}

test('parts are read and restored by name; one without anything to keep is not there', () => {
  const sql = part('sql');
  part('empty');
  sql.change('SELECT 1');
  expect(memory.readWindow()).toEqual({ sql: 'SELECT 1' });
  memory.restoreWindow({ sql: 'SELECT 2' });
  expect(sql.value).toBe('SELECT 2');
  memory.restoreWindow({});
  expect(sql.value).toBeNull();
});

test('a part whose code comes later gets what was kept, and loses nothing until then', () => {
  memory.restoreWindow({ late: [1, 2] });
  expect(memory.readWindow()).toEqual({ late: [1, 2] });
  expect(part('late').value).toEqual([1, 2]);
  expect(memory.readWindow()).toEqual({ late: [1, 2] });
});

test('each change is told until the watcher goes', () => {
  const told = vi.fn();
  const stop = memory.watchWindow(told);
  const watched = part('watched');
  watched.change(1);
  expect(told).toHaveBeenCalledTimes(1);
  stop();
  watched.change(2);
  expect(told).toHaveBeenCalledTimes(1);
});
