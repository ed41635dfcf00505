import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { ColumnChooser } from './column-chooser.tsx';
import styles from './drms.module.css';
import { costInWords } from './record-cost.ts';
import { RecordSetEditor } from './record-set-editor.tsx';
import type { RecordSetLanguage } from './use-record-set-language.ts';

const countSettleMs = 500;

interface RecordQueryBarProps {
  serverId: string;
  text: string;
  onText(text: string): void;
  language: RecordSetLanguage;
  /** The text can be asked as it stands. */
  isValid: boolean;
  keys: readonly string[];
  onKeys(keys: string[]): void;
  isRunning: boolean;
  onRun(): void;
  onCancel(): void;
  onExport(): void;
}

/** A record set as text with what is wrong with it, what it will cost, and what can be done with it. */
export function RecordQueryBar(props: RecordQueryBarProps): ReactNode {
  const { serverId, text, language, isValid, keys, isRunning, onRun } = props;
  const { problems, completion, info } = language;
  const problemsId = useId();
  return (
    <div className={styles.query}>
      <div className={styles.line}>
        <RecordSetEditor
          text={text}
          onText={props.onText}
          onRun={onRun}
          completion={completion}
          problems={problems}
          problemsId={problemsId}
        />
        {info !== undefined && (
          <Button h={30} leftSection={<IconDownload size={14} />} disabled={!isValid} onClick={props.onExport}>
            Export…
          </Button>
        )}
        <ColumnChooser info={info} keys={keys} onKeys={props.onKeys} />
        {isRunning ? (
          <Button h={30} onClick={props.onCancel}>
            Cancel
          </Button>
        ) : (
          <Button
            h={30}
            variant="filled"
            leftSection={<IconPlayerPlay size={14} />}
            disabled={!isValid}
            onClick={onRun}
          >
            Run
          </Button>
        )}
      </div>
      <div id={problemsId} aria-live="polite">
        {problems.slice(0, 3).map(({ severity, message, remedy, from }) => (
          <p key={`${from} ${message}`} className={styles.problem} data-severity={severity}>
            {message} {remedy}
          </p>
        ))}
      </div>
      {isValid && <Cost serverId={serverId} recordSet={text.trim()} columns={keys.length} />}
    </div>
  );
}

function Cost({ serverId, recordSet, columns }: { serverId: string; recordSet: string; columns: number }): ReactNode {
  const [settled] = useDebouncedValue(recordSet, countSettleMs);
  const count = useQuery({ ...queryFor('drms.count', { serverId, recordSet: settled }), retry: false });
  const isOld = settled !== recordSet;
  return (
    <div className={styles.cost}>
      {count.data !== undefined && !isOld ? (
        <span>{costInWords(count.data.count, columns)}</span>
      ) : count.error !== null && !isOld ? (
        <span>{count.error.message}</span>
      ) : (
        <span>Counting…</span>
      )}
    </div>
  );
}
