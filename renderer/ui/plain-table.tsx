import type { ComponentProps, ReactNode } from 'react';
import styles from './plain-table.module.css';

/** A table of a page as text, not a grid. A class of the caller comes on top. */
export function PlainTable({ className = '', ...more }: ComponentProps<'table'>): ReactNode {
  return <table className={`${styles.table} ${className}`} {...more} />;
}

/** What a cell names, to be opened. */
export function CellLink({ className = '', ...more }: ComponentProps<'button'>): ReactNode {
  return <button type="button" className={`${styles.link} ${className}`} {...more} />;
}
