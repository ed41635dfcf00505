import { Menu } from '@mantine/core';
import { IconColumnInsertRight } from '@tabler/icons-react';
import { type ReactNode, useContext } from 'react';
import { t } from '../../ui/language.ts';
import styles from './example-value.module.css';
import { ExampleTargets, type WishedField, wishColumn } from './mining-wish.ts';

interface ExampleValueProps {
  field: WishedField;
  /** The field for people. */
  label: string;
  tabIndex: number;
  children: ReactNode;
}

/** A value with a menu: its field can become a column of mining tables. A mere value where there are none. */
export function ExampleValue({ field, label, tabIndex, children }: ExampleValueProps): ReactNode {
  const targets = useContext(ExampleTargets);
  if (targets.length === 0) return children;
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <button
          type="button"
          className={styles.value}
          tabIndex={tabIndex}
          title={t('What can be done with {{label}}', { label })}
        >
          {children}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {targets.map((target) => (
          <Menu.Item
            key={`${target.of} ${target.name}`}
            leftSection={<IconColumnInsertRight size={14} />}
            onClick={() => wishColumn(target, field)}
          >
            {t('Column in the mining table of {{name}}', { name: target.name })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
