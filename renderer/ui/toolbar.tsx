import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import styles from './toolbar.module.css';
import { useTight } from './use-tight.ts';

export interface ToolbarProps {
  /** For screen readers: what the commands are about. */
  label: string;
  children: ReactNode;
}

/** One line of commands, without labels where they do not fit; the arrow keys walk along it. */
export function Toolbar({ label, children }: ToolbarProps): ReactNode {
  const bar = useRef<HTMLDivElement>(null);
  useTight(bar);
  const walk = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined || event.target instanceof HTMLInputElement) return;
    const controls = [...(bar.current?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];
    const at = controls.indexOf(document.activeElement as HTMLElement);
    if (at === -1) return;
    event.preventDefault();
    controls.at((at + step) % controls.length)?.focus();
  };
  return (
    <div ref={bar} role="toolbar" aria-label={label} tabIndex={-1} className={styles.bar} onKeyDown={walk}>
      {children}
    </div>
  );
}
