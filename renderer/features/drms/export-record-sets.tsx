import { Button, FileButton, SegmentedControl, Textarea } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import styles from './export.module.css';
import type { ListedQuery } from './export-query-list.ts';
import type { ExportValues } from './export-values.ts';

interface ExportRecordSetsProps {
  given: readonly string[];
  values: ExportValues;
  listed: readonly ListedQuery[];
  error: string | undefined;
  onChange(changes: Partial<ExportValues>): void;
}

const mostShown = 5;

/** The record sets of the panel, or a list of them, typed or from a file. */
export function ExportRecordSets({ given, values, listed, error, onChange }: ExportRecordSetsProps): ReactNode {
  const givenWords = given.length === 1 ? 'This record set' : `These ${given.length} record sets`;
  return (
    <>
      <SegmentedControl
        aria-label="Which records"
        value={values.source}
        data={[
          { value: 'given', label: givenWords },
          { value: 'list', label: 'A list of record sets' },
        ]}
        onChange={(source) => onChange({ source: source === 'list' ? 'list' : 'given' })}
      />
      {values.source === 'given' ? (
        <ul className={styles.given} aria-label={givenWords}>
          {given.slice(0, mostShown).map((recordSet) => (
            <li key={recordSet}>{recordSet}</li>
          ))}
          {given.length > mostShown && <li>{`and ${given.length - mostShown} more`}</li>}
        </ul>
      ) : (
        <QueryList list={values.list} listed={listed} error={error} onList={(list) => onChange({ list })} />
      )}
    </>
  );
}

interface QueryListProps {
  list: string;
  listed: readonly ListedQuery[];
  error: string | undefined;
  onList(list: string): void;
}

function QueryList({ list, listed, error, onList }: QueryListProps): ReactNode {
  const problemsId = useId();
  const problems = listed.flatMap((query) => query.problems);
  return (
    <div>
      <Textarea
        label="Record sets, one per line; # begins a comment"
        classNames={{ input: styles.listText ?? '' }}
        rows={6}
        spellCheck={false}
        placeholder="hmi.V_45s[2016.04.01_TAI/1d@6h]{Dopplergram}"
        value={list}
        error={error}
        aria-describedby={problemsId}
        onChange={(event) => onList(event.currentTarget.value)}
      />
      <div className={styles.underField}>
        <span>{`${listed.length} ${listed.length === 1 ? 'record set' : 'record sets'}`}</span>
        <FileButton
          accept="text/plain,.txt"
          inputProps={{ 'aria-label': 'File with record sets' }}
          onChange={(file) => void file?.text().then(onList)}
        >
          {(props) => (
            <Button size="compact-xs" leftSection={<IconFileText size={14} />} {...props}>
              Open a file…
            </Button>
          )}
        </FileButton>
      </div>
      <ul id={problemsId} className={styles.problems} aria-live="polite">
        {problems.slice(0, mostShown).map(({ text, severity }) => (
          <li key={text} data-severity={severity}>
            {text}
          </li>
        ))}
        {problems.length > mostShown && <li>{`and ${problems.length - mostShown} more`}</li>}
      </ul>
    </div>
  );
}
