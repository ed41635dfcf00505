import { Fragment, type ReactNode } from 'react';
import { matchParts } from '../../palette/palette-query.ts';
import styles from './series-search.module.css';

/** A text with the words of a search marked. */
export function MarkedText({ text, words }: { text: string; words: string }): ReactNode {
  return matchParts(text, words).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other identity
    <Fragment key={at}>{part.isMatch ? <mark className={styles.match}>{part.text}</mark> : part.text}</Fragment>
  ));
}
