import { Button, Popover, TextInput } from '@mantine/core';
import { IconRuler2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { useMined } from './mined-context.ts';
import styles from './mining.module.css';

/** In the head of a field with a unit: which unit its values are shown in. @param column Place in the table. */
export function UnitMenu({ column: place }: { column: number }): ReactNode {
  const { table, change } = useMined();
  const [isOpen, setOpen] = useState(false);
  const column = table.table.columns[place];
  // The sample stands before the fields.
  const field = table.draft.fields[place - 1];
  if (column === undefined || column.role !== 'field' || field === undefined || column.unit === null) return null;
  if (column.kind !== 'real' && column.kind !== 'integer') return null;
  const choose = (unit: string | null): void => {
    setOpen(false);
    change({ fields: table.draft.fields.map((one, at) => (at === place - 1 ? { ...one, unit } : one)) });
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <button
          type="button"
          className={styles.unitButton}
          tabIndex={-1}
          aria-label={t('Unit of {{name}}', { name: column.name })}
          onClick={(event) => {
            event.stopPropagation();
            setOpen(!isOpen);
          }}
        >
          <IconRuler2 size={13} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown
        p={12}
        // The grid would take clicks and keys as meant for the head.
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <UnitChoice name={column.name} unit={column.unit} isConverted={field.unit !== null} onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface UnitChoiceProps {
  name: string;
  unit: string;
  isConverted: boolean;
  /** Null: as it was sent. */
  onChoose(unit: string | null): void;
}

function UnitChoice({ name, unit, isConverted, onChoose }: UnitChoiceProps): ReactNode {
  const fitting = useQuery({ ...queryFor('mining.units', { unit }), staleTime: Number.POSITIVE_INFINITY });
  const [other, setOther] = useState('');
  return (
    <form
      className={styles.units}
      aria-label={t('Unit of {{name}}', { name })}
      onSubmit={(event) => {
        event.preventDefault();
        if (other.trim() !== '') onChoose(other.trim());
      }}
    >
      <div className={styles.unitList}>
        {fitting.data?.map((one) => (
          <Button
            key={one}
            size="compact-xs"
            variant={one === unit ? 'filled' : 'default'}
            aria-pressed={one === unit}
            onClick={() => onChoose(one)}
          >
            {one}
          </Button>
        ))}
      </div>
      {fitting.data?.length === 0 && <p className={styles.quiet}>{t('{{unit}} cannot be converted.', { unit })}</p>}
      <TextInput
        size="xs"
        label={t('Another unit')}
        data-autofocus
        value={other}
        onChange={(event) => setOther(event.currentTarget.value)}
      />
      {isConverted && (
        <Button size="compact-xs" variant="subtle" onClick={() => onChoose(null)}>
          {t('As it was sent')}
        </Button>
      )}
    </form>
  );
}
