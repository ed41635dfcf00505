import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { findKeyword, isSlotted, type SeriesStructure } from '../../../../app/domain/drms/series-structure.ts';
import { zoneOfKey } from '../../../../app/domain/record-set/check-values.ts';
import { type KeyChoice, textOfChoice } from '../../../../app/domain/record-set/form.ts';
import { t } from '../../../ui/language.ts';
import styles from './query-form.module.css';

interface KeyFieldProps {
  name: string;
  choice: KeyChoice;
  structure: SeriesStructure;
  onChoice(choice: KeyChoice): void;
}

const modeWords = {
  any: t('All'),
  slice: t('From, for'),
  range: t('From, to'),
  values: t('Values'),
  last: t('Newest'),
  first: t('First'),
} as const;
type Mode = keyof typeof modeWords;

function modeOf(choice: KeyChoice): Mode {
  return choice.mode === 'text' ? 'values' : choice.mode;
}

/** What has been typed is kept where the other kind has a field for it. */
function withMode(choice: KeyChoice, mode: Mode): KeyChoice {
  const start = 'start' in choice ? choice.start : '';
  const every = 'every' in choice ? choice.every : null;
  switch (mode) {
    case 'any':
    case 'first':
    case 'last':
      return { mode };
    case 'values':
      return { mode: 'text', text: start };
    case 'range':
      return { mode, start, end: '', every };
    case 'slice':
      return { mode, start, length: '', every };
    default:
      return mode satisfies never;
  }
}

/** The filter of one prime key. */
export function KeyField({ name, choice, structure, onChoice }: KeyFieldProps): ReactNode {
  const keyword = findKeyword(structure, name);
  const isTime = keyword?.type === 'time';
  const first = isTime ? '2016.04.01_TAI' : t('value');
  return (
    <div className={styles.row}>
      <span className={styles.name} title={keyword?.note}>
        {name}
      </span>
      <NativeSelect
        size="xs"
        aria-label={t('{{name}}: which', { name })}
        data={Object.entries(modeWords).map(([value, label]) => ({ value, label }))}
        value={modeOf(choice)}
        // The values are the names of the modes.
        onChange={(event) => onChoice(withMode(choice, event.currentTarget.value as Mode))}
      />
      <div className={styles.fields}>
        {(choice.mode === 'values' || choice.mode === 'text') && (
          <Field
            label={t('{{name}}: values, with commas between', { name })}
            placeholder={isTime ? first : '171,193,304'}
            value={choice.mode === 'text' ? choice.text : textOfChoice(choice)}
            onValue={(text) => onChoice({ mode: 'text', text })}
          />
        )}
        {(choice.mode === 'range' || choice.mode === 'slice') && (
          <Field
            label={t('{{name}}: from', { name })}
            placeholder={first}
            value={choice.start}
            onValue={(start) => onChoice({ ...choice, start })}
          />
        )}
        {choice.mode === 'range' && (
          <Field
            label={t('{{name}}: to', { name })}
            placeholder={isTime ? '2016.04.02_TAI' : t('value')}
            value={choice.end}
            onValue={(end) => onChoice({ ...choice, end })}
          />
        )}
        {choice.mode === 'slice' && (
          <Field
            label={t('{{name}}: for', { name })}
            placeholder={isTime ? '1d' : '10'}
            value={choice.length}
            onValue={(length) => onChoice({ ...choice, length })}
            isShort
          />
        )}
        {(choice.mode === 'range' || choice.mode === 'slice') && (
          <>
            <span className={styles.word}>{t('every')}</span>
            <Field
              label={t('{{name}}: every', { name })}
              placeholder={t('all')}
              value={choice.every ?? ''}
              onValue={(every) => onChoice({ ...choice, every: every === '' ? null : every })}
              isShort
            />
          </>
        )}
        <span className={styles.hint}>{hintOf(name, structure)}</span>
      </div>
    </div>
  );
}

/** Zone and slots of a key of time: what one needs to know to write one. */
function hintOf(name: string, structure: SeriesStructure): string {
  const keyword = findKeyword(structure, name);
  if (keyword === undefined) return '';
  if (keyword.type !== 'time') return [keyword.type, keyword.units === 'none' ? '' : keyword.units].join(' ').trim();
  const step = Number(findKeyword(structure, `${name}_step`)?.defval ?? Number.NaN);
  const slots =
    isSlotted(keyword) && step > 0
      ? t(', slots of {{length}}', { length: step % 60 === 0 ? `${step / 60} min` : `${step} s` })
      : '';
  const zone = zoneOfKey(keyword);
  return `${zone === 'Z' ? 'UTC' : zone}${slots}; 45s 12m 6h 1d`;
}

interface FieldProps {
  label: string;
  placeholder: string;
  value: string;
  onValue(value: string): void;
  isShort?: boolean;
}

function Field({ label, placeholder, value, onValue, isShort = false }: FieldProps): ReactNode {
  return (
    <TextInput
      className={(isShort ? styles.short : styles.long) ?? ''}
      classNames={{ input: styles.code ?? '' }}
      aria-label={label}
      placeholder={placeholder}
      spellCheck={false}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  );
}
