import { ActionIcon, Autocomplete, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SeriesStructure } from '../../../../app/domain/drms/series-structure.ts';
import { type Condition, operators } from '../../../../app/domain/record-set/conditions.ts';
import { t } from '../../../ui/language.ts';
import styles from './query-form.module.css';

interface ConditionFieldsProps {
  conditions: readonly Condition[];
  structure: SeriesStructure;
  onConditions(conditions: Condition[]): void;
}

const signs = { '': '', '=': '=', '<>': '≠', '<': '<', '<=': '≤', '>': '>', '>=': '≥', like: 'like' } as const;
const choices = ['' as const, ...operators].map((value) => ({ value, label: signs[value] }));

/** Comparisons of keywords, all of which have to hold. */
export function ConditionFields({ conditions, structure, onConditions }: ConditionFieldsProps): ReactNode {
  const names = structure.keywords.filter(({ recscope }) => recscope !== 'constant').map(({ name }) => name);
  const change = (at: number, part: Partial<Condition>): void =>
    onConditions(conditions.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <>
      {conditions.map((condition, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no other identity than its line
        <div key={at} className={styles.condition}>
          <Autocomplete
            size="xs"
            aria-label={t('Condition {{at}}: keyword', { at: at + 1 })}
            placeholder={t('keyword')}
            classNames={{ input: styles.code ?? '' }}
            data={names}
            limit={8}
            value={condition.key}
            onChange={(key) => change(at, { key })}
          />
          <NativeSelect
            size="xs"
            aria-label={t('Condition {{at}}: comparison', { at: at + 1 })}
            data={choices}
            value={condition.operator}
            // The values are the operators.
            onChange={(event) => change(at, { operator: event.currentTarget.value as Condition['operator'] })}
          />
          <TextInput
            aria-label={t('Condition {{at}}: value', { at: at + 1 })}
            placeholder={t('value')}
            classNames={{ input: styles.code ?? '' }}
            spellCheck={false}
            value={condition.value}
            onChange={(event) => change(at, { value: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={t('Remove condition {{at}}', { at: at + 1 })}
            onClick={() => onConditions(conditions.filter((_, index) => index !== at))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button
        className={styles.add ?? ''}
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        onClick={() => onConditions([...conditions, { key: '', operator: '', value: '' }])}
      >
        {t('Add condition')}
      </Button>
    </>
  );
}
