import { Menu } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../ui/language.ts';
import { askForDataSet } from '../openbis/dialog-state.ts';
import { MountItems } from '../openbis/mount-items.tsx';
import { useMount } from '../openbis/use-mount.ts';

/** What can be done with an openBIS connection beside what all have. */
export function OpenbisItems({ connectionId, opened }: { connectionId: string; opened: boolean }): ReactNode {
  // Looking at mounts costs a look at the disk.
  const mount = useMount(connectionId, opened);
  return (
    <>
      <Menu.Item leftSection={<IconUpload size={14} />} onClick={() => askForDataSet({ kind: 'upload', connectionId })}>
        {t('Upload dataset…')}
      </Menu.Item>
      <MountItems mount={mount} />
      <Menu.Divider />
    </>
  );
}
