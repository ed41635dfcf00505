import type { ReactNode } from 'react';
import type { NoteAction } from '../../ui/note.tsx';
import styles from './navigator.module.css';

export interface TreeNoteProps {
  level: number;
  tone?: 'quiet' | 'bad';
  text: string;
  action?: NoteAction;
}

/** A sentence in the tree; the whole line does its action. */
export function TreeNote({ level, tone = 'quiet', text, action }: TreeNoteProps): ReactNode {
  return (
    <div
      role="treeitem"
      tabIndex={-1}
      aria-level={level}
      aria-selected={false}
      className={styles.note}
      data-tone={tone}
      style={{ paddingLeft: 28 + (level - 1) * 14 }}
      onClick={action?.onClick}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || action === undefined) return;
        event.preventDefault();
        action.onClick();
      }}
    >
      {text} {action !== undefined && <span className={styles.action}>{action.label}</span>}
    </div>
  );
}
