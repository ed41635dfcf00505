import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { RecordColumn } from '../../../../app/contract/drms.ts';
import { qualityBits } from '../../../../app/domain/drms/quality.ts';
import { seriesNameOf } from '../../../../app/domain/drms/series-name.ts';
import { formatCount, t } from '../../../ui/language.ts';
import { say } from '../../../ui/say.ts';
import { draftOf, type FilterDraft, filterOf, modesOf } from './filter-draft.ts';
import styles from './record-table.module.css';
import { useRecordView } from './record-view.tsx';
import { textInColumn } from './time-words.ts';
import { useSummaries } from './use-summaries.ts';

interface ColumnFilterProps {
  column: RecordColumn;
  index: number;
  onClose(): void;
}

/** The form of the filter of one column; Enter sets it. */
export function ColumnFilter({ column, index, onClose }: ColumnFilterProps): ReactNode {
  const { table, filters, setFilter } = useRecordView();
  const present = filters.find((filter) => filter.column === index);
  const [draft, setDraft] = useState(() => draftOf(present, column));
  const [problem, setProblem] = useState<string | null>(null);
  const change = (changes: Partial<FilterDraft>): void => {
    setDraft((before) => ({ ...before, ...changes }));
    setProblem(null);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = filterOf(draft, column, index);
    if ('problem' in read) {
      setProblem(read.problem);
      return;
    }
    setFilter(index, read.filter);
    onClose();
  };
  const modes = modesOf(column);
  return (
    <form className={styles.filter} aria-label={t('Filter of {{name}}', { name: column.name })} onSubmit={submit}>
      <Select
        size="xs"
        label={column.name}
        aria-label={t('How {{name}} is filtered', { name: column.name })}
        data-autofocus
        data={modes}
        value={draft.mode}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(value) => change({ mode: modes.find((mode) => mode.value === value)?.value ?? draft.mode })}
      />
      <Fields
        draft={draft}
        change={change}
        column={column}
        index={index}
        series={seriesNameOf(table.recordSet) ?? ''}
      />
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.filterFoot}>
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={present === undefined}
          onClick={() => {
            setFilter(index, null);
            onClose();
          }}
        >
          {t('Remove')}
        </Button>
        <Button size="compact-xs" variant="filled" type="submit">
          {t('Apply')}
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  draft: FilterDraft;
  change(changes: Partial<FilterDraft>): void;
  column: RecordColumn;
  index: number;
  series: string;
}

function Fields(props: FieldsProps): ReactNode {
  const { draft, change, column } = props;
  switch (draft.mode) {
    case 'range':
      return <Range {...props} />;
    case 'contains':
    case 'lacks':
    case 'equals':
      return (
        <TextInput
          size="xs"
          label={t('Text')}
          value={draft.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
      );
    case 'one-of':
      return <FrequentTexts {...props} />;
    case 'any-bit':
    case 'no-bit':
      return <Flags {...props} />;
    case 'missing':
    case 'present':
      return (
        <p className={styles.hint}>
          {t('A cell of {{name}} without a value is a missing one; NaN is a value.', { name: column.name })}
        </p>
      );
    default:
      return draft.mode satisfies never;
  }
}

function Range({ draft, change, column, index }: FieldsProps): ReactNode {
  const summary = useSummaries('all').data?.[index];
  const about = column.timeScale ?? column.unit;
  const label = (end: string): string => (about === null ? end : `${end} (${about})`);
  return (
    <>
      <TextInput
        size="xs"
        label={label(t('From'))}
        placeholder={textInColumn(column, String(summary?.min ?? ''))}
        value={draft.from}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        label={label(t('To'))}
        placeholder={textInColumn(column, String(summary?.max ?? ''))}
        value={draft.to}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
      <p className={styles.hint}>{t('Both ends belong to it; an empty one is open.')}</p>
    </>
  );
}

function FrequentTexts({ draft, change, column, index }: FieldsProps): ReactNode {
  const found = useSummaries('all').data?.[index]?.topTexts ?? [];
  // What was ticked earlier stays, even where it is no longer among the most frequent.
  const texts = [
    ...found,
    ...draft.texts.filter((text) => found.every((one) => one.text !== text)).map((text) => ({ text, count: null })),
  ];
  if (texts.length === 0)
    return (
      <p className={styles.hint}>
        {t('Nearly every text of {{name}} occurs once; look for a part of it.', { name: column.name })}
      </p>
    );
  return (
    <Checkbox.Group label={t('Most frequent')} value={draft.texts} onChange={(next) => change({ texts: next })}>
      <div className={styles.choices}>
        {texts.map(({ text, count }) => (
          <Checkbox
            key={text}
            size="xs"
            value={text}
            label={`${text === '' ? t('(empty)') : text}${count === null ? '' : `, ${formatCount(count)}`}`}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}

const allBits = 0xffff_ffff;

function Flags({ draft, change, column, series }: FieldsProps): ReactNode {
  const bits = qualityBits(column.name === 'QUALITY' ? series : '', allBits);
  const named = column.name === 'QUALITY' ? bits.filter(({ meaning }) => meaning !== 'meaning not known') : bits;
  return (
    <fieldset className={styles.choices}>
      <legend>{t('Flags')}</legend>
      {named.map(({ bit, name, meaning }) => {
        const mask = 2 ** bit;
        const isOn = ((draft.mask >>> bit) & 1) === 1;
        return (
          <Checkbox
            key={bit}
            size="xs"
            label={named === bits ? t('Bit {{bit}}', { bit }) : say(meaning)}
            title={t('Bit {{bit}}: {{name}}', { bit, name })}
            checked={isOn}
            onChange={() => change({ mask: isOn ? draft.mask - mask : draft.mask + mask })}
          />
        );
      })}
    </fieldset>
  );
}
