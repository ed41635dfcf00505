import { TextInput } from '@mantine/core';
import { Fragment, type ReactNode, useState } from 'react';
import type { MiningDraft, MiningFields } from '../../../app/contract/mining.ts';
import { sampleFacts, takes } from '../../../app/domain/mining/mining-field.ts';
import { readableTime } from '../../../app/domain/time/readable-time.ts';
import { containsWords } from '../../ui/contains-words.ts';
import { t } from '../../ui/language.ts';
import { PlainTable } from '../../ui/plain-table.tsx';
import { RowTick } from '../../ui/row-tick.tsx';
import styles from './mining.module.css';
import { spokenField, spokenType } from './spoken-type.ts';

type ChosenField = MiningDraft['fields'][number];
type OfferedField = MiningFields['fields'][number];

interface FieldPickerProps {
  offered: MiningFields;
  chosen: readonly ChosenField[];
  onChosen(chosen: ChosenField[]): void;
}

const isSame = (one: OfferedField, { processType, field }: ChosenField): boolean =>
  one.processType === processType && one.field === field;

/** All fields by class, each with an example and how many samples have it. */
export function FieldPicker({ offered, chosen, onChosen }: FieldPickerProps): ReactNode {
  const [filter, setFilter] = useState('');
  const found = offered.fields.filter(({ processType, field, label }) =>
    containsWords(`${processType} ${field} ${label}`, filter.trim()),
  );
  const types = [...new Set(found.map(({ processType }) => processType))];
  return (
    <>
      <TextInput
        className={styles.filter}
        size="xs"
        aria-label={t('Filter fields')}
        placeholder={t('Filter fields')}
        data-list-filter
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      <div className={styles.fields}>
        <PlainTable>
          <thead>
            <tr>
              <th scope="col">{t('Field')}</th>
              <th scope="col">{t('Unit')}</th>
              <th scope="col">{t('Example')}</th>
              <th scope="col">{t('Samples')}</th>
              <th scope="col">{t('Take')}</th>
            </tr>
          </thead>
          <tbody>
            {types.map((type) => (
              <Fragment key={type}>
                <tr className={styles.type}>
                  <th scope="rowgroup" colSpan={5}>
                    {spokenType(type)}
                  </th>
                </tr>
                {found
                  .filter(({ processType }) => processType === type)
                  .map((field) => (
                    <FieldRow
                      key={field.field}
                      field={field}
                      samples={offered.samples}
                      chosen={chosen.find((one) => isSame(field, one))}
                      onChosen={(next) =>
                        onChosen([...chosen.filter((one) => !isSame(field, one)), ...(next === null ? [] : [next])])
                      }
                    />
                  ))}
              </Fragment>
            ))}
          </tbody>
        </PlainTable>
      </div>
      {found.length === 0 && (
        <p className={styles.quiet}>{t('No field contains “{{filter}}”.', { filter: filter.trim() })}</p>
      )}
    </>
  );
}

interface FieldRowProps {
  field: OfferedField;
  /** That could be read. */
  samples: number;
  chosen: ChosenField | undefined;
  onChosen(chosen: ChosenField | null): void;
}

function FieldRow({ field, samples, chosen, onChosen }: FieldRowProps): ReactNode {
  const { processType, unit, kind, samplesWithValue, mostPerSample } = field;
  const label = spokenField(field.label);
  const example = kind === 'time' && field.example !== null ? readableTime(field.example) : field.example;
  const name = t('{{label}} of {{processType}}', { label, processType: spokenType(processType) });
  return (
    <tr>
      <td>
        <span className={styles.field}>
          <RowTick
            label={name}
            checked={chosen !== undefined}
            onChange={(checked) =>
              onChosen(checked ? { processType, field: field.field, ...plainTake, name: null, unit: null } : null)
            }
          />
          {label}
        </span>
      </td>
      <td>{unit}</td>
      <td className={styles.example}>{example ?? <em className={styles.missing}>{t('missing')}</em>}</td>
      <td className={styles.share}>{t('{{samplesWithValue}} of {{samples}}', { samplesWithValue, samples })}</td>
      <td>
        {chosen !== undefined && processType !== sampleFacts && (mostPerSample > 1 || chosen.take !== 'latest') && (
          <TakeChoice name={name} chosen={chosen} mostPerSample={mostPerSample} onChosen={onChosen} />
        )}
      </td>
    </tr>
  );
}

const plainTake = { take: 'latest', atDate: null } as const;

interface TakeChoiceProps {
  name: string;
  chosen: ChosenField;
  mostPerSample: number;
  onChosen(chosen: ChosenField): void;
}

const takeWords = { latest: t('latest'), first: t('first') };
/** Which of several processes counts; for the last one by a day, that day. */
function TakeChoice({ name, chosen, mostPerSample, onChosen }: TakeChoiceProps): ReactNode {
  const today = new Date().toISOString().slice(0, 10);
  return (
    <span className={styles.takes}>
      <select
        aria-label={t('Which {{name}}', { name })}
        className={styles.take}
        value={chosen.take}
        onChange={(event) => {
          const take = takes.find((one) => one === event.currentTarget.value) ?? 'latest';
          onChosen({ ...chosen, take, atDate: take === 'at' ? today : null });
        }}
      >
        {takes.map((take) => (
          <option key={take} value={take}>
            {take === 'all'
              ? t('all (up to {{mostPerSample}})', { mostPerSample })
              : take === 'at'
                ? t('last by a day')
                : takeWords[take]}
          </option>
        ))}
      </select>
      {chosen.take === 'at' && (
        <input
          type="date"
          required
          aria-label={t('Day of {{name}}', { name })}
          className={styles.take}
          value={chosen.atDate ?? today}
          onChange={(event) => {
            if (event.currentTarget.value !== '') onChosen({ ...chosen, atDate: event.currentTarget.value });
          }}
        />
      )}
    </span>
  );
}
