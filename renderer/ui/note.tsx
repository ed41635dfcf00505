import { Button } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './note.module.css';

export interface NoteAction {
  label: string;
  onClick(): void;
}

export interface NoteProps {
  tone: 'bad' | 'warn' | 'ok' | 'info';
  /** What happened, in bold. */
  title: string;
  /** What it means and what can be done. */
  children?: ReactNode;
  action?: NoteAction;
  /** A field or a row of buttons below the text. */
  footer?: ReactNode;
}

const icons = { bad: IconAlertCircle, warn: IconAlertTriangle, ok: IconCheck, info: IconInfoCircle };

/** A note inside the panel it concerns. */
export function Note({ tone, title, children, action, footer }: NoteProps): ReactNode {
  const Icon = icons[tone];
  return (
    <div className={styles.note} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon className={styles.icon} size={16} aria-hidden />
      <div className={styles.text}>
        <strong>{title}</strong> {children}
        {footer !== undefined && <div className={styles.footer}>{footer}</div>}
      </div>
      {action !== undefined && <Button onClick={action.onClick}>{action.label}</Button>}
    </div>
  );
}
