import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { OutboxItem } from '../../../app/contract/outbox.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { Note } from '../../ui/note.tsx';
import { OutboxOutcome } from '../outbox/outbox-outcome.tsx';
import { openInBrowser } from '../remote/open-in-browser.ts';
import styles from './attach.module.css';

interface AttachOutcomeProps {
  itemId: string;
  connectionId: string;
  /** The result can be seen; the dialog has nothing more to say. */
  onClose(): void;
}

/** What became of the write: where it stands, the link to the result, or the question that only the user can answer. */
export function AttachOutcome({ itemId, connectionId, onClose }: AttachOutcomeProps): ReactNode {
  return (
    <OutboxOutcome
      itemId={itemId}
      done={(item) => <Written item={item} connectionId={connectionId} onClose={onClose} />}
      onClose={onClose}
    />
  );
}

function Written({
  item,
  connectionId,
  onClose,
}: { item: OutboxItem } & Omit<AttachOutcomeProps, 'itemId'>): ReactNode {
  const show = useRef<HTMLButtonElement>(null);
  useEffect(() => show.current?.focus(), []);
  const id = Number(item.remoteId);
  const { url, notes } = item;
  return (
    <div className={styles.outcome}>
      <Note
        tone="ok"
        title={
          item.kind === 'juliabase.result.edit'
            ? t('Result {{id}} is updated.', { id })
            : t('Result {{id}} is written.', { id })
        }
      >
        {[t('Quarry has read it back from the server.'), ...notes].join(' ')}
      </Note>
      <div className={styles.actions}>
        {url !== null && <Button onClick={() => openInBrowser(url)}>{t('Open in JuliaBase')}</Button>}
        <Button
          variant="filled"
          ref={show}
          onClick={() => {
            openPanel('result', { connectionId, id });
            onClose();
          }}
        >
          {t('Show result {{id}}', { id })}
        </Button>
      </div>
    </div>
  );
}
