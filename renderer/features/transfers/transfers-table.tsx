import { Button } from '@mantine/core';
import { IconFolders, IconSun } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Transfer, TransferList } from '../../../app/contract/transfers.ts';
import { t } from '../../ui/language.ts';
import { useNowMs } from '../../ui/now.ts';
import { useSelection } from '../../ui/selection.ts';
import { groupsOf, type TransferFilter, type TransferGroup } from './transfer-groups.ts';
import { lineKey, TransferRows } from './transfer-rows.tsx';
import { limitsOf } from './transfer-words.ts';
import styles from './transfers.module.css';

interface TransfersTableProps {
  list: TransferList;
  filter: TransferFilter;
}

/** Transfers by server; Space pauses and resumes, Delete cancels, Enter opens folder or record set. */
export function TransfersTable({ list, filter }: TransfersTableProps): ReactNode {
  const groups = groupsOf(list, filter);
  const { thing } = useSelection();
  const isHere =
    thing?.kind === 'transfer' && groups.some(({ transfers }) => transfers.some(({ id }) => id === thing.id));
  const first = groups[0]?.transfers[0];
  // One row is reached by Tab; the arrow keys go on from there.
  const anchor = isHere ? lineKey(thing.id, thing.part) : first === undefined ? '' : lineKey(first.id, null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the pattern of a tree grid is a table with this role
    <table role="treegrid" aria-label={t('Transfers')} className={styles.table}>
      <thead>
        <tr className={styles.head}>
          <th scope="col">{t('Transfer')}</th>
          <th scope="col">{t('Phase')}</th>
          <th scope="col">{t('Progress')}</th>
          <th scope="col" className={styles.number}>
            {t('Rate')}
          </th>
          <th scope="col" className={styles.number}>
            {t('Remaining')}
          </th>
          <th scope="col">
            <span data-visually-hidden>{t('Actions')}</span>
          </th>
        </tr>
      </thead>
      {groups.map((group) => (
        <Group key={group.serverId} group={group} anchor={anchor} />
      ))}
    </table>
  );
}

const foldedAfterMs = 86_400_000;

/** What was done more than a day ago is folded; nothing leaves the list by itself. */
function Group({ group, anchor }: { group: TransferGroup; anchor: string }): ReactNode {
  const { server, serverId, transfers } = group;
  const [showsOld, setShowsOld] = useState(false);
  const nowMs = useNowMs();
  const isOld = ({ status, endedUtc }: Transfer): boolean =>
    status === 'succeeded' && endedUtc !== null && nowMs - Date.parse(endedUtc) > foldedAfterMs;
  const old = transfers.filter(isOld).length;
  const name = server?.name ?? serverId;
  // The same signs as in the tree.
  const Icon = transfers[0]?.kind === 'dataset' ? IconFolders : IconSun;
  return (
    <tbody aria-label={name}>
      <tr className={styles.group}>
        <td>
          <Icon size={14} aria-hidden /> <strong>{name}</strong>
          {server !== undefined && <span>{limitsOf(server)}</span>}
        </td>
      </tr>
      {transfers
        .filter((transfer) => showsOld || !isOld(transfer))
        .map((transfer) => (
          <TransferRows key={transfer.id} transfer={transfer} anchor={anchor} />
        ))}
      {old > 0 && (
        <tr className={styles.old}>
          <td>
            <Button size="compact-xs" variant="subtle" onClick={() => setShowsOld(!showsOld)}>
              {showsOld ? t('Fold what is older than a day') : t('{{old}} done more than a day ago', { old })}
            </Button>
          </td>
        </tr>
      )}
    </tbody>
  );
}
