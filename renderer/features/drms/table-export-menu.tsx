import { Menu } from '@mantine/core';
import { IconSquare, IconSquareCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { bytesPath } from '../../../app/contract/bytes.ts';
import { seriesNameOf } from '../../../app/domain/drms/series-name.ts';
import { formatCount, t } from '../../ui/language.ts';
import { SaveTableMenu } from '../../ui/save-table-menu.tsx';
import { useRecordView } from './table/record-view.tsx';

/** Saves the records as they are looked at: filtered, in order, with times in the chosen scale. */
export function TableExportMenu({ isActive }: { isActive: boolean }): ReactNode {
  const { table, filters, sort, selection, selected, timeScale, passing } = useRecordView();
  const [wantsSelected, setWantsSelected] = useState(true);
  const onlySelected = selection.length > 0 && wantsSelected;
  const count = onlySelected ? selected.count() : passing;
  const counted = { count: count ?? 0, number: count === undefined ? '…' : formatCount(count) };
  const extent = [
    onlySelected ? t('{{number}} selected records', counted) : t('{{number}} records', counted),
    t('{{columnCount}} columns', { columnCount: table.columns.length }),
  ].join(', ');
  return (
    <SaveTableMenu
      isActive={isActive}
      fileName={seriesNameOf(table.recordSet) ?? 'records'}
      extent={extent}
      pathOf={(format) =>
        bytesPath('table-file', {
          tableId: table.tableId,
          format,
          sort: [...sort],
          filters: onlySelected ? [] : [...filters],
          selection: onlySelected ? selection : null,
          timeScale,
        })
      }
      choices={
        selection.length > 0 && (
          <Menu.Item
            role="menuitemcheckbox"
            aria-checked={wantsSelected}
            closeMenuOnClick={false}
            leftSection={wantsSelected ? <IconSquareCheck size={14} /> : <IconSquare size={14} />}
            onClick={() => setWantsSelected(!wantsSelected)}
          >
            {t('Selected records only')}
          </Menu.Item>
        )
      }
    />
  );
}
