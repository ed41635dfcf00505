import type { ReactNode } from 'react';
import styles from './key-hint.module.css';
import { shortcutText } from './shortcut.ts';

/** A shortcut as the keyboard of this system names it. */
export function KeyHint({ keys }: { keys: string }): ReactNode {
  return <kbd className={styles.keys}>{shortcutText(keys)}</kbd>;
}
