import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { openInBrowser } from '../remote/open-in-browser.ts';
import { markdownFragment } from './markdown-fragment.ts';
import styles from './result.module.css';

/**
 * Markdown of a server, the only place where its text becomes elements: without images, scripts and styles.
 * A link shows where it goes and opens in the browser of the system, after the user has agreed.
 */
export function Markdown({ text }: { text: string }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.replaceChildren(markdownFragment(text));
  }, [text]);

  const followLink = (event: MouseEvent<HTMLDivElement>): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null) return;
    event.preventDefault();
    openInBrowser(link.href);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are the elements that take the click and the Enter key
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click on it
    <div ref={place} className={styles.markdown} onClick={followLink} />
  );
}
