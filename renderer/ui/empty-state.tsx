import { Button } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';
import type { NoteAction } from './note.tsx';

export interface EmptyStateProps {
  icon: TablerIcon;
  /** Bold: what is empty. */
  title: string;
  /** One sentence: why, and what comes next. */
  children?: ReactNode;
  actions?: readonly NoteAction[];
}

/** Why there is nothing, and what can be done. */
export function EmptyState({ icon: Icon, title, children, actions = [] }: EmptyStateProps): ReactNode {
  return (
    <div className={styles.empty}>
      <Icon className={styles.icon} size={18} aria-hidden />
      <div>
        <p className={styles.title}>{title}</p>
        {children !== undefined && <p className={styles.text}>{children}</p>}
        {actions.length > 0 && (
          <div className={styles.actions}>
            {actions.map(({ label, onClick }) => (
              <Button key={label} onClick={onClick}>
                {label}
              </Button>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
