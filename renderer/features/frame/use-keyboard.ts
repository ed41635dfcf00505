import { useEffect } from 'react';
import { noteClosing } from '../../routes/panels.ts';
import { availableCommands } from '../../ui/commands.ts';
import { matchesShortcut } from '../../ui/shortcut.ts';

/** Runs the command whose shortcut is pressed, and puts `/` into the filter of the focused region. */
export function useKeyboard(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isModal() || runShortcut(event)) return;
      if (matchesShortcut(event, '/') && !isTyping(event.target)) {
        const filter = filterNear(document.activeElement);
        if (filter === null) return;
        event.preventDefault();
        filter.focus();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keydown', onTabKey, true);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keydown', onTabKey, true);
    };
  }, []);
}

/** Tabs of panels take arrows, Enter and Delete for themselves, whatever is held with them; so this comes before them. */
function onTabKey(event: KeyboardEvent): void {
  const tab = event.target instanceof HTMLElement && event.target.matches('.dv-tab') ? event.target : null;
  if (tab === null || isModal()) return;
  const isHeld = event.altKey || event.ctrlKey || event.metaKey;
  if (isHeld && runShortcut(event)) event.stopImmediatePropagation();
  if (!isHeld && (event.key === 'Delete' || event.key === 'Backspace')) noteClosing(tab.dataset.tabPanelId ?? '');
}

function isModal(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/** @returns Whether a command has these keys. */
function runShortcut(event: KeyboardEvent): boolean {
  const typing = isTyping(event.target);
  const command = availableCommands().find(
    ({ shortcut, notWhileTyping }) =>
      !(typing && notWhileTyping === true) && shortcut?.split(', ').some((one) => matchesShortcut(event, one)),
  );
  if (command === undefined) return false;
  event.preventDefault();
  command.run();
  return true;
}

/** Ticks, switches and lists to choose from are fields too, but have nothing that is typed. */
function isTyping(target: EventTarget | null): boolean {
  const fields = 'input:read-write, textarea:read-write, select';
  return target instanceof HTMLElement && (target.matches(fields) || target.isContentEditable);
}

function filterNear(element: Element | null): HTMLElement | null {
  const filter = '[data-list-filter]';
  return (
    element?.closest('[data-panel]')?.querySelector<HTMLElement>(filter) ??
    element?.closest('[data-region]')?.querySelector<HTMLElement>(filter) ??
    document.querySelector<HTMLElement>(filter)
  );
}
