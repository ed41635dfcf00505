import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OutboxItem } from '../../../app/contract/outbox.ts';
import styles from './outbox.module.css';
import { useChoose } from './outbox-confirm.tsx';
import { SimilarRecord } from './similar-record.tsx';

/** The evidence, and each choice with its effect. */
export function OutboxChoices({ item }: { item: OutboxItem }): ReactNode {
  const choose = useChoose();
  return (
    <>
      <SimilarRecord item={item} />
      <div className={styles.choices}>
        {(item.question?.choices ?? []).map(({ id, label, effect }) => (
          <Button
            key={id}
            size="compact-sm"
            variant={id === 'it-is' ? 'filled' : 'default'}
            title={effect}
            onClick={() => choose(item, id)}
          >
            {label}
          </Button>
        ))}
      </div>
    </>
  );
}
