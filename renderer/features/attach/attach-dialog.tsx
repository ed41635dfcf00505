import { Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AttachSubject } from '../../../app/contract/attach.ts';
import { t } from '../../ui/language.ts';
import styles from './attach.module.css';
import { AttachContent } from './attach-content.tsx';
import type { TypedDraft } from './attach-draft.ts';
import { AttachOutcome } from './attach-outcome.tsx';
import type { AttachMode } from './use-attach-plan.ts';

export interface AttachDialogProps {
  /** Null while it is not said to what the figure belongs. */
  subject: AttachSubject | null;
  connectionId: string;
  title: string;
  /** "µc-Si:H SC variation, Institute lab" */
  where: string;
  /** Where that is chosen. */
  target?: ReactNode;
  opened: boolean;
  onClose(): void;
}

/**
 * Asks for what JuliaBase needs to keep a figure, shows what will be written, and writes it once.
 * Closing keeps what was typed for the next time, until the result is on its way.
 */
export function AttachDialog({
  subject,
  connectionId,
  title,
  where,
  target,
  opened,
  onClose,
}: AttachDialogProps): ReactNode {
  const [typed, setTyped] = useState<TypedDraft>({});
  const [mode, setMode] = useState<AttachMode>('auto');
  const [itemId, setItemId] = useState<string | null>(null);
  const started = (id: string): void => {
    setItemId(id);
    setTyped({});
    setMode('auto');
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => setItemId(null)}
      size={itemId === null ? 1120 : 560}
      classNames={{ body: styles.body }}
      title={
        <span className={styles.dialogTitle}>
          {title} <small>{where}</small>
        </span>
      }
      closeButtonProps={{ 'aria-label': t('Close and keep what was typed') }}
    >
      {itemId === null ? (
        <AttachContent
          subject={subject}
          connectionId={connectionId}
          target={target}
          typed={typed}
          onType={(changes) => setTyped((before) => ({ ...before, ...changes }))}
          mode={mode}
          onMode={setMode}
          onStarted={started}
          onClose={onClose}
        />
      ) : (
        <AttachOutcome itemId={itemId} connectionId={connectionId} onClose={onClose} />
      )}
    </Modal>
  );
}
