import type { ReactNode } from 'react';
import type { OpenbisLink } from '../../../app/contract/openbis.ts';
import { t } from '../../ui/language.ts';
import { CellLink } from '../../ui/plain-table.tsx';
import styles from './openbis.module.css';

interface LinkListProps {
  links: readonly OpenbisLink[];
  onOpen(link: OpenbisLink): void;
}

/** Other things by their names; a click opens one. */
export function LinkList({ links, onOpen }: LinkListProps): ReactNode {
  if (links.length === 0) return <span className={styles.quiet}>{t('none')}</span>;
  return (
    <span className={styles.links}>
      {links.map((link) => (
        <CellLink key={link.permId} onClick={() => onOpen(link)}>
          {linkName(link)}
        </CellLink>
      ))}
    </span>
  );
}

export function linkName({ identifier, code, permId }: OpenbisLink): string {
  return identifier ?? code ?? permId;
}
