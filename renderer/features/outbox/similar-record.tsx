import { IconEqual, IconEqualNot } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OutboxItem } from '../../../app/contract/outbox.ts';
import { recordOpener } from './open-record.ts';
import styles from './outbox.module.css';

/** The evidence: what is in the outbox and what is at the server, part by part. */
export function SimilarRecord({ item }: { item: OutboxItem }): ReactNode {
  const similar = item.question?.similar;
  if (similar === null || similar === undefined) return null;
  const open = recordOpener({ ...item, remoteId: similar.id });
  return (
    <table className={styles.similar} aria-label={`${item.title}: compared with record ${similar.id}`}>
      <thead>
        <tr>
          <th scope="col">
            <span data-visually-hidden>Part</span>
          </th>
          <th scope="col">In the outbox</th>
          <th scope="col">
            On the server, record {similar.id}{' '}
            {open !== undefined && (
              <button type="button" className={styles.link} onClick={open}>
                Open
              </button>
            )}
          </th>
        </tr>
      </thead>
      <tbody>
        {similar.parts.map(({ name, ours, theirs, same }) => (
          <tr key={name} data-same={same}>
            <th scope="row">
              {same ? (
                <IconEqual size={14} aria-label="equal" role="img" />
              ) : (
                <IconEqualNot size={14} aria-label="different" role="img" />
              )}
              {name}
            </th>
            <td>{ours === '' ? '–' : ours}</td>
            <td>{theirs === '' ? '–' : theirs}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
