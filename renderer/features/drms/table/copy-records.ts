import { toAppError } from '../../../../app/contract/app-error.ts';
import { getClient } from '../../../api/client.ts';
import { formatCount, t } from '../../../ui/language.ts';
import { showMessage, showToast } from '../../../ui/messages.ts';
import { cellText, copyText, headOf } from './copy-text.ts';
import type { GridRow } from './grid-columns.tsx';
import type { RecordView } from './record-view.tsx';

/** More is a file, not a clipboard. */
const mostRows = 50_000;

/** Copies the selected records that the grid shows, in its order; without any, the cell in focus. */
export async function copyRecords(view: RecordView, focused: { row: GridRow; column: number } | null): Promise<void> {
  const { table, sort, filters, selection, selected, timeScale } = view;
  try {
    if (selected.count() === 0) {
      const about = focused === null ? undefined : table.columns[focused.column];
      if (focused === null || about === undefined) return;
      const cell = focused.row.cells[focused.column] ?? null;
      const text = cellText(cell, about, focused.row.odd.get(focused.column));
      await navigator.clipboard.writeText(`${headOf(about, timeScale)}\n${text}\n`);
      return showToast({ level: 'info', text: t('Copied one cell of {{name}}.', { name: about.name }) });
    }
    const page = await getClient().call('drms.table.page', {
      tableId: table.tableId,
      from: 0,
      count: mostRows,
      sort: [...sort],
      filters: [...filters],
      selection,
      timeScale,
    });
    if (page.total > mostRows)
      return showToast({
        level: 'warn',
        text: t('{{total}} records are too many to copy.', { total: formatCount(page.total) }),
        remedy: t('Select up to {{mostRows}}, or export the table.', { mostRows: formatCount(mostRows) }),
      });
    await navigator.clipboard.writeText(copyText(table.columns, page, timeScale));
    const hidden = selected.count() - page.total;
    showToast({
      level: 'info',
      text: t('Copied {{total}} records.', { count: page.total, total: formatCount(page.total) }),
      remedy:
        hidden > 0 ? t('{{hidden}} selected ones do not pass the filters.', { hidden: formatCount(hidden) }) : null,
    });
  } catch (error) {
    showMessage(toAppError(error));
  }
}
