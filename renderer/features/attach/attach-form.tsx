import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { AttachColumn, AttachDraft, AttachPlan } from '../../../app/contract/attach.ts';
import { zoneName } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';
import styles from './attach.module.css';
import { columnLabels, type DraftErrors, inaccuracyLabels, type TypedDraft } from './attach-draft.ts';
import { localTimeText, parseLocalTime } from './local-time.ts';

interface AttachFormProps {
  plan: AttachPlan;
  draft: AttachDraft;
  errors: DraftErrors;
  /** Of series or samples; false where they were chosen before. */
  hasChoice: boolean;
  onType(changes: TypedDraft): void;
}

/** What is asked: texts, time, image, columns and where the result is attached. */
export function AttachForm({ plan, draft, errors, hasChoice, onType }: AttachFormProps): ReactNode {
  const title = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Whoever is still choosing to what it belongs goes on there.
    if (!(document.activeElement instanceof HTMLInputElement)) title.current?.focus();
  }, []);
  return (
    <div className={styles.fields}>
      <TextInput
        ref={title}
        label={
          <LabelWithHint label={t('Title')} hint={t('{{titleCount}} of 50', { titleCount: draft.title.length })} />
        }
        value={draft.title}
        error={errors.title}
        onChange={(event) => onType({ title: event.currentTarget.value })}
      />
      <Textarea
        label={<LabelWithHint label={t('Comments')} hint="Markdown" />}
        value={draft.comments}
        rows={5}
        onChange={(event) => onType({ comments: event.currentTarget.value })}
      />
      <div className={styles.pair}>
        <TimeField
          timestampUtc={draft.timestampUtc}
          plannedUtc={plan.draft.timestampUtc}
          error={errors.timestampUtc}
          onType={onType}
        />
        <Select
          label={t('Time is')}
          allowDeselect={false}
          data={inaccuracyLabels.map((label, value) => ({ value: String(value), label }))}
          value={String(draft.timestampInaccuracy)}
          onChange={(value) => onType({ timestampInaccuracy: Number(value) })}
        />
      </div>
      <div className={styles.pair}>
        <Select
          label={t('Image')}
          allowDeselect={false}
          data={[
            { value: 'png', label: 'PNG' },
            { value: 'pdf', label: 'PDF' },
          ]}
          value={draft.imageFormat}
          onChange={(value) => onType({ imageFormat: value === 'pdf' ? 'pdf' : 'png' })}
        />
        {plan.existing !== null && (
          <TextInput
            label={t('Edit description')}
            value={draft.editDescription}
            error={errors.editDescription}
            onChange={(event) => onType({ editDescription: event.currentTarget.value })}
          />
        )}
      </div>
      <ColumnChoice offered={plan.columns} columns={draft.columns} error={errors.columns} onType={onType} />
      {hasChoice && <TargetChoice plan={plan} draft={draft} error={errors.attachToSeries} onType={onType} />}
    </div>
  );
}

export function LabelWithHint({ label, hint }: { label: string; hint: string }): ReactNode {
  return (
    <span className={styles.labelWithHint}>
      {label}
      <span className={styles.hint}>{hint}</span>
    </span>
  );
}

interface TimeFieldProps {
  /** Empty while what is typed is no time. */
  timestampUtc: string;
  plannedUtc: string;
  error: string | undefined;
  onType(changes: TypedDraft): void;
}

function TimeField({ timestampUtc, plannedUtc, error, onType }: TimeFieldProps): ReactNode {
  // Null while the field shows the draft's time, which may change as plans come in.
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? localTimeText(timestampUtc);
  return (
    <TextInput
      label={<LabelWithHint label={t('Time of result')} hint={zoneName(timestampUtc || plannedUtc)} />}
      value={shown}
      error={error}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onType({ timestampUtc: parseLocalTime(event.currentTarget.value) ?? '' });
      }}
      onBlur={() => {
        if (timestampUtc !== '') setText(null);
      }}
    />
  );
}

interface ColumnChoiceProps {
  offered: readonly AttachColumn[];
  columns: AttachDraft['columns'];
  error: string | undefined;
  onType(changes: TypedDraft): void;
}

function ColumnChoice({ offered, columns, error, onType }: ColumnChoiceProps): ReactNode {
  return (
    // The table keeps the order of the list, whatever was ticked last.
    <Checkbox.Group
      size="xs"
      label={t('Table columns')}
      value={columns}
      error={error}
      onChange={(chosen) => onType({ columns: offered.filter((column) => chosen.includes(column)) })}
    >
      <div className={styles.ticks}>
        {offered.map((column) => (
          <Checkbox key={column} size="xs" value={column} label={columnLabels[column]} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

interface TargetChoiceProps {
  plan: AttachPlan;
  draft: AttachDraft;
  error: string | undefined;
  onType(changes: TypedDraft): void;
}

function TargetChoice({ plan, draft, error, onType }: TargetChoiceProps): ReactNode {
  const count = plan.sampleNames.length;
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('Attach to')}</legend>
      <div className={styles.ticks}>
        {plan.seriesName !== null && (
          <Checkbox
            size="xs"
            label={t('The series')}
            checked={draft.attachToSeries}
            onChange={(event) => onType({ attachToSeries: event.currentTarget.checked })}
          />
        )}
        <Checkbox
          size="xs"
          label={
            count === 1
              ? t('The sample {{sampleNames}}', { sampleNames: plan.sampleNames[0] ?? '' })
              : t('All {{number}} samples', { number: count })
          }
          checked={draft.attachToSamples}
          onChange={(event) => onType({ attachToSamples: event.currentTarget.checked })}
        />
      </div>
      {error !== undefined && <p className={styles.fieldError}>{error}</p>}
    </fieldset>
  );
}
