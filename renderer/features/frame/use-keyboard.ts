import { useEffect } from 'react';
import { availableCommands } from '../../ui/commands.ts';
import { matchesShortcut } from '../../ui/shortcut.ts';

/** Runs the command whose shortcut is pressed, and puts `/` into the filter of the focused region. */
export function useKeyboard(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return;
      const typing = isTyping(event.target);
      const command = availableCommands().find(
        ({ shortcut, notWhileTyping }) =>
          !(typing && notWhileTyping === true) && shortcut?.split(', ').some((one) => matchesShortcut(event, one)),
      );
      if (command !== undefined) {
        event.preventDefault();
        command.run();
      } else if (matchesShortcut(event, '/') && !typing) {
        const filter = filterNear(document.activeElement);
        if (filter === null) return;
        event.preventDefault();
        filter.focus();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable);
}

function filterNear(element: Element | null): HTMLElement | null {
  const filter = '[data-list-filter]';
  return (
    element?.closest('[data-panel]')?.querySelector<HTMLElement>(filter) ??
    element?.closest('[data-region]')?.querySelector<HTMLElement>(filter) ??
    document.querySelector<HTMLElement>(filter)
  );
}
