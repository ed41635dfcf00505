import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ComponentType, KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { setBranch, useBranches } from './expanded.ts';
import styles from './navigator.module.css';

export interface TreeItemProps {
  id: string;
  level: number;
  label: string;
  icon: ComponentType<{ size?: number; className?: string | undefined; 'aria-hidden'?: boolean }>;
  /** Address of the panel of what the line stands for: it can be dragged, and added to collections. */
  thing?: string;
  count?: number | string | undefined;
  /** Read in place of the line's own text. */
  spoken?: string;
  /** What stands at the right end in place of a count. */
  end?: ReactNode;
  isCurrent?: boolean;
  /** Enter, or a click. Branches without it open and close. */
  onOpen?: () => void;
  onMenu?: () => void;
  openAtFirst?: boolean;
  /** Rendered while the branch is open. */
  children?: (() => ReactNode) | undefined;
}

/** One line of the tree and, while it is open, what is below it. */
export function TreeItem(props: TreeItemProps): ReactNode {
  const {
    id,
    level,
    label,
    icon: Icon,
    count,
    end,
    spoken,
    isCurrent = false,
    onOpen,
    onMenu,
    openAtFirst = false,
  } = props;
  const isOpen = useBranches(({ open }) => open[id] ?? openAtFirst);
  const isBranch = props.children !== undefined;
  const toggle = (): void => setBranch(id, !isOpen);
  const activate = onOpen ?? toggle;
  const onClick = (event: MouseEvent): void => {
    const { target, currentTarget } = event;
    // Clicks in a menu of this line come here through React, though the menu lies elsewhere.
    if (!(target instanceof Element) || !currentTarget.contains(target) || target.closest('button') !== null) return;
    if (target.closest('[data-branch]') !== null) toggle();
    else activate();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const menuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    if (event.key === 'Enter' || event.key === ' ') activate();
    // The menu would take the same key press for one that closes it.
    else if (menuKey && onMenu !== undefined) setTimeout(onMenu);
    else return;
    event.preventDefault();
  };
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <div
        role="treeitem"
        className={styles.item}
        style={{ paddingLeft: 4 + (level - 1) * 14 }}
        tabIndex={level === 1 || isCurrent ? 0 : -1}
        aria-level={level}
        aria-selected={isCurrent}
        aria-label={spoken}
        {...(isBranch && { 'aria-expanded': isOpen })}
        {...(props.thing !== undefined && { draggable: true, 'data-thing': props.thing })}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          if (onMenu === undefined) return;
          event.preventDefault();
          onMenu();
        }}
      >
        {isBranch ? (
          <span data-branch className={styles.chevron} aria-hidden>
            <Chevron size={12} />
          </span>
        ) : (
          <span className={styles.chevron} aria-hidden />
        )}
        <Icon size={14} aria-hidden className={styles.icon} />
        <span className={styles.label} title={label}>
          {label}
        </span>
        {count !== undefined && <span className={styles.count}>{count}</span>}
        {end}
      </div>
      {isBranch && isOpen && props.children?.()}
    </>
  );
}
