import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Connection } from '../../../app/contract/connections.ts';
import { formatStamp } from '../../../app/domain/number-format.ts';
import { parsePanelAddress } from '../../routes/panel-address.ts';
import { openTarget } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { useNowMs } from '../../ui/now.ts';
import { panelIcons, titleOf } from '../frame/panel-tab.tsx';
import { useRecentPanels } from '../frame/use-workspace.ts';
import { hasKeptTitle } from '../frame/workspace-layout.ts';
import styles from './start.module.css';

/** What was open last, of connections that are still there. */
export function RecentPanels({ connections }: { connections: readonly Connection[] }): ReactNode {
  const { recent } = useRecentPanels();
  const nowMs = useNowMs();
  const shown = recent.flatMap((panel) => {
    const target = parsePanelAddress(panel.address);
    if (target === undefined || !('connectionId' in target.params)) return [];
    const { connectionId } = target.params;
    const connection = connections.find(({ id }) => id === connectionId);
    return connection === undefined ? [] : [{ ...panel, target, connection }];
  });
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="start-recent">
      <h3 id="start-recent" className={styles.head}>
        {t('Open last')}
      </h3>
      <ul className={styles.recent}>
        {shown.map(({ address, title, target, connection, openedUtc }) => {
          const known = titleOf(address);
          const Icon = panelIcons[known.icon];
          return (
            <li key={address}>
              <UnstyledButton className={styles.recentLine} onClick={() => openTarget(target)}>
                <Icon size={14} aria-hidden />
                <strong>{hasKeptTitle(address) ? title : known.title}</strong>
                <span className={styles.quiet}>{connection.name}</span>
                <time className={styles.quiet} dateTime={openedUtc}>
                  {formatStamp(openedUtc, nowMs)}
                </time>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
