import { Menu } from '@mantine/core';
import { IconFolderOpen, IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../ui/language.ts';
import { useShowItem } from '../transfers/use-show-item.ts';
import styles from './openbis.module.css';
import type { Mount } from './use-mount.ts';

/** Lines of a menu: mount, open the folder, unmount, or why not. */
export function MountItems({ mount }: { mount: Mount }): ReactNode {
  const { present, obstacle, isBusy } = mount;
  const showItem = useShowItem();
  if (present === undefined)
    return (
      <>
        <Menu.Item
          leftSection={<IconPlugConnected size={14} />}
          disabled={obstacle !== null || isBusy}
          onClick={mount.mount}
        >
          {t('Mount files')}
        </Menu.Item>
        {obstacle !== null && <Menu.Label className={styles.reason ?? ''}>{obstacle}</Menu.Label>}
      </>
    );
  const { mountpoint, isOurs, state } = present;
  return (
    <>
      <Menu.Label className={styles.reason ?? ''}>
        {state === 'stale'
          ? t('Mounted at {{mountpoint}}, but the server does not answer.', { mountpoint })
          : t('Mounted at {{mountpoint}}.', { mountpoint })}
        {!isOurs && t(' Another program has mounted it.')}
      </Menu.Label>
      {showItem !== undefined && state === 'mounted' && (
        <Menu.Item leftSection={<IconFolderOpen size={14} />} onClick={() => showItem(mountpoint)}>
          {t('Open the folder')}
        </Menu.Item>
      )}
      {isOurs && (
        <Menu.Item
          leftSection={<IconPlugConnectedX size={14} />}
          disabled={isBusy}
          onClick={() => mount.unmount(state === 'stale')}
        >
          {t('Unmount files')}
        </Menu.Item>
      )}
    </>
  );
}
