import DOMPurify from 'dompurify';
import { Marked } from 'marked';
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { getShell } from '../../api/shell.ts';
import styles from './result.module.css';

const allowedTags = [
  ...['p', 'br', 'hr', 'em', 'strong', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

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
    void getShell().openExternal(link.href);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are the elements that take the click and the Enter key
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click on it
    <div ref={place} className={styles.markdown} onClick={followLink} />
  );
}

/** HTML and pictures in the text are shown as they were written. */
const reader = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }) => escaped(text),
    image: ({ raw }) => escaped(raw),
  },
});

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function markdownFragment(text: string): DocumentFragment {
  const html = reader.parse(text, { async: false });
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: ['href', 'title'],
    ALLOWED_URI_REGEXP: /^https?:\/\//i,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of fragment.querySelectorAll('a')) showTarget(link);
  return fragment;
}

/** A text that claims another address than it leads to would deceive. */
function showTarget(link: HTMLAnchorElement): void {
  if (!link.hasAttribute('href')) {
    link.replaceWith(...link.childNodes);
    return;
  }
  const { host } = new URL(link.href);
  if (!(link.textContent ?? '').includes(host)) link.append(` (${host})`);
}
