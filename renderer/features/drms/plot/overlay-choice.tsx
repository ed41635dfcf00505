import { Button, Popover, Select } from '@mantine/core';
import { IconStack } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { queryFor } from '../../../api/query-options.ts';
import { t } from '../../../ui/language.ts';
import { useRecordView } from '../table/record-view.tsx';
import plotStyles from './plot.module.css';
import { plottable } from './plot-choices.ts';
import type { Overlay } from './use-record-curves.ts';

interface OverlayChoiceProps {
  overlay: Overlay | null;
  /** Whether a curve of this unit finds an axis. */
  fits(unit: string | null): boolean;
  onOverlay(overlay: Overlay | null): void;
}

/** A keyword of another kept table on the same axis of time. */
export function OverlayChoice({ overlay, fits, onOverlay }: OverlayChoiceProps): ReactNode {
  const { table } = useRecordView();
  const [tableId, setTableId] = useState<string | null>(overlay?.table.tableId ?? null);
  const tables = useQuery(queryFor('columns.tables.list', {})).data ?? [];
  const others = tables.filter(
    (one) => one.tableId !== table.tableId && one.columns.some(({ kind }) => kind === 'time'),
  );
  const other = useQuery({
    ...queryFor('drms.table.describe', { tableId: tableId ?? '' }),
    enabled: tableId !== null,
    retry: false,
  }).data;
  const choices = other === undefined ? { xs: [], ys: [] } : plottable(other);
  const time = choices.xs.find(({ column }) => column.kind === 'time');
  return (
    <Popover position="top-start" width={320} trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-xs" leftSection={<IconStack size={13} />}>
          {overlay === null ? t('Overlay…') : t('Overlay: {{name}}', { name: overlay.table.columns[overlay.y]?.name })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12}>
        <div className={plotStyles.choice}>
          <Select
            size="xs"
            label={t('Kept table')}
            data-autofocus
            placeholder={others.length === 0 ? t('No other table with times') : t('Choose')}
            data={others.map((one) => ({ value: one.tableId, label: `${one.recordSet}, ${one.name}` }))}
            value={tableId}
            comboboxProps={{ withinPortal: false }}
            onChange={(value) => {
              setTableId(value);
              onOverlay(null);
            }}
          />
          <Select
            size="xs"
            label={t('Keyword')}
            disabled={other === undefined || time === undefined}
            data={choices.ys.map(({ column, index }) => ({
              value: String(index),
              label: column.unit === null ? column.name : `${column.name} (${column.unit})`,
              disabled: !fits(column.unit),
            }))}
            value={overlay === null ? null : String(overlay.y)}
            comboboxProps={{ withinPortal: false }}
            onChange={(value) =>
              onOverlay(
                value === null || other === undefined || time === undefined
                  ? null
                  : { table: other, x: time.index, y: Number(value) },
              )
            }
          />
          <p className={plotStyles.hint}>{t('Its records are drawn over their own times, unfiltered.')}</p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
