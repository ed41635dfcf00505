import { ActionIcon, Button } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconInfoCircle, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { t } from '../../ui/language.ts';
import { dismissToast, type Toast, useMessages } from '../../ui/messages.ts';
import { ToldText } from '../../ui/told-text.tsx';
import styles from './messages.module.css';

const shownMs = 6000;
const icons = { info: IconInfoCircle, warn: IconAlertTriangle, bad: IconAlertCircle };

/** What happened elsewhere, for a short time in the corner. */
export function Toasts(): ReactNode {
  const toasts = useMessages((state) => state.toasts);
  return (
    <div className={styles.toasts} role="status" aria-live="polite" hidden={toasts.length === 0}>
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }): ReactNode {
  const { id, level, text, remedy, action } = toast;
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismissToast(id), shownMs);
    return () => clearTimeout(timer);
  }, [id, isHeld]);
  const Icon = icons[level];
  const hold = {
    ...{ onPointerEnter: () => setIsHeld(true), onPointerLeave: () => setIsHeld(false) },
    ...{ onFocus: () => setIsHeld(true), onBlur: () => setIsHeld(false) },
  };
  return (
    <div className={styles.toast} data-level={level} {...hold}>
      <Icon size={16} aria-hidden />
      <div className={styles.toastText}>
        <p>
          <ToldText>{[text, remedy].filter(Boolean).join(' ')}</ToldText>
        </p>
        {action !== undefined && (
          <Button
            size="compact-xs"
            onClick={() => {
              // What it offered is taken.
              dismissToast(id);
              action.onClick();
            }}
          >
            {action.label}
          </Button>
        )}
      </div>
      <ActionIcon aria-label={t('Dismiss')} onClick={() => dismissToast(id)}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}
