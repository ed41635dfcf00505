import { Button, NumberInput, Popover, Select } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { KeptTable } from '../../../app/contract/columns.ts';
import { type JoinedTable, timeJoinSql } from '../../../app/domain/mining/time-join.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { t } from '../../ui/language.ts';
import styles from './sql.module.css';

interface JoinFormProps {
  tables: readonly KeptTable[];
  /** The statement, for the editor. */
  onStatement(statement: string): void;
}

interface TimeJoinProps extends JoinFormProps {
  /** Of the panel; its command applies. */
  isActive: boolean;
}

const kinds = [
  { value: 'nearest' as const, label: t('nearest in time') },
  { value: 'before' as const, label: t('last before') },
];

/** Writes the statement that puts rows of two tables together by their times. */
export function TimeJoin({ tables, isActive, onStatement }: TimeJoinProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const timed = tables.filter(({ columns }) => columns.some(({ kind }) => kind === 'time'));
  useCommands(isActive && timed.length >= 2, [offer('sql.join', () => setOpen(true))]);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconClock size={14} />}
          disabled={timed.length < 2}
          title={timed.length < 2 ? t('Two kept tables with a column of times are needed.') : ''}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t('Join by time…')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <TimeJoinForm
          tables={timed}
          onStatement={(statement) => {
            setOpen(false);
            onStatement(statement);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

interface Side {
  name: string;
  time: string;
}

function TimeJoinForm({ tables, onStatement }: JoinFormProps): ReactNode {
  const [left, setLeft] = useState(() => sideOf(firstMined(tables)));
  const [right, setRight] = useState(() => sideOf(tables.find(({ name }) => name !== left.name)));
  const [which, setWhich] = useState<'nearest' | 'before'>('nearest');
  const [minutes, setMinutes] = useState<number | string>(30);
  const [one, other] = [joinedTable(tables, left), joinedTable(tables, right)];
  return (
    <form
      className={styles.join}
      aria-label={t('Join by time')}
      onSubmit={(event) => {
        event.preventDefault();
        // The button of a form inside of a portal belongs to the form around it as well.
        event.stopPropagation();
        const withinMinutes = typeof minutes === 'number' ? minutes : null;
        if (one !== null && other !== null) onStatement(timeJoinSql({ left: one, right: other, which, withinMinutes }));
      }}
    >
      <SideChoice label={t('Each row of')} tables={tables} side={left} onSide={setLeft} />
      <Select
        size="xs"
        label={t('with the row')}
        data={kinds}
        value={which}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(value) => setWhich(kinds.find((kind) => kind.value === value)?.value ?? which)}
      />
      <SideChoice label={t('of')} tables={tables} side={right} onSide={setRight} />
      <NumberInput
        size="xs"
        label={t('Within minutes (empty: however far)')}
        min={0}
        value={minutes}
        onChange={setMinutes}
      />
      <p className={styles.quiet}>
        {t(
          'Times of all tables are compared on one scale, also UTC with TAI. Rows without a partner that near are left out.',
        )}
      </p>
      <Button
        type="submit"
        size="xs"
        variant="filled"
        disabled={one === null || other === null || one.name === other.name}
      >
        {t('Write the statement')}
      </Button>
    </form>
  );
}

interface SideChoiceProps {
  label: string;
  tables: readonly KeptTable[];
  side: Side;
  onSide(side: Side): void;
}

function SideChoice({ label, tables, side, onSide }: SideChoiceProps): ReactNode {
  const table = tables.find(({ name }) => name === side.name);
  const times = timesOf(table);
  return (
    <div className={styles.joinSide}>
      <Select
        size="xs"
        label={label}
        description={table?.recordSet}
        data={tables.map(({ name }) => name)}
        value={side.name}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(value) => onSide(sideOf(tables.find(({ name }) => name === value)))}
      />
      <Select
        size="xs"
        label={t('by')}
        aria-label={t('Times of {{name}}', { name: side.name })}
        data={times}
        value={side.time}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(value) => onSide({ ...side, time: value ?? side.time })}
      />
    </div>
  );
}

function timesOf(table: KeptTable | undefined): string[] {
  return table?.columns.flatMap(({ name, kind }) => (kind === 'time' ? [name] : [])) ?? [];
}

function sideOf(table: KeptTable | undefined): Side {
  return { name: table?.name ?? '', time: timesOf(table)[0] ?? '' };
}

/** Samples come first: records are looked up for them. */
function firstMined(tables: readonly KeptTable[]): KeptTable | undefined {
  return tables.find(({ columns }) => columns.some(({ name }) => name === 'sample')) ?? tables[0];
}

function joinedTable(tables: readonly KeptTable[], { name, time }: Side): JoinedTable | null {
  const table = tables.find((one) => one.name === name);
  return table === undefined || time === '' ? null : { name, time, columns: table.columns.map((one) => one.name) };
}
