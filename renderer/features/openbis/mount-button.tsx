import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlugConnected } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../ui/language.ts';
import { MountItems } from './mount-items.tsx';
import { useMount } from './use-mount.ts';

/** Whether the files of the server are a folder of this computer, as a menu of a toolbar. */
export function MountButton({ connectionId }: { connectionId: string }): ReactNode {
  const mount = useMount(connectionId);
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          leftSection={<IconPlugConnected size={14} />}
          rightSection={<IconChevronDown size={12} />}
          loading={mount.isBusy}
        >
          {mount.present === undefined
            ? t('Not mounted')
            : mount.present.state === 'stale'
              ? t('Mount is stale')
              : t('Mounted')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <MountItems mount={mount} />
      </Menu.Dropdown>
    </Menu>
  );
}
