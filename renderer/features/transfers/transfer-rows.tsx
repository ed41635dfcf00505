import { type ReactNode, useState } from 'react';
import type { Transfer, TransferPart } from '../../../app/contract/transfers.ts';
import { useCommand } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { showMessage } from '../../ui/messages.ts';
import { selectThing, useSelection } from '../../ui/selection.ts';
import { JobChoices } from '../jobs/job-question.tsx';
import { askToCancel } from './cancel-dialog.tsx';
import { onRowKey } from './row-keys.ts';
import { TransferLine } from './transfer-line.tsx';
import { isEnded } from './transfer-words.ts';
import styles from './transfers.module.css';
import { useShowItem } from './use-show-item.ts';

/** Tells a transfer, or one of its requests, from all others. */
export function lineKey(id: string, part: string | null): string {
  return part === null ? id : `${id} ${part}`;
}

/** A transfer with the requests into which it was split. */
export function TransferRows({ transfer, anchor }: { transfer: Transfer; anchor: string }): ReactNode {
  const isSplit = transfer.parts.length > 1;
  const [isOpen, setOpen] = useState(true);
  const shared = { transfer, anchor, onToggle: () => setOpen(!isOpen) };
  return (
    <>
      <Row {...shared} part={null} number={null} isOpen={isSplit ? isOpen : null} />
      {transfer.question !== null && (
        <tr className={styles.asked}>
          <td>
            <JobChoices jobId={transfer.id} question={transfer.question} />
          </td>
        </tr>
      )}
      {isSplit &&
        isOpen &&
        transfer.parts.map((part, index) => (
          <Row key={part.key} {...shared} part={part} number={index + 1} isOpen={null} />
        ))}
    </>
  );
}

interface RowProps {
  transfer: Transfer;
  part: TransferPart | null;
  number: number | null;
  isOpen: boolean | null;
  /** The row that Tab reaches. */
  anchor: string;
  onToggle(): void;
}

function Row({ transfer, part, number, isOpen, anchor, onToggle }: RowProps): ReactNode {
  const { id, serverId, status, folder, canPause } = transfer;
  const pause = useCommand('jobs.pause');
  const resume = useCommand('jobs.resume');
  const showItem = useShowItem();
  const selected = useSelection(
    ({ thing }) => thing?.kind === 'transfer' && thing.id === id && thing.part === (part?.key ?? null),
  );
  const select = (): void => selectThing({ kind: 'transfer', id, part: part?.key ?? null });
  const recordSet = (part ?? transfer.parts[0])?.recordSet;
  const open = (): void => {
    if (showItem !== undefined) showItem(folder);
    else if (recordSet !== undefined) openPanel('records', { serverId, recordSet });
  };
  const ended = isEnded(transfer);
  const turn = status === 'paused' ? resume : pause;
  return (
    <tr
      data-line
      className={styles.line}
      tabIndex={anchor === lineKey(id, part?.key ?? null) ? 0 : -1}
      aria-level={part === null ? 1 : 2}
      aria-selected={selected}
      {...(isOpen === null ? {} : { 'aria-expanded': isOpen })}
      onFocus={(event) => event.target === event.currentTarget && select()}
      onClick={select}
      onKeyDown={(event) =>
        onRowKey(event, {
          isOpen,
          onToggleOpen: onToggle,
          onEnter: open,
          onSpace: ended || !canPause ? undefined : () => turn.mutate({ id }, { onError: showMessage }),
          onDelete: ended ? undefined : () => askToCancel(id),
        })
      }
    >
      <TransferLine line={{ transfer, part }} number={number} isOpen={isOpen} onToggle={onToggle} />
    </tr>
  );
}
