import { ActionIcon, Button, Tooltip, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconTable, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { KeptTable } from '../../../app/contract/columns.ts';
import { openPanel } from '../../routes/panels.ts';
import { FilteredList } from '../../ui/filtered-list.tsx';
import { formatCount, t } from '../../ui/language.ts';
import { RemoveTableDialog } from '../drms/table/remove-table-dialog.tsx';
import styles from './sql.module.css';
import { quotedName } from './sql-language.ts';

interface SqlTablesProps {
  tables: readonly KeptTable[];
  /** Puts a text where the cursor is. */
  onInsert(text: string): void;
}

/** The tables that a statement may name, newest first, each with its columns, units and time scales. */
export function SqlTables({ tables, onInsert }: SqlTablesProps): ReactNode {
  const [removing, setRemoving] = useState<KeptTable | null>(null);
  return (
    <>
      <FilteredList of={t('tables')} items={tables} textOf={({ name, recordSet }) => `${name} ${recordSet}`}>
        {(shown) => (
          <ul className={styles.tables} aria-label={t('Kept tables')}>
            {shown.map((table) => (
              <TableItem
                key={table.tableId}
                table={table}
                isFirst={table === tables[0]}
                onInsert={onInsert}
                onRemove={() => setRemoving(table)}
              />
            ))}
          </ul>
        )}
      </FilteredList>
      {removing !== null && <RemoveTableDialog table={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

interface TableItemProps {
  table: KeptTable;
  isFirst: boolean;
  onInsert(text: string): void;
  onRemove(): void;
}

function TableItem({ table, isFirst, onInsert, onRemove }: TableItemProps): ReactNode {
  const [isOpen, setOpen] = useState(isFirst);
  const { name, rows, recordSet, columns, tableId } = table;
  return (
    <li>
      <div className={styles.table}>
        <ActionIcon
          size="xs"
          aria-expanded={isOpen}
          aria-label={t('Columns of {{name}}', { name })}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        </ActionIcon>
        <UnstyledButton className={styles.name} title={recordSet} onClick={() => onInsert(quotedName(name))}>
          {name}
        </UnstyledButton>
        <span className={styles.rows}>{formatCount(rows)}</span>
        <Tooltip label={t('Open this table')}>
          <ActionIcon
            size="xs"
            aria-label={t('Open {{name}}', { name })}
            onClick={() => openPanel('table', { tableId })}
          >
            <IconTable size={13} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('Remove this table…')}>
          <ActionIcon size="xs" aria-label={t('Remove {{name}}', { name })} onClick={onRemove}>
            <IconTrash size={13} />
          </ActionIcon>
        </Tooltip>
      </div>
      {isOpen && (
        <ul className={styles.columns} aria-label={t('Columns of {{name}}', { name })}>
          {columns.map((column) => (
            <li key={column.name}>
              <Button
                size="compact-xs"
                variant="subtle"
                fullWidth
                justify="space-between"
                rightSection={<small className={styles.unit}>{column.unit ?? column.timeScale ?? column.kind}</small>}
                onClick={() => onInsert(quotedName(column.name))}
              >
                {column.name}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
