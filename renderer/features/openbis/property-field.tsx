import { Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../ui/language.ts';
import { ObjectField } from './object-field.tsx';
import styles from './upload.module.css';
import type { PropertyAssignment } from './upload-draft.ts';

interface PropertyFieldProps {
  id: string;
  connectionId: string;
  assignment: PropertyAssignment;
  value: string;
  error: string | undefined;
  onChange(value: string): void;
  onLeave(): void;
}

/** The field for one property, by its data type; what is typed is checked by the core. */
export function PropertyField({ connectionId, assignment, ...field }: PropertyFieldProps): ReactNode {
  const { dataType, isMandatory, description, label } = assignment;
  const { id, value, error, onChange, onLeave } = field;
  const shared = {
    id,
    error,
    label: <FieldLabel label={label} isMandatory={isMandatory} hint={hintOf(dataType)} />,
    'aria-required': isMandatory,
    onBlur: onLeave,
    ...(description !== null && description !== label ? { title: description } : {}),
  };
  const typed = {
    ...shared,
    value,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  switch (dataType) {
    case 'CONTROLLEDVOCABULARY':
      return <TermField shared={shared} assignment={assignment} value={value} onChange={onChange} />;
    case 'BOOLEAN':
      return (
        <Select
          {...shared}
          data={[
            { value: 'true', label: 'yes' },
            { value: 'false', label: 'no' },
          ]}
          placeholder={t('not given')}
          clearable={!isMandatory}
          clearButtonProps={{ 'aria-label': t('Clear {{label}}', { label }) }}
          value={value === '' ? null : value}
          onChange={(chosen) => onChange(chosen ?? '')}
        />
      );
    case 'MULTILINE_VARCHAR':
      return <Textarea {...typed} autosize minRows={2} maxRows={8} />;
    case 'JSON':
    case 'XML':
      return <Textarea {...typed} autosize minRows={2} maxRows={8} classNames={{ input: styles.code ?? '' }} />;
    case 'DATE':
      return <TextInput {...typed} type="date" />;
    case 'TIMESTAMP':
      return <TextInput {...typed} type="datetime-local" step={1} />;
    case 'SAMPLE':
      return <ObjectField {...shared} connectionId={connectionId} value={value} onChange={onChange} />;
    default:
      return <TextInput {...typed} inputMode={dataType === 'INTEGER' || dataType === 'REAL' ? 'decimal' : 'text'} />;
  }
}

export function FieldLabel({
  label,
  isMandatory = false,
  hint = '',
}: {
  label: string;
  isMandatory?: boolean;
  hint?: string;
}): ReactNode {
  return (
    <span className={styles.label}>
      {label}
      {isMandatory && <small>{t('required')}</small>}
      {hint !== '' && <small className={styles.hint}>{hint}</small>}
    </span>
  );
}

const hints: Readonly<Record<string, string>> = {
  ...{
    INTEGER: t('whole number'),
    REAL: t('number'),
    HYPERLINK: t('address'),
    JSON: 'JSON',
    XML: 'XML',
    SAMPLE: t('object'),
  },
  CONTROLLEDVOCABULARY: t('vocabulary'),
};

function hintOf(dataType: string): string {
  return dataType.startsWith('ARRAY_') ? t('values with commas between') : (hints[dataType] ?? '');
}

interface TermFieldProps extends Pick<PropertyFieldProps, 'assignment' | 'value' | 'onChange'> {
  shared: object;
}

/** Labels are shown, codes are sent; terms that somebody has only proposed are grey. */
function TermField({ shared, assignment: { terms, isMandatory, label }, value, onChange }: TermFieldProps): ReactNode {
  const known = new Map(terms.map((term) => [term.code, term]));
  return (
    <Select
      {...shared}
      searchable
      data={terms.map(({ code, label: words }) => ({ value: code, label: words ?? code }))}
      placeholder={t('not given')}
      nothingFoundMessage={t('No such term.')}
      clearable={!isMandatory}
      clearButtonProps={{ 'aria-label': t('Clear {{label}}', { label }) }}
      value={value === '' ? null : value}
      onChange={(chosen) => onChange(chosen ?? '')}
      renderOption={({ option }) => (
        <span className={styles.option} data-proposed={known.get(option.value)?.isOfficial === false}>
          {option.label}
          <small>
            {known.get(option.value)?.isOfficial === false
              ? t('{{term}}, proposed', { term: option.value })
              : option.value}
          </small>
        </span>
      )}
    />
  );
}
