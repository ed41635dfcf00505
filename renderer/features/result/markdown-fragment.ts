import DOMPurify from 'dompurify';
import { Marked } from 'marked';

const allowedTags = [
  ...['p', 'br', 'hr', 'em', 'strong', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

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

/** Markdown as elements, without images, scripts, styles and addresses other than http and https. */
export function markdownFragment(text: string): DocumentFragment {
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

/** A text that claims another address than it leads to would deceive; what leads nowhere is plain text. */
function showTarget(link: HTMLAnchorElement): void {
  const host = /^https?:\/\/([^/?#\s]+)/i.exec(link.getAttribute('href') ?? '')?.[1];
  if (host === undefined) link.replaceWith(...link.childNodes);
  else if (!(link.textContent ?? '').includes(host)) link.append(` (${host})`);
}
