import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconList, IconTable, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { QueryRun } from '../../../app/contract/queries.ts';
import { summaryParts } from '../../../app/domain/diff/diff-words.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { useNowMs } from '../../ui/now.ts';
import { say } from '../../ui/say.ts';
import { removeRun } from './change-queries.ts';
import styles from './queries.module.css';
import { runInWords } from './run-words.ts';

/** All kept answers of a query, to be opened or removed. */
export function RunList({ runs }: { runs: readonly QueryRun[] }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover position="bottom-end" width={420} trapFocus returnFocus opened={isOpen} onChange={setOpen}>
      <Popover.Target>
        <Button variant="subtle" leftSection={<IconList size={14} />} onClick={() => setOpen(!isOpen)}>
          {t('{{runCount}} answers', { runCount: runs.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <ul className={styles.answers}>
          {runs.map((run) => (
            <RunLine key={run.id} run={run} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function RunLine({ run }: { run: QueryRun }): ReactNode {
  const nowMs = useNowMs();
  const words = runInWords(run, nowMs);
  return (
    <li>
      <div>
        {words}, {formatBytes(run.bytes)}
        <small>{run.changes === null ? t('First answer') : summaryParts(run.changes).map(say).join(', ')}</small>
      </div>
      <ActionIcon
        aria-label={t('Show answer of {{words}}', { words })}
        onClick={() => openPanel('table', { tableId: run.tableId })}
      >
        <IconTable size={14} />
      </ActionIcon>
      <ActionIcon aria-label={t('Remove answer of {{words}}', { words })} onClick={() => void removeRun(run, words)}>
        <IconTrash size={14} />
      </ActionIcon>
    </li>
  );
}
