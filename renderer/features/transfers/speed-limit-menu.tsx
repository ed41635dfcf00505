import { Button, Menu } from '@mantine/core';
import { IconCheck, IconGauge } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatRate } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';
import { changeLimit } from './change-limit.ts';
import styles from './transfers.module.css';

interface SpeedLimitMenuProps {
  /** Null: of all downloads together. */
  serverId: string | null;
  bytesPerSecond: number | null;
}

const choices = [null, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 50_000_000];

/** How fast downloads may be. */
export function SpeedLimitMenu({ serverId, bytesPerSecond }: SpeedLimitMenuProps): ReactNode {
  const offered = choices.includes(bytesPerSecond) ? choices : [...choices, bytesPerSecond];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" leftSection={<IconGauge size={14} />}>
          {bytesPerSecond === null
            ? t('No speed limit')
            : t('At most {{bytesPerSecond}}', { bytesPerSecond: formatRate(bytesPerSecond, 'bytes') })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((choice) => (
          <Menu.Item
            key={choice}
            leftSection={<IconCheck size={14} className={choice === bytesPerSecond ? undefined : styles.unticked} />}
            onClick={() => void changeLimit({ serverId, bytesPerSecond: choice }, { serverId, bytesPerSecond })}
          >
            {choice === null ? t('No speed limit') : formatRate(choice, 'bytes')}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
