import { Button, Popover, TextInput } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { DrmsSeriesInfo } from '../../../app/contract/drms.ts';
import { containsWords } from '../../ui/contains-words.ts';
import { t } from '../../ui/language.ts';
import { PlainTable } from '../../ui/plain-table.tsx';
import { RowTick } from '../../ui/row-tick.tsx';
import styles from './drms.module.css';

interface ColumnChooserProps {
  info: DrmsSeriesInfo | undefined;
  keys: readonly string[];
  onKeys(keys: string[]): void;
}

/** Which keywords a query asks for, with their units and notes. */
export function ColumnChooser({ info, keys, onKeys }: ColumnChooserProps): ReactNode {
  const [filter, setFilter] = useState('');
  const found = (info?.keywords ?? []).filter(({ name, note }) => containsWords(`${name} ${note}`, filter.trim()));
  return (
    <Popover position="bottom-end" width={520} trapFocus>
      <Popover.Target>
        <Button h={30} leftSection={<IconColumns3 size={14} />} disabled={info === undefined}>
          {t('{{keyCount}} columns', { keyCount: keys.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <TextInput
          size="xs"
          aria-label={t('Filter keywords')}
          placeholder={t('Filter keywords')}
          mb={8}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <div className={styles.chooser}>
          <PlainTable>
            <tbody>
              {found.map(({ name, units, note }) => (
                <tr key={name}>
                  <td>
                    <RowTick
                      label={name}
                      checked={keys.includes(name)}
                      onChange={(ticked) => onKeys(ticked ? [...keys, name] : keys.filter((key) => key !== name))}
                    />
                  </td>
                  <td className={styles.code}>{name}</td>
                  <td>{units === 'none' ? '' : units}</td>
                  <td>{note}</td>
                </tr>
              ))}
            </tbody>
          </PlainTable>
        </div>
        {found.length === 0 && (
          <p className={styles.quiet}>{t('No keyword contains “{{filter}}”.', { filter: filter.trim() })}</p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
