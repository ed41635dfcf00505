import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SeriesStructure } from '../../../../app/domain/drms/series-structure.ts';
import { t } from '../../../ui/language.ts';
import { RowTick } from '../../../ui/row-tick.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { KeyField } from './key-field.tsx';
import styles from './query-form.module.css';
import type { QueryForm as Form, QueryDraft } from './use-query-form.ts';

interface QueryFormProps {
  id: string;
  form: Form;
  structure: SeriesStructure;
}

/** The same query as the text, as fields. */
export function QueryForm({ id, form, structure }: QueryFormProps): ReactNode {
  return (
    <section id={id} aria-label={t('Query form')}>
      {form.obstacle !== null && <p className={styles.hint}>{form.obstacle}</p>}
      {form.draft !== null && (
        // While the text says something else, what the fields show must not overwrite it.
        <fieldset className={styles.form} disabled={form.obstacle !== null}>
          <Fields draft={form.draft} change={form.change} structure={structure} />
        </fieldset>
      )}
    </section>
  );
}

const recnumFilter = /^\[:(.*)\]$/;

interface FieldsProps {
  draft: QueryDraft;
  change: Form['change'];
  structure: SeriesStructure;
}

function Fields({ draft, change, structure }: FieldsProps): ReactNode {
  const { keys, where, others, segments } = draft.form;
  const { conditions } = draft;
  const recnums = others.find((filter) => recnumFilter.test(filter));
  const further = others.filter((filter) => filter !== recnums);
  const setRecnums = (text: string): void =>
    change({ others: [...(text.trim() === '' ? [] : [`[:${text}]`]), ...further] });
  return (
    <>
      <div className={styles.column}>
        {keys.map(({ key, choice }) => (
          <KeyField
            key={key}
            name={key}
            choice={choice}
            structure={structure}
            onChoice={(next) => change({ keys: keys.map((one) => (one.key === key ? { key, choice: next } : one)) })}
          />
        ))}
        <div className={styles.row}>
          <span className={styles.label}>{t('Record numbers')}</span>
          <TextInput
            className={styles.wide ?? ''}
            classNames={{ input: styles.code ?? '' }}
            aria-label={t('Record numbers')}
            placeholder={t('any, or #100-#200')}
            value={recnumFilter.exec(recnums ?? '')?.[1] ?? ''}
            onChange={(event) => setRecnums(event.currentTarget.value)}
          />
        </div>
        {further.length > 0 && (
          <p className={styles.hint}>{t('And as in the text: {{further}}', { further: further.join(' ') })}</p>
        )}
      </div>
      <div className={styles.column}>
        <span className={styles.label}>{t('Where', { context: 'condition' })}</span>
        {conditions === null ? (
          <TextInput
            classNames={{ input: styles.code ?? '' }}
            aria-label={t('Condition in SQL')}
            value={where}
            onChange={(event) => change({ where: event.currentTarget.value }, null)}
          />
        ) : (
          <ConditionFields conditions={conditions} structure={structure} onConditions={(next) => change({}, next)} />
        )}
        {structure.segments.length > 0 && (
          <fieldset className={styles.segments}>
            <legend className={styles.label}>{t('Segments of exports')}</legend>
            {structure.segments.map(({ name }) => {
              const isChosen = segments.some((one) => one.toLowerCase() === name.toLowerCase());
              return (
                <span key={name} className={styles.segment}>
                  <RowTick
                    label={name}
                    checked={isChosen}
                    onChange={(ticked) =>
                      change({
                        segments: ticked
                          ? [...segments, name]
                          : segments.filter((one) => one.toLowerCase() !== name.toLowerCase()),
                      })
                    }
                  />
                  <span aria-hidden>{name}</span>
                </span>
              );
            })}
            {segments.length === 0 && <span className={styles.hint}>{t('none chosen: all')}</span>}
          </fieldset>
        )}
      </div>
    </>
  );
}
