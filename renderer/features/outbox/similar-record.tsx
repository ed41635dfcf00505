import { IconEqual, IconEqualNot } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OutboxItem } from '../../../app/contract/outbox.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';
import { recordOpener } from './open-record.ts';
import styles from './outbox.module.css';

/** The evidence: what is in the outbox and what is at the server, part by part. */
export function SimilarRecord({ item }: { item: OutboxItem }): ReactNode {
  const similar = item.question?.similar;
  if (similar === null || similar === undefined) return null;
  const open = recordOpener({ ...item, remoteId: similar.id });
  return (
    <table
      className={styles.similar}
      aria-label={t('{{title}}: compared with record {{id}}', { title: item.title, id: similar.id })}
    >
      <thead>
        <tr>
          <th scope="col">
            <span data-visually-hidden>{t('Part')}</span>
          </th>
          <th scope="col">{t('In the outbox')}</th>
          <th scope="col">
            {t('On the server, record {{id}}', { id: similar.id })}{' '}
            {open !== undefined && (
              <button type="button" className={styles.link} onClick={open}>
                {t('Open')}
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
                <IconEqual size={14} aria-label={t('equal')} role="img" />
              ) : (
                <IconEqualNot size={14} aria-label={t('different')} role="img" />
              )}
              {say(name)}
            </th>
            <td>{ours === '' ? '–' : ours}</td>
            <td>{theirs === '' ? '–' : theirs}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
