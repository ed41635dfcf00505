import { beforeEach, expect, it, vi } from 'vitest';
import { isLeftAddress, leaveLayout, takeLeftLayout } from './left-layout.ts';

let items: Map<string, string>;

beforeEach(() => {
  items = new Map();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => items.set(key, text),
    removeItem: (key: string) => items.delete(key),
  });
  vi.stubGlobal('window', { location: { hash: '#/settings' } });
  return () => vi.unstubAllGlobals();
});

it('gives the next page what the last one has left, once', () => {
  leaveLayout({ dock: { panels: ['series'] } });
  expect(takeLeftLayout()).toEqual({ dock: { panels: ['series'] } });
  expect(takeLeftLayout()).toBeNull();
});

it('gives nothing where nothing can be stored, or what is there is torn', () => {
  items.set('quarry-layout', '{"dock":');
  expect(takeLeftLayout()).toBeNull();
  const refuse = (): never => {
    throw new DOMException('No room.', 'QuotaExceededError');
  };
  vi.stubGlobal('sessionStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
  expect(() => leaveLayout({})).not.toThrow();
  expect(takeLeftLayout()).toBeNull();
});

it('knows the address with which the page before went', () => {
  leaveLayout({ dock: null });
  takeLeftLayout();
  expect(isLeftAddress()).toBe(true);
  vi.stubGlobal('window', { location: { hash: '#/series' } });
  expect(isLeftAddress()).toBe(false);
});
