import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CodeSubject } from '../../../app/contract/code.ts';
import type { Stamped } from '../../../app/contract/common.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { CopyViewAsCode } from '../remote/copy-view-as-code.tsx';
import type { Remote } from '../remote/use-remote.ts';
import styles from './openbis.module.css';

interface ThingFrameProps {
  connectionId: string;
  /** What it is, for screen readers. */
  label: string;
  title: string;
  sub: string;
  remote: Remote<Stamped<unknown>>;
  /** What is copied as code. */
  subject: CodeSubject;
  /** Of the panel; its commands apply. */
  isActive: boolean;
  /** Further commands. */
  tools?: ReactNode;
  /** The content divides the height among parts that scroll by themselves. */
  isDivided?: boolean;
  children: ReactNode;
}

/** Head, commands and errors of one thing of an openBIS server; its content stands below. */
export function ThingFrame({
  connectionId,
  label,
  title,
  sub,
  remote,
  subject,
  isActive,
  tools,
  isDivided = false,
  children,
}: ThingFrameProps): ReactNode {
  return (
    <div className={styles.panel}>
      {remote.error !== null && (
        <ErrorNote
          error={remote.error}
          connectionId={connectionId}
          action={{ label: t('Ask again'), onClick: remote.refresh }}
        />
      )}
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <p className={styles.sub}>{sub}</p>
        {remote.answer !== undefined && <AsOf stamp={remote.answer} connectionId={connectionId} />}
      </header>
      <Toolbar label={label}>
        <Button
          variant="subtle"
          leftSection={<IconRefresh size={14} />}
          loading={remote.isRefreshing}
          onClick={remote.refresh}
        >
          {t('Refresh')}
        </Button>
        {tools}
        <CopyViewAsCode subject={subject} isActive={isActive} />
      </Toolbar>
      {remote.answer === undefined && remote.error === null && <LoadingRows count={10} />}
      {remote.answer !== undefined &&
        (isDivided ? (
          children
        ) : (
          <ScrollRegion className={styles.scroll} label={`${label} ${title}`}>
            {children}
          </ScrollRegion>
        ))}
    </div>
  );
}
