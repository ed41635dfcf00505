import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconMathFunction, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ComputedColumn } from '../../../app/contract/mining.ts';
import styles from './mining.module.css';

interface ComputedEditorProps {
  computed: readonly ComputedColumn[];
  onComputed(computed: ComputedColumn[]): void;
}

/** Formulas over the columns by their names; each may use those above it. */
export function ComputedEditor({ computed, onComputed }: ComputedEditorProps): ReactNode {
  const change = (place: number, changes: Partial<ComputedColumn>): void =>
    onComputed(computed.map((one, at) => (at === place ? { ...one, ...changes } : one)));
  return (
    <fieldset className={styles.computed}>
      <legend>Computed columns</legend>
      {computed.map((column, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column has no other name while it is being written
        <div key={place} className={styles.formula}>
          <TextInput
            size="xs"
            w={140}
            aria-label={`Name of computed column ${place + 1}`}
            placeholder="Name"
            required
            value={column.name}
            onChange={(event) => change(place, { name: event.currentTarget.value })}
          />
          <span aria-hidden>=</span>
          <TextInput
            size="xs"
            className={styles.formulaText ?? ''}
            aria-label={`Formula of computed column ${place + 1}`}
            placeholder="ln(thickness) / 2"
            required
            value={column.formula}
            onChange={(event) => change(place, { formula: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            w={90}
            aria-label={`Unit of computed column ${place + 1}`}
            placeholder="Unit"
            value={column.unit ?? ''}
            onChange={(event) => change(place, { unit: event.currentTarget.value || null })}
          />
          <ActionIcon
            variant="subtle"
            aria-label={`Remove computed column ${place + 1}`}
            onClick={() => onComputed(computed.filter((_, at) => at !== place))}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-xs"
        leftSection={<IconMathFunction size={13} />}
        onClick={() => onComputed([...computed, { name: '', formula: '', unit: null }])}
      >
        Add a computed column
      </Button>
      <p className={styles.quiet}>
        Columns are named as in the table, such as thickness. Write a unit, as in thickness + 1 um, and columns count
        with theirs.
      </p>
    </fieldset>
  );
}
