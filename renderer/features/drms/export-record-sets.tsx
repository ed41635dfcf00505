import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import { FileChooser } from '../../ui/file-chooser.tsx';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
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
  const givenWords = t('These {{count}} record sets', { count: given.length });
  return (
    <>
      <SegmentedControl
        aria-label={t('Which records')}
        value={values.source}
        data={[
          { value: 'given', label: givenWords },
          { value: 'list', label: t('A list of record sets') },
        ]}
        onChange={(source) => onChange({ source: source === 'list' ? 'list' : 'given' })}
      />
      {values.source === 'given' ? (
        <ul className={styles.given} aria-label={givenWords}>
          {given.slice(0, mostShown).map((recordSet) => (
            <li key={recordSet}>{recordSet}</li>
          ))}
          {given.length > mostShown && (
            <li>{t('and {{givenCount}} more', { givenCount: given.length - mostShown })}</li>
          )}
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
        label={t('Record sets, one per line; # begins a comment')}
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
        <span>{t('{{count}} record sets', { count: listed.length })}</span>
        <FileChooser
          accept="text/plain,.txt"
          label={t('File with record sets')}
          onFile={(file) => void openList(file, onList)}
        >
          {(props) => (
            <Button size="compact-xs" leftSection={<IconFileText size={14} />} {...props}>
              {t('Open a file…')}
            </Button>
          )}
        </FileChooser>
      </div>
      <ul id={problemsId} className={styles.problems} aria-live="polite">
        {problems.slice(0, mostShown).map(({ text, severity }) => (
          <li key={text} data-severity={severity}>
            {text}
          </li>
        ))}
        {problems.length > mostShown && (
          <li>{t('and {{problemCount}} more', { problemCount: problems.length - mostShown })}</li>
        )}
      </ul>
    </div>
  );
}

async function openList(file: File, onList: (list: string) => void): Promise<void> {
  try {
    onList(await file.text());
  } catch (error) {
    showMessage(toAppError(error));
  }
}
