import { Button, Menu } from '@mantine/core';
import { IconCheck, IconGauge } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatRate } from '../../../app/domain/number-format.ts';
import { useCommand } from '../../api/query-options.ts';
import { showMessage } from '../../ui/messages.ts';

const choices = [null, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 50_000_000];

/** Limit of all downloads together. */
export function SpeedLimitMenu({ bytesPerSecond }: { bytesPerSecond: number | null }): ReactNode {
  const limit = useCommand('transfers.set-limit');
  const own = choices.includes(bytesPerSecond) ? choices : [...choices, bytesPerSecond];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" leftSection={<IconGauge size={14} />}>
          {bytesPerSecond === null ? 'No speed limit' : `At most ${formatRate(bytesPerSecond, 'bytes')}`}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {own.map((choice) => (
          <Menu.Item
            key={choice}
            leftSection={choice === bytesPerSecond ? <IconCheck size={14} /> : <span style={{ width: 14 }} />}
            onClick={() => limit.mutate({ serverId: null, bytesPerSecond: choice }, { onError: showMessage })}
          >
            {choice === null ? 'No speed limit' : formatRate(choice, 'bytes')}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
