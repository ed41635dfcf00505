import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { create } from 'zustand';
import type { OutboxItem } from '../../../app/contract/outbox.ts';
import { useCommand } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import styles from './outbox.module.css';

interface Asked {
  item: OutboxItem;
  choice: string;
  label: string;
  effect: string;
}

const useAsked = create<{ asked: Asked | null }>(() => ({ asked: null }));

/** Choices that cannot be taken back are asked once more. */
const graveChoices: ReadonlySet<string> = new Set(['send-again', 'withdraw']);

const withdrawEffect = t('Nothing more is sent; what may have arrived stays at the server.');

export function askToWithdraw(item: OutboxItem): void {
  useAsked.setState({ asked: { item, choice: 'withdraw', label: t('Withdraw'), effect: withdrawEffect } });
}

/** Takes a choice of an item, after a question where it is grave. */
export function useChoose(): (item: OutboxItem, choice: string) => void {
  const answer = useCommand('outbox.answer');
  return (item, choice) => {
    const offered = item.question?.choices.find(({ id }) => id === choice);
    if (offered === undefined) return;
    if (graveChoices.has(choice)) useAsked.setState({ asked: { item, choice, ...offered } });
    else answer.mutate({ id: item.id, choice }, { onError: showMessage });
  };
}

/** Says what may happen before something is sent again or withdrawn. */
export function OutboxConfirm(): ReactNode {
  const { asked } = useAsked();
  const answer = useCommand('outbox.answer');
  const withdraw = useCommand('outbox.withdraw');
  const close = (): void => useAsked.setState({ asked: null });
  const act = (): void => {
    if (asked === null) return;
    const { item, choice } = asked;
    const after = { onError: showMessage, onSettled: close };
    if (item.question === null) withdraw.mutate({ id: item.id }, after);
    else answer.mutate({ id: item.id, choice }, after);
  };
  const title = asked?.choice === 'withdraw' ? t('Withdraw this item') : t('Send again');
  return (
    <Modal
      opened={asked !== null}
      onClose={close}
      title={title}
      size={460}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {asked !== null && (
        <>
          <p className={styles.question}>
            {t('{{title}} to {{target}}', { title: asked.item.title, target: asked.item.target })}
          </p>
          <p className={styles.question}>{asked.effect}</p>
          <div className={styles.questionFoot}>
            <Button variant="subtle" onClick={close}>
              {t('Leave it')}
            </Button>
            <Button variant="filled" data-autofocus loading={answer.isPending || withdraw.isPending} onClick={act}>
              {title}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}
