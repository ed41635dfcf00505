import { Popover } from '@mantine/core';
import { IconFilter, IconFilterFilled } from '@tabler/icons-react';
import type { CustomInnerHeaderProps } from 'ag-grid-react';
import type { ReactNode } from 'react';
import type { ColumnSummaryOut } from '../../../app/contract/columns.ts';
import type { RecordColumn } from '../../../app/contract/drms.ts';
import { labelOfType, resultPrefix, sampleFacts } from '../../../app/domain/mining/mining-field.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';
import styles from './drms.module.css';
import { ColumnFilter } from './table/column-filter.tsx';
import own from './table/record-table.module.css';
import { useRecordView } from './table/record-view.tsx';
import { useSummaries } from './table/use-summaries.ts';

interface ColumnHeadProps extends CustomInnerHeaderProps {
  about: RecordColumn;
  index: number;
}

/** Name, unit or time scale, how the values that pass the filters are spread, and the filter of the column. */
export function ColumnHead({ about: column, index, displayName }: ColumnHeadProps): ReactNode {
  const { timeScale, headMenu } = useRecordView();
  const summary = useSummaries().data?.[index];
  const ofProcess = column.role === 'field' || column.role === 'computed' || column.role === 'group';
  const scale = column.timeScale === null || timeScale === 'own' ? column.timeScale : timeScale;
  const unit = scale ?? column.unit ?? (ofProcess ? null : column.role === 'keyword' ? column.type : say(column.role));
  const facts = ofProcess ? [unit, typeInWords(column)].filter((fact) => fact !== null).join(' · ') : unit;
  return (
    <span className={own.head} title={column.note}>
      <span className={own.name}>{displayName}</span>
      <small>
        {facts}
        {summary !== undefined && summary.missing > 0 && ` · ${shareInWords(summary)}`}
      </small>
      {summary?.bins != null && summary.bins.length > 1 && <Distribution bins={summary.bins} />}
      <Funnel column={column} index={index} />
      {headMenu?.(index)}
    </span>
  );
}

/** A class of processes has the words of its server; what is no class has ours. */
function typeInWords({ role, type }: RecordColumn): string {
  if (role === 'computed') return t('computed');
  return type === labelOfType(sampleFacts) || type.startsWith(resultPrefix) ? say(type) : type;
}

/** Stands in the head, but is no part of it: a click here must not sort. */
function Funnel({ column, index }: { column: RecordColumn; index: number }): ReactNode {
  const { filters, openFilter, setOpenFilter } = useRecordView();
  const isFiltered = filters.some((filter) => filter.column === index);
  const isOpen = openFilter === index;
  const Icon = isFiltered ? IconFilterFilled : IconFilter;
  return (
    <Popover
      opened={isOpen}
      onChange={(opened) => setOpenFilter(opened ? index : null)}
      position="bottom-start"
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={own.funnel}
          data-active={isFiltered}
          tabIndex={-1}
          aria-label={
            isFiltered
              ? t('Change the filter of {{name}}', { name: column.name })
              : t('Filter {{name}}', { name: column.name })
          }
          onClick={(event) => {
            event.stopPropagation();
            setOpenFilter(isOpen ? null : index);
          }}
        >
          <Icon size={13} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown
        p={12}
        // The grid would take clicks and keys as meant for the head.
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <ColumnFilter column={column} index={index} onClose={() => setOpenFilter(null)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function shareInWords({ missing, count }: ColumnSummaryOut): string {
  const percent = (100 * missing) / (missing + count);
  return t('{{percent}} % missing', { percent: percent < 0.1 ? '< 0.1' : percent.toFixed(1) });
}

const barHeight = 16;

function Distribution({ bins }: { bins: readonly number[] }): ReactNode {
  const highest = Math.max(...bins, 1);
  return (
    <svg className={styles.bins} viewBox={`0 0 ${bins.length} ${barHeight}`} preserveAspectRatio="none" aria-hidden>
      {bins.map((count, place) => {
        const height = count === 0 ? 0 : Math.max(1, (barHeight * count) / highest);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place of a bin is what it is
          <rect key={place} x={place} y={barHeight - height} width={0.85} height={height} />
        );
      })}
    </svg>
  );
}
