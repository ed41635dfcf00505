import { describe, expect, it } from 'vitest';
import { type KeyPress, matchesShortcut, shortcutText } from './shortcut.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('matchesShortcut', () => {
  it('takes Ctrl for Mod, and ⌘ on macOS', () => {
    expect(matchesShortcut(press('k', { ctrlKey: true }), 'Mod+K', false)).toBe(true);
    expect(matchesShortcut(press('k', { metaKey: true }), 'Mod+K', false)).toBe(false);
    expect(matchesShortcut(press('k', { metaKey: true }), 'Mod+K', true)).toBe(true);
  });

  it('wants exactly the keys that are named', () => {
    expect(matchesShortcut(press('A', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+A', false)).toBe(true);
    expect(matchesShortcut(press('a', { ctrlKey: true }), 'Mod+Shift+A', false)).toBe(false);
    expect(matchesShortcut(press('r', { ctrlKey: true, altKey: true }), 'Mod+R', false)).toBe(false);
    expect(matchesShortcut(press('F6', { shiftKey: true }), 'F6', false)).toBe(false);
  });

  it('reads signs on any layout', () => {
    expect(matchesShortcut(press('/', { shiftKey: true }), '/', false)).toBe(true);
    expect(matchesShortcut(press(',', { ctrlKey: true }), 'Mod+,', false)).toBe(true);
    expect(matchesShortcut(press('.', { ctrlKey: true }), 'Mod+.', false)).toBe(true);
  });
});

describe('shortcutText', () => {
  it('names keys as the system does', () => {
    expect(shortcutText('Mod+Shift+A', false)).toBe('Ctrl Shift A');
    expect(shortcutText('Mod+Shift+A', true)).toBe('⌘ ⇧ A');
    expect(shortcutText('Ctrl Enter', false)).toBe('Ctrl Enter');
    expect(shortcutText('Alt+ArrowLeft', false)).toBe('Alt ←');
  });
});
