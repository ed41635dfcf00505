import { Fragment, type ReactNode } from 'react';
import type { TextPart } from '../palette/palette-query.ts';
import styles from './find.module.css';

/** A text whose fitting parts stand out. */
export function MarkedParts({ parts }: { parts: readonly TextPart[] }): ReactNode {
  return parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other identity
    <Fragment key={at}>{part.isMatch ? <mark className={styles.match}>{part.text}</mark> : part.text}</Fragment>
  ));
}
