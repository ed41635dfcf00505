import { t } from './language.ts';

/** What is read of a key event. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export const onMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

/** "Mod+Shift+A" as it is shown: "Ctrl Shift A", on macOS "⌘ ⇧ A". */
export function shortcutText(shortcut: string, mac = onMac): string {
  const names: Readonly<Record<string, string>> = mac
    ? { Mod: '⌘', Ctrl: '⌘', Alt: '⌥', Shift: '⇧', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' }
    : {
        Mod: t('Ctrl'),
        Ctrl: t('Ctrl'),
        Shift: t('Shift'),
        ArrowLeft: '←',
        ArrowRight: '→',
        ArrowUp: '↑',
        ArrowDown: '↓',
        PageUp: t('Page Up'),
        PageDown: t('Page Down'),
      };
  return shortcut
    .split(/[+ ](?=.)/)
    .map((part) => names[part] ?? part)
    .join(' ');
}

/** Whether a key press is that shortcut. */
export function matchesShortcut(event: KeyPress, shortcut: string, mac = onMac): boolean {
  const parts = shortcut.split(/\+(?=.)/);
  const key = parts.at(-1) ?? '';
  const wants = (name: string): boolean => parts.slice(0, -1).includes(name);
  const mod = mac ? event.metaKey : event.ctrlKey;
  const otherMod = mac ? event.ctrlKey : event.metaKey;
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === wants('Mod') &&
    otherMod === (mac && wants('Ctrl')) &&
    event.altKey === wants('Alt') &&
    // Shift is part of the sign itself for keys like "?".
    (event.shiftKey === wants('Shift') || /^[^a-z0-9]$/i.test(key))
  );
}
