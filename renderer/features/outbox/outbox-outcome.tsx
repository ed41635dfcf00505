import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { AppError } from '../../../app/contract/app-error.ts';
import type { OutboxItem } from '../../../app/contract/outbox.ts';
import { queryFor } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { Note } from '../../ui/note.tsx';
import styles from './outbox.module.css';
import { OutboxChoices } from './outbox-choices.tsx';
import { OutboxConfirm } from './outbox-confirm.tsx';
import { reasonOf } from './outbox-words.ts';

interface OutboxOutcomeProps {
  itemId: string;
  /** What to show once it is done. */
  done(item: OutboxItem): ReactNode;
  /** The dialog may go; the outbox goes on by itself. */
  onClose(): void;
}

/** What became of a write that was just queued: where it stands, its end, or the question that only the user can answer. */
export function OutboxOutcome({ itemId, done, onClose }: OutboxOutcomeProps): ReactNode {
  const query = useQuery(queryFor('outbox.get', { id: itemId }));
  if (query.data === undefined)
    return query.error === null ? <p role="status">{t('Saving in the outbox…')}</p> : <ErrorNote error={query.error} />;
  const { item } = query.data;
  switch (item.state) {
    case 'waiting':
    case 'sending':
    case 'checking':
      return <UnderWay item={item} onClose={onClose} />;
    case 'done':
      return done(item);
    case 'needs-you':
      return (
        <Note tone="warn" title={t('This needs you.')} footer={<OutboxChoices item={item} />}>
          {item.reason}
          <OutboxConfirm />
        </Note>
      );
    case 'withdrawn':
      return (
        <Note tone="info" title={t('Withdrawn.')}>
          {item.reason}
        </Note>
      );
    default:
      return item.state satisfies never;
  }
}

function UnderWay({ item, onClose }: { item: OutboxItem; onClose(): void }): ReactNode {
  const isHeld = useQuery(queryFor('outbox.list', {})).data?.held === true;
  const refusal = item.state === 'waiting' && item.error?.code === 'auth-required' ? item.error : null;
  return (
    <>
      {refusal === null ? (
        <p role="status">{reasonOf(item, isHeld)}</p>
      ) : (
        <ErrorNote error={AppError.fromData(refusal)} connectionId={item.connectionId} />
      )}
      <p className={styles.promise}>{t('It is kept in the outbox until it is done; this window may be closed.')}</p>
      <div className={styles.questionFoot}>
        <Button
          onClick={() => {
            openPanel('outbox', {});
            onClose();
          }}
        >
          {t('Show the outbox')}
        </Button>
      </div>
    </>
  );
}
